// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.representer.Representer;

/**
 * A YAML text of which every scalar is text, and the line of each of its places, named as {@link
 * YamlNode} names them; so that a fault names its exact line.
 */
final class LinedYaml {
  private final String file;
  private final List<StoryProblem.Fault> faults;
  private final Map<String, Integer> lines = new HashMap<>();

  private LinedYaml(String file, List<StoryProblem.Fault> faults) {
    this.file = file;
    this.faults = faults;
  }

  /**
   * What was read.
   *
   * @param lines from 1, by place
   * @param keys of the first level, in the order of the file
   */
  record Read(YamlNode root, Map<String, Integer> lines, List<String> keys) {

    /** The same fault with the line of its place, or of the nearest place around it. */
    StoryProblem.Fault lined(StoryProblem.Fault fault) {
      String place = fault.place();
      while (!lines.containsKey(place) && place.contains(", ")) {
        place = place.substring(0, place.lastIndexOf(", "));
      }
      Integer line = lines.get(place);
      if (line == null) {
        return fault;
      }
      int end = fault.place().indexOf(", ");
      String name = end < 0 ? fault.place() : fault.place().substring(0, end);
      return new StoryProblem.Fault(
          name + ", ligne " + line + fault.place().substring(name.length()),
          fault.cause(),
          fault.cure());
    }
  }

  /** Faults of form are added to the list; what could be read is answered all the same. */
  static Read read(String file, String text, List<StoryProblem.Fault> faults) {
    LinedYaml yaml = new LinedYaml(file, faults);
    Object tree = "";
    try {
      Node node = composer().compose(new StringReader(text));
      tree = node == null ? "" : yaml.value(file, node);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      yaml.lines.put(file, line);
      yaml.fault(file, "Ce n'est pas du YAML.", "Vérifiez les retraits et les deux-points.");
      return new Read(new YamlNode(file, Map.of(), new ArrayList<>()), yaml.lines, List.of());
    } catch (YAMLException e) {
      yaml.fault(file, "Ce YAML n'est pas admis.", "Écrivez-le sans ancre ni renvoi.");
      return new Read(new YamlNode(file, Map.of(), new ArrayList<>()), yaml.lines, List.of());
    }
    List<String> keys = new ArrayList<>();
    if (tree instanceof Map<?, ?> map) {
      map.keySet().forEach(key -> keys.add(String.valueOf(key)));
    }
    return new Read(new YamlNode(file, tree, faults), yaml.lines, keys);
  }

  private static Yaml composer() {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    DumperOptions dumper = new DumperOptions();
    return new Yaml(
        new SafeConstructor(options),
        new Representer(dumper),
        dumper,
        options,
        StoryReader.asText());
  }

  private Object value(String place, Node node) {
    lines.put(place, node.getStartMark().getLine() + 1);
    if (node instanceof MappingNode mapping) {
      return mapping(place, mapping);
    }
    if (node instanceof SequenceNode sequence) {
      List<Object> values = new ArrayList<>();
      for (Node element : sequence.getValue()) {
        values.add(value(place + " " + (values.size() + 1), element));
      }
      return values;
    }
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  private Map<String, Object> mapping(String place, MappingNode mapping) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      String at = place + ", " + key;
      Object value = value(at, tuple.getValueNode());
      lines.put(at, tuple.getKeyNode().getStartMark().getLine() + 1);
      if (values.put(key, value) != null) {
        fault(at, "Ce champ est écrit deux fois.", "Gardez-en un.");
      }
    }
    return values;
  }

  private void fault(String place, String cause, String cure) {
    faults.add(new StoryProblem.Fault(place, cause, cure));
  }
}
