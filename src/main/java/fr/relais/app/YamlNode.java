// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One mapping of a YAML file, read strictly: what it does not expect is a fault. */
final class YamlNode {
  private final String where;
  private final Map<String, @Nullable Object> values;
  private final List<StoryProblem.Fault> faults;

  YamlNode(String where, Object raw, List<StoryProblem.Fault> faults) {
    this.where = where;
    this.faults = faults;
    this.values = new LinkedHashMap<>();
    if (raw instanceof Map<?, ?> map) {
      map.forEach((key, value) -> values.put(String.valueOf(key), value));
    } else {
      faults.add(
          new StoryProblem.Fault(
              where, "On attend ici des champs « nom: valeur ».", "Voyez la page du format."));
    }
  }

  private YamlNode(
      String where, Map<String, @Nullable Object> values, List<StoryProblem.Fault> faults) {
    this.where = where;
    this.values = values;
    this.faults = faults;
  }

  YamlNode at(String place) {
    return new YamlNode(place, values, faults);
  }

  String place(String key) {
    return key.isEmpty() ? where : where + ", " + key;
  }

  void fault(String key, String cause, String cure) {
    faults.add(new StoryProblem.Fault(place(key), cause, cure));
  }

  void only(String... keys) {
    List<String> known = Arrays.asList(keys);
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        fault(
            key, "Ce champ n'existe pas ici.", "Champs admis : " + String.join(", ", known) + ".");
      }
    }
  }

  int size() {
    return values.size();
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  @Nullable String optional(String key) {
    Object value = values.get(key);
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      fault(key, "On attend ici une seule valeur.", "Voyez la page du format.");
      return null;
    }
    return value == null ? null : String.valueOf(value);
  }

  String text(String key) {
    String value = optional(key);
    if (value == null || value.isBlank()) {
      fault(key, "Ce champ manque.", "Écrivez-le.");
      return "";
    }
    return value;
  }

  @Nullable Integer number(String key) {
    String value = optional(key);
    if (value == null) {
      return null;
    }
    try {
      return Integer.valueOf(value);
    } catch (NumberFormatException e) {
      fault(key, "On attend ici un nombre entier.", "Écrivez par exemple 1.");
      return null;
    }
  }

  boolean flag(String key) {
    String value = optional(key);
    if (value != null && !value.equals("true") && !value.equals("false")) {
      fault(key, "On attend ici true ou false.", "Écrivez true ou false.");
    }
    return "true".equals(value);
  }

  @Nullable YamlNode child(String key) {
    return has(key)
        ? new YamlNode(place(key), Objects.requireNonNullElse(values.get(key), ""), faults)
        : null;
  }

  List<YamlNode> list(String key) {
    if (!has(key)) {
      return List.of();
    }
    List<YamlNode> nodes = new ArrayList<>();
    if (values.get(key) instanceof List<?> list) {
      int number = 0;
      for (Object value : list) {
        number++;
        nodes.add(
            new YamlNode(place(key) + " " + number, Objects.requireNonNullElse(value, ""), faults));
      }
    } else {
      fault(key, "On attend ici une liste.", "Écrivez une ligne par élément, avec un tiret.");
    }
    return nodes;
  }

  /** Whether there is a list, and nothing in it. */
  boolean emptyList(String key) {
    return values.get(key) instanceof List<?> list && list.isEmpty();
  }

  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    if (values.get(key) instanceof List<?> list) {
      list.forEach(value -> texts.add(String.valueOf(value)));
    } else {
      fault(key, "On attend ici une liste.", "Écrivez [] pour aucune.");
    }
    return texts;
  }

  <E extends Enum<E>> @Nullable E choice(String key, E[] choices) {
    String value = optional(key);
    return value == null ? null : pick(key, value, choices);
  }

  <E extends Enum<E>> E choice(String key, E[] choices, E otherwise) {
    String value = text(key);
    E picked = value.isEmpty() ? null : pick(key, value, choices);
    return picked == null ? otherwise : picked;
  }

  <E extends Enum<E>> List<E> choices(String key, E[] choices) {
    List<E> picked = new ArrayList<>();
    if (values.get(key) instanceof List<?> list) {
      for (Object value : list) {
        E one = pick(key, String.valueOf(value), choices);
        if (one != null) {
          picked.add(one);
        }
      }
    } else {
      fault(key, "On attend ici une liste.", "Écrivez [] pour aucune.");
    }
    return picked;
  }

  private <E extends Enum<E>> @Nullable E pick(String key, String value, E[] choices) {
    String name = value.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    for (E choice : choices) {
      if (choice.name().equals(name)) {
        return choice;
      }
    }
    fault(
        key,
        "Cette valeur n'existe pas.",
        "Valeurs admises : "
            + String.join(", ", Arrays.stream(choices).map(Enum::name).toList())
            + ".");
    return null;
  }
}
