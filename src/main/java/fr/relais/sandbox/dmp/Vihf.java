// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * The VIHF: a SAML 2.0 assertion that says who asks, for whom, with what software.
 *
 * @param issuer the DN that it gives
 * @param nameId idNat_PS, or who is responsible for the automate
 * @param contextClass how the person signed in
 * @param contextDeclared whether AuthnContextDecl describes it
 * @param notBefore of the Conditions, null when there is none
 * @param notOnOrAfter of the Conditions, null when there is none
 * @param values the attributes that have one text, by their names
 * @param roles profession, then savoir-faire
 * @param purposes the codes of PurposeOfUse
 */
record Vihf(
    Element assertion,
    String issuer,
    Instant issued,
    Instant signedIn,
    String nameId,
    String contextClass,
    boolean contextDeclared,
    @Nullable Instant notBefore,
    @Nullable Instant notOnOrAfter,
    Map<String, String> values,
    List<Role> roles,
    List<Role> purposes) {
  static final String STRUCTURE = "Identifiant_Structure";
  static final String SECTOR = "Secteur_Activite";
  static final String HOMOLOGATION = "LPS_ID_HOMOLOGATION_DMP";
  static final String VERSION = "VIHF_Version";
  static final String RESOURCE = "urn:oasis:names:tc:xacml:2.0:resource:resource-id";
  static final String SUBJECT = "urn:oasis:names:tc:xspa:1.0:subject:subject-id";

  /** How the one who asks was authenticated (section 1.3). */
  enum Mode {
    DIRECTE,
    INDIRECTE,
    INDIRECTE_RENFORCEE
  }

  /** A coded value of HL7 v3. */
  record Role(String code, String system) {}

  Vihf {
    values = Map.copyOf(values);
    roles = List.copyOf(roles);
    purposes = List.copyOf(purposes);
  }

  /** An attribute, empty when it is missing. */
  String value(String name) {
    return values.getOrDefault(name, "");
  }

  String structure() {
    return value(STRUCTURE);
  }

  /** The patient that it is for, as it is written. */
  String patient() {
    return value(RESOURCE);
  }

  /** The name of the attribute is written in two ways by the published texts. */
  String modeName() {
    String name = value("Authentification_Mode");
    return name.isEmpty() ? value("Authentification_mode") : name;
  }

  Mode mode() {
    return Mode.valueOf(modeName());
  }

  boolean isAutomate() {
    return roles.size() == 1 && Objects.equals(roles.get(0).code(), "AUTOMATE");
  }

  @Override
  public String toString() {
    return "Vihf";
  }
}
