// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import fr.relais.core.model.Coding;
import fr.relais.formats.xml.XmlOutput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The small change of ebRIM 3.0: slots, names, classifications, external identifiers. */
final class Registry {
  private final XmlOutput out = new XmlOutput();
  private final String seed;
  private int count;

  /** Identifiers are made from the seed, so that the same delivery has the same ones. */
  Registry(String seed) {
    this.seed = seed;
  }

  XmlOutput out() {
    return out;
  }

  String nextId() {
    String name = seed + "\n" + count++;
    return "urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** A slot; none when no value is there. */
  void slot(String name, @Nullable String... values) {
    List<String> there = java.util.Arrays.stream(values).filter(Objects::nonNull).toList();
    if (there.isEmpty()) {
      return;
    }
    out.open("Slot", "name", name).open("ValueList");
    there.forEach(value -> out.element("Value", value));
    out.close().close();
  }

  void name(String text) {
    out.open("Name");
    out.leaf("LocalizedString", "charset", "UTF-8", "value", text, "xml:lang", "fr-FR").close();
  }

  void code(String object, String scheme, Coding code) {
    open(object, scheme, code.code());
    slot("codingScheme", code.system() == null ? "" : code.system());
    name(code.label() == null ? code.code() : code.label());
    out.close();
  }

  /** A classification, left open for its slots. */
  void open(String object, String scheme, String node) {
    out.open(
        "Classification",
        "id",
        nextId(),
        "objectType",
        "urn:oasis:names:tc:ebxml-regrep:ObjectType:RegistryObject:Classification",
        "classificationScheme",
        scheme,
        "classifiedObject",
        object,
        "nodeRepresentation",
        node);
  }

  void external(String object, String scheme, String name, String value) {
    out.open(
        "ExternalIdentifier",
        "id",
        nextId(),
        "objectType",
        "urn:oasis:names:tc:ebxml-regrep:ObjectType:RegistryObject:ExternalIdentifier",
        "registryObject",
        object,
        "identificationScheme",
        scheme,
        "value",
        value);
    name(name);
    out.close();
  }
}
