// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.annuaire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One resource of the register.
 *
 * @param id technical; a renumbering changes it
 * @param identifier system and value, as a search names them
 * @param of the technical number of the practitioner whose situation this is; null for others
 * @param at the structure of a situation; null for others
 * @param elements every element but id, meta, identifier and active, as JSON text by its name
 */
record Entry(
    String type,
    String id,
    Instant updated,
    boolean active,
    List<Identifier> identifiers,
    @Nullable String of,
    @Nullable String at,
    Map<String, String> elements) {

  /** A business number. */
  record Identifier(String system, String value) {
    /** FHIR R4, token: {@code system|value}, {@code |value}, {@code value}. */
    boolean answers(String token) {
      int bar = token.indexOf('|');
      return bar < 0
          ? value.equals(token)
          : system.equals(token.substring(0, bar))
              && (bar == token.length() - 1 || value.equals(token.substring(bar + 1)));
    }
  }

  Entry {
    identifiers = List.copyOf(identifiers);
    elements = new TreeMap<>(elements);
  }

  String name() {
    return type + "/" + id;
  }

  Entry with(boolean stillActive, Instant when) {
    return new Entry(type, id, when, stillActive, identifiers, of, at, elements);
  }

  Entry numbered(String other) {
    return new Entry(type, other, updated, active, identifiers, of, at, elements);
  }

  Entry ofPractitioner(String technical) {
    Map<String, String> all = new TreeMap<>(elements);
    all.put("practitioner", "{\"reference\":\"Practitioner/" + technical + "\"}");
    return new Entry(type, id, updated, active, identifiers, technical, at, all);
  }

  /** A situation that is over no longer says whose it was. */
  @Nullable String practitioner() {
    return active ? of : null;
  }

  @Nullable String organization() {
    return active ? at : null;
  }

  /**
   * As it is served: a resource that is over keeps its numbers alone.
   *
   * @param only the elements that were asked for; null: all
   */
  String json(@Nullable List<String> only) {
    StringBuilder text = new StringBuilder();
    text.append("{\"resourceType\":\"").append(type).append("\",\"id\":\"").append(id);
    text.append("\",\"meta\":{\"lastUpdated\":\"").append(updated).append('"');
    if (only != null) {
      text.append(
          ",\"tag\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ObservationValue\",\"code\":\"SUBSETTED\"}]");
    }
    text.append("},\"identifier\":[");
    for (int i = 0; i < identifiers.size(); i++) {
      Identifier one = identifiers.get(i);
      text.append(i == 0 ? "" : ",").append("{\"use\":\"official\",\"system\":\"");
      text.append(one.system()).append("\",\"value\":\"").append(one.value()).append("\"}");
    }
    text.append("],\"active\":").append(active);
    if (active) {
      elements.forEach(
          (name, json) -> {
            if (only == null || only.contains(name)) {
              text.append(",\"").append(name).append("\":").append(json);
            }
          });
    }
    return text.append('}').toString();
  }

  /** Whether this is one of its mailboxes of secure mail: an ordinary address is not searched. */
  boolean mailbox(String address) {
    return elements
        .getOrDefault("telecom", "")
        .contains("],\"system\":\"email\",\"value\":\"" + address + '"');
  }

  boolean is(String other) {
    return Objects.equals(type, other);
  }
}
