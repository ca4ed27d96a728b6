// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Primitives that have an extension and no value (data-absent-reason, FHIR R4 2.4.0.3): they say
 * nothing, and are left out of what is read, so that nobody takes them for a value.
 */
final class Unsaid {
  private Unsaid() {}

  /** The same tree when it has none, else a copy without them. */
  static JsonNode leftOut(JsonNode tree) {
    if (!any(tree)) {
      return tree;
    }
    JsonNode copy = tree.deepCopy();
    drop(copy);
    return copy;
  }

  private static boolean unsaid(JsonNode node, String name) {
    return name.startsWith("_") && !node.has(name.substring(1));
  }

  private static boolean any(JsonNode node) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (unsaid(node, field.getKey()) || any(field.getValue())) {
        return true;
      }
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      if (any(node.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static void drop(JsonNode node) {
    if (node instanceof ObjectNode object) {
      List<String> names =
          object.properties().stream()
              .map(Map.Entry::getKey)
              .filter(name -> unsaid(object, name))
              .toList();
      object.remove(names);
      object.properties().forEach(field -> drop(field.getValue()));
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      drop(node.get(i));
    }
  }
}
