// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.parser.DataFormatException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.relais.core.model.Content;
import fr.relais.core.model.ProblemCode;
import fr.relais.formats.xml.XmlDocument;
import fr.relais.formats.xml.XmlElement;
import fr.relais.formats.xml.XmlRefused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.jspecify.annotations.Nullable;

/**
 * Brings FHIR XML (FHIR R4, 2.6.1) to the tree of FHIR JSON, so that both are read by one strict
 * reader. The XML is read by the one guarded parser of the house: no DOCTYPE, no entity, no file.
 */
final class StrictXml {
  static final String FHIR = "http://hl7.org/fhir";
  private static final String XHTML = "http://www.w3.org/1999/xhtml";
  private static final Set<String> LISTS = Set.of("extension", "modifierExtension", "contained");
  private static final Set<String> ATTRIBUTES = Set.of("value", "id", "url", "schemaLocation");
  private static final String NUMBER =
      "-?(?:0|[1-9]\\d{0,39})(?:\\.\\d{1,40})?(?:[eE][+-]?\\d{1,3})?";

  private final FhirModel model;
  private final StrictJson json;

  StrictXml(FhirModel model, StrictJson json) {
    this.model = model;
    this.json = json;
  }

  /**
   * What was read.
   *
   * @param charset null when it could not be told
   */
  record Reading(StrictJson.Reading strict, @Nullable String charset) {
    static Reading utf8(StrictJson.Reading strict) {
      return new Reading(strict, StandardCharsets.UTF_8.name());
    }
  }

  Reading read(Content content) {
    Findings findings = new Findings();
    if (content.size() > StrictJson.RESULT_BYTES_MAX) {
      findings.error(
          ProblemCode.TOO_LARGE, "", "Le corps dépasse 10 Mo.", "Envoyez-le en plusieurs fois.");
      return new Reading(new StrictJson.Reading(null, null, findings.list()), null);
    }
    try {
      XmlDocument document = XmlDocument.read(content, StrictJson.RESULT_BYTES_MAX);
      JsonNode tree = resource(document.root(), findings);
      StrictJson.Reading strict =
          findings.broken()
              ? new StrictJson.Reading(null, null, findings.list())
              : json.read(tree, findings);
      return new Reading(strict, document.charset());
    } catch (XmlRefused e) {
      return new Reading(new StrictJson.Reading(null, null, List.of(e.problem())), null);
    }
  }

  private ObjectNode resource(XmlElement element, Findings findings) {
    ObjectNode made = JsonNodeFactory.instance.objectNode();
    made.put("resourceType", element.name());
    BaseRuntimeElementDefinition<?> definition;
    try {
      definition = model.context().getResourceDefinition(element.name());
    } catch (DataFormatException e) {
      return made;
    }
    children(element, definition, made, element.name(), findings);
    return made;
  }

  private void children(
      XmlElement element,
      BaseRuntimeElementDefinition<?> definition,
      ObjectNode into,
      String path,
      Findings findings) {
    form(element, path, findings);
    for (XmlElement child : element.children()) {
      String name = child.name();
      String below = path + "." + name;
      BaseRuntimeChildDefinition known =
          definition instanceof BaseRuntimeElementCompositeDefinition<?> composite
              ? composite.getChildByName(name)
              : null;
      boolean many =
          LISTS.contains(name) || known != null && (known.getMax() < 0 || known.getMax() > 1);
      if (known == null && !name.equals("extension")) {
        into.set(name, JsonNodeFactory.instance.objectNode());
      } else if (name.equals("contained") || name.equals("resource")) {
        put(into, name, many, inside(child, below, findings));
      } else if (child.is(XHTML, "div")) {
        into.put(name, Xhtml.written(child));
      } else {
        value(child, type(known, name), into, many, below, findings);
      }
    }
  }

  private BaseRuntimeElementDefinition<?> type(
      @Nullable BaseRuntimeChildDefinition known, String name) {
    BaseRuntimeElementDefinition<?> type = known == null ? null : known.getChildByName(name);
    return type != null ? type : model.context().getElementDefinition("Extension");
  }

