// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimePrimitiveDatatypeDefinition;
import ca.uhn.fhir.parser.DataFormatException;
import com.fasterxml.jackson.databind.JsonNode;
import fr.relais.core.model.ProblemCode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Base64BinaryType;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the JSON beside the definitions of FHIR R4 and tells, with its place, each element
 * that does not exist and each extension that would change the meaning. A name that the message
 * invented is never repeated: its rank in its object says which one it is.
 */
final class StrictWalk {
  private static final Set<String> OF_A_PRIMITIVE = Set.of("id", "extension");
  private static final int DIGITS_MAX = 40;

  private final FhirContext context;
  private final Findings findings;

  StrictWalk(FhirContext context, Findings findings) {
    this.context = context;
    this.findings = findings;
  }

  void resource(JsonNode node, String path) {
    String type = node.path("resourceType").asText("");
    BaseRuntimeElementDefinition<?> definition;
    try {
      definition = type.isEmpty() ? null : context.getResourceDefinition(type);
    } catch (DataFormatException e) {
      definition = null;
    }
    if (definition == null) {
      findings.error(
          ProblemCode.FORMAT_UNKNOWN,
          path,
          "Ce n'est pas une ressource FHIR R4, ou son type n'existe pas.",
          "Donnez resourceType, tel que FHIR R4 l'écrit.");
      return;
    }
    object(node, definition, path.isEmpty() ? definition.getName() : path);
  }

  private void object(JsonNode node, BaseRuntimeElementDefinition<?> definition, String path) {
    int rank = 0;
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      rank++;
      if (field.getKey().equals("modifierExtension") || field.getKey().equals("implicitRules")) {
        findings.error(
            ProblemCode.FIELD_NOT_UNDERSTOOD,
            path,
            "Un élément change le sens de cette ressource d'une façon que Relais ne connaît pas.",
            "Retirez modifierExtension et implicitRules.");
      } else if (!field.getKey().equals("resourceType")) {
        field(field.getKey(), field.getValue(), definition, path, rank);
      }
    }
  }

  private void field(
      String key, JsonNode value, BaseRuntimeElementDefinition<?> parent, String path, int rank) {
    String name = key.startsWith("_") ? key.substring(1) : key;
    BaseRuntimeElementDefinition<?> definition = definition(parent, name);
    boolean holdsResource = name.equals("contained") || name.equals("resource");
    if (definition == null && !(holdsResource && child(parent, name) != null)) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          path,
          "L'élément de rang " + rank + " de cet objet n'existe pas en FHIR R4 : il serait perdu.",
          "Corrigez son nom, ou retirez-le.");
      return;
    }
    String below = path + "." + name;
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        value(value.get(i), definition, below + "[" + i + "]");
        fits(value.get(i), child(parent, name), definition, below + "[" + i + "]");
      }
    } else {
      value(value, definition, below);
      fits(value, child(parent, name), definition, below);
    }
  }

  /** Whether a text is one that its element admits: a code of a closed list, a date that exists. */
  private void fits(
      JsonNode value,
      @Nullable BaseRuntimeChildDefinition child,
      @Nullable BaseRuntimeElementDefinition<?> definition,
      String path) {
    if (!value.isTextual()
        || child == null
        || !(definition instanceof RuntimePrimitiveDatatypeDefinition primitive)) {
      return;
    }
    try {
      primitive
          .newInstance(child.getInstanceConstructorArguments())
          .setValueAsString(value.textValue());
    } catch (DataFormatException | IllegalArgumentException e) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          path,
          "Une valeur n'est pas de celles que cet élément admet.",
          "Corrigez cet élément selon FHIR R4.");
    }
  }

  private void value(
      JsonNode value, @Nullable BaseRuntimeElementDefinition<?> definition, String path) {
    if (value.isTextual()) {
      text(value.textValue(), path);
      if (definition != null && definition.getImplementingClass() == Base64BinaryType.class) {
        base64(value.textValue(), path);
      }
    } else if (value.isNumber()) {
      number(value.decimalValue(), path);
    } else if (value.isObject() && value.has("resourceType")) {
      resource(value, path);
    } else if (value.isObject() && definition != null) {
      object(value, definition, path);
    }
  }

  /** Written out, a number with such an exponent would fill the memory. */
  private void number(BigDecimal number, String path) {
    if (number.precision() > DIGITS_MAX || Math.abs((long) number.scale()) > DIGITS_MAX) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          path,
          "Un nombre a plus de chiffres, ou un exposant plus grand, qu'aucune mesure.",
          "Écrivez-le avec dix-huit chiffres au plus (FHIR R4, decimal).");
    }
  }

  /** A lenient decoder would drop what is no base64 and give other bytes. */
  private void base64(String text, String path) {
    if (!Base64Text.right(text)) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          path,
          "Un document joint n'est pas du base64 entier : il est abîmé ou coupé.",
          "Renvoyez le document entier.");
    }
  }

  private void text(String text, String path) {
    boolean control =
        text.chars().anyMatch(c -> c < 32 && c != '\n' && c != '\r' && c != '\t' || c == 0xFFFD);
    if (control) {
      findings.error(
          ProblemCode.CONTROL_CHARACTER,
          path,
          "Un texte contient un caractère de commande ou de remplacement.",
          "Retirez-le, ou corrigez l'encodage d'où il vient.");
    }
  }

  private @Nullable BaseRuntimeElementDefinition<?> definition(
      BaseRuntimeElementDefinition<?> parent, String name) {
    if (!(parent instanceof BaseRuntimeElementCompositeDefinition<?>)) {
      return OF_A_PRIMITIVE.contains(name)
          ? context.getElementDefinition(name.equals("id") ? "string" : "Extension")
          : null;
    }
    BaseRuntimeChildDefinition child = child(parent, name);
    return child == null ? null : child.getChildByName(name);
  }

  private static @Nullable BaseRuntimeChildDefinition child(
      BaseRuntimeElementDefinition<?> parent, String name) {
    return parent instanceof BaseRuntimeElementCompositeDefinition<?> composite
        ? composite.getChildByName(name)
        : null;
  }
}
