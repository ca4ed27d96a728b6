// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import fr.relais.core.model.ProblemCode;
import org.jspecify.annotations.Nullable;

/** Turns what HAPI's reader stumbles on into problems, none of them left aside. */
final class StrictHandler implements IParserErrorHandler {
  private final Findings findings;

  StrictHandler(Findings findings) {
    this.findings = findings;
  }

  private void wrong(@Nullable IParseLocation location, String cause) {
    String parent = location == null ? null : location.getParentElementName();
    findings.error(
        ProblemCode.FIELD_NOT_UNDERSTOOD,
        parent == null ? "ressource" : parent,
        cause,
        "Corrigez cet élément selon FHIR R4.");
  }

  @Override
  public void containedResourceWithNoId(@Nullable IParseLocation location) {
    wrong(location, "Une ressource contenue n'a pas d'identifiant.");
  }

  @Override
  public void incorrectJsonType(
      @Nullable IParseLocation location,
      String element,
      ValueType expected,
      @Nullable ScalarType expectedScalar,
      ValueType found,
      @Nullable ScalarType foundScalar) {
    wrong(location, "Un élément n'a pas le bon type JSON (texte, nombre, liste ou objet).");
  }

  @Override
  public void invalidValue(
      @Nullable IParseLocation location, @Nullable String value, String error) {
    wrong(location, "Une valeur n'est pas de celles que cet élément admet.");
  }

  @Override
  public void missingRequiredElement(@Nullable IParseLocation location, String element) {
    wrong(location, "Il manque un élément obligatoire.");
  }

  @Override
  public void unexpectedRepeatingElement(@Nullable IParseLocation location, String element) {
    wrong(location, "Un élément est répété alors qu'il ne peut l'être.");
  }

  @Override
  public void unknownAttribute(@Nullable IParseLocation location, String attribute) {
    wrong(location, "Un attribut n'existe pas en FHIR R4.");
  }

  @Override
  public void unknownElement(@Nullable IParseLocation location, String element) {
    wrong(location, "Un élément n'existe pas en FHIR R4.");
  }

  @Override
  public void unknownReference(@Nullable IParseLocation location, String reference) {
    wrong(location, "Une référence interne ne mène à rien.");
  }

  @Override
  public void extensionContainsValueAndNestedExtensions(@Nullable IParseLocation location) {
    wrong(location, "Une extension a une valeur et des extensions : c'est l'un ou l'autre.");
  }

  @Override
  public void invalidInternalReference(@Nullable IParseLocation location, String reference) {
    wrong(location, "Une référence interne ne mène à rien.");
  }
}