  /** The one resource that an entry or a contained element wraps. */
  private JsonNode inside(XmlElement wrapper, String path, Findings findings) {
    form(wrapper, path, findings);
    if (wrapper.children().size() != 1) {
      notUnderstood(path, "Cet élément doit contenir une ressource, et une seule.", findings);
      return JsonNodeFactory.instance.objectNode();
    }
    return resource(wrapper.children().get(0), findings);
  }

  private void value(
      XmlElement child,
      BaseRuntimeElementDefinition<?> type,
      ObjectNode into,
      boolean many,
      String path,
      Findings findings) {
    if (type instanceof BaseRuntimeElementCompositeDefinition<?>) {
      ObjectNode made = JsonNodeFactory.instance.objectNode();
      for (String attribute : List.of("id", "url")) {
        String said = child.attribute(attribute);
        if (said != null) {
          made.put(attribute, said);
        }
      }
      children(child, type, made, path, findings);
      put(into, child.name(), many, made);
      return;
    }
    ObjectNode beside = JsonNodeFactory.instance.objectNode();
    if (child.attribute("id") != null) {
      beside.put("id", child.attribute("id"));
    }
    children(child, type, beside, path, findings);
    JsonNode scalar = scalar(child.attribute("value"), type);
    if (scalar == null && beside.isEmpty()) {
      notUnderstood(path, "Cet élément n'a ni valeur ni extension.", findings);
    }
    primitive(into, child.name(), many, scalar, beside);
  }

  /** A primitive and what extends it stand side by side, rank by rank (FHIR R4, 2.6.2.3). */
  private static void primitive(
      ObjectNode into, String name, boolean many, @Nullable JsonNode scalar, ObjectNode beside) {
    if (!many) {
      if (scalar != null) {
        put(into, name, false, scalar);
      }
      if (!beside.isEmpty()) {
        into.set("_" + name, beside);
      }
      return;
    }
    ArrayNode values = into.withArray(name);
    boolean extended = into.has("_" + name) || !beside.isEmpty();
    if (extended) {
      ArrayNode extensions = into.withArray("_" + name);
      while (extensions.size() < values.size()) {
        extensions.addNull();
      }
      extensions.add(beside.isEmpty() ? JsonNodeFactory.instance.nullNode() : beside);
    }
    values.add(scalar == null ? JsonNodeFactory.instance.nullNode() : scalar);
  }

  /** What may not be repeated and is, is made a list, which the strict reader refuses. */
  private static void put(ObjectNode into, String name, boolean many, JsonNode value) {
    if (many) {
      into.withArray(name).add(value);
    } else if (into.has(name)) {
      into.putArray(name).add(value).add(value);
    } else {
      into.set(name, value);
    }
  }

  private static @Nullable JsonNode scalar(
      @Nullable String value, BaseRuntimeElementDefinition<?> type) {
    if (value == null) {
      return null;
    }
    Class<?> kind = type.getImplementingClass();
    boolean number =
        DecimalType.class.isAssignableFrom(kind) || IntegerType.class.isAssignableFrom(kind);
    if (number && value.matches(NUMBER)) {
      return DecimalNode.valueOf(WrittenDecimal.of(value));
    }
    if (kind == BooleanType.class && (value.equals("true") || value.equals("false"))) {
      return JsonNodeFactory.instance.booleanNode(value.equals("true"));
    }
    return JsonNodeFactory.instance.textNode(value);
  }

  /** Everything in FHIR XML is an element of its namespace; text stands in attributes alone. */
  private static void form(XmlElement element, String path, Findings findings) {
    boolean text =
        !element.text().isBlank()
            || element.children().stream().anyMatch(child -> !child.tail().isBlank());
    boolean foreign =
        !element.namespace().equals(FHIR)
            || element.children().stream()
                .anyMatch(child -> !child.namespace().equals(FHIR) && !child.is(XHTML, "div"));
    if (text || foreign || !ATTRIBUTES.containsAll(element.attributeNames())) {
      notUnderstood(
          path,
          "Un texte, un attribut ou un élément n'a pas de place en FHIR XML : il serait perdu.",
          findings);
    }
  }

  private static void notUnderstood(String path, String cause, Findings findings) {
    findings.error(
        ProblemCode.FIELD_NOT_UNDERSTOOD, path, cause, "Corrigez cet élément selon FHIR R4.");
  }
}
