// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.relais.core.model.Content;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Resource;

/**
 * The bytes of one result alone, so that nobody is handed another patient's: a collection of the
 * entries that are reached from it, each as it was written.
 */
final class Share {
  private final JsonNode tree;
  private final Bundled message;

  Share(JsonNode tree, Bundled message) {
    this.tree = tree;
    this.message = message;
  }

  Content of(List<Resource> roots) {
    Map<Resource, Bundled.Entry> entries = new IdentityHashMap<>();
    message.entries().forEach(entry -> entries.put(entry.resource(), entry));
    Set<Integer> kept = new TreeSet<>();
    Set<Resource> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Resource> waiting = new ArrayDeque<>(roots);
    while (!waiting.isEmpty()) {
      Resource resource = waiting.remove();
      Bundled.Entry entry = entries.get(resource);
      if (entry != null && seen.add(resource)) {
        kept.add(entry.index());
        follow(tree.path("entry").path(entry.index()).path("resource"), "", resource, waiting);
      }
    }
    return written(kept);
  }

  /** Another patient to whom this one is linked is nobody's business here. */
  private void follow(JsonNode node, String name, Resource from, Deque<Resource> waiting) {
    if (name.equals("link") && from.fhirType().equals("Patient")) {
      return;
    }
    if (node.isTextual() && (name.equals("reference") || name.equals("url"))) {
      Resource found = message.links().find(node.textValue(), from);
      if (found != null) {
        waiting.add(found);
      }
    }
    node.properties().forEach(field -> follow(field.getValue(), field.getKey(), from, waiting));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      follow(node.get(i), name, from, waiting);
    }
  }

  private Content written(Set<Integer> kept) {
    ObjectNode bundle = JsonNodeFactory.instance.objectNode();
    bundle.put("resourceType", "Bundle");
    bundle.put("type", "collection");
    ArrayNode entries = bundle.putArray("entry");
    for (int index : kept) {
      JsonNode entry = tree.path("entry").path(index);
      ObjectNode copy = entries.addObject();
      if (entry.has("fullUrl")) {
        copy.set("fullUrl", entry.get("fullUrl"));
      }
      copy.set("resource", entry.get("resource"));
    }
    return Content.of(bundle.toString(), StandardCharsets.UTF_8);
  }
}
