// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Where references of a message lead inside it: to an entry by its fullUrl or by {@code Type/id},
 * to a contained resource by {@code #id} (FHIR R4, 2.3 and Bundle 2.36.4). Nothing is ever fetched.
 */
final class Links {
  private final Map<String, Resource> named = new HashMap<>();
  private final Set<String> doubled = new HashSet<>();
  private final Map<Resource, DomainResource> holders = new IdentityHashMap<>();

  /**
   * Makes an entry known.
   *
   * @return false when another entry has this fullUrl
   */
  boolean add(@Nullable String fullUrl, Resource resource) {
    String url = Objects.requireNonNullElse(fullUrl, "");
    String type = resource.fhirType();
    boolean alone = url.isEmpty() || !named.containsKey(url) || named.get(url) == resource;
    if (!url.isEmpty()) {
      name(url, resource);
      int at = url.lastIndexOf('/' + type + '/');
      if (at > 0) {
        name(url.substring(at + 1), resource);
      }
    }
    String id = Linked.id(resource);
    if (!id.isEmpty()) {
      name(type + '/' + id, resource);
    }
    if (resource instanceof DomainResource holder) {
      holder.getContained().forEach(inside -> holders.put(inside, holder));
    }
    return alone;
  }

  private void name(String name, Resource resource) {
    Resource before = named.putIfAbsent(name, resource);
    if (before != null && before != resource) {
      doubled.add(name);
    }
  }

  /** Null when it leads to nothing here, or to two resources. */
  @Nullable Resource find(Reference reference, Resource from) {
    return find(Objects.requireNonNullElse(reference.getReference(), ""), from);
  }

  @Nullable Resource find(String to, Resource from) {
    if (to.startsWith("#")) {
      DomainResource holder =
          holders.containsKey(from)
              ? holders.get(from)
              : from instanceof DomainResource itself ? itself : null;
      return holder == null
          ? null
          : to.length() == 1
              ? holder
              : holder.getContained().stream()
                  .filter(inside -> to.substring(1).equals(Linked.id(inside)))
                  .findFirst()
                  .orElse(null);
    }
    return to.isEmpty() || doubled.contains(to) ? null : named.get(to);
  }
}
