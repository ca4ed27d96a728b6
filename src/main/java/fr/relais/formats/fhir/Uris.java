// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.formats.identifiers.InsNumber;

/**
 * The names of systems, profiles and extensions. Those of FR Core are as version 2.1.0 writes them.
 * Our own stand under {@code .example} and the OID arc 2.999, both reserved for examples, until the
 * operator has names of its own.
 */
public final class Uris {
  private static final String OURS = "https://relais.example/fhir/";
  private static final String FR_CORE = "https://hl7.fr/ig/fhir/core/";

  /** The order numbers that Relais issues. */
  public static final String ISSUED = "urn:oid:2.999.250.1";

  /** Our own names of practitioners. */
  public static final String PRACTITIONER = "urn:oid:2.999.250.2";

  /** Our own names of places. */
  public static final String SITE = "urn:oid:2.999.250.3";

  /** The short references by which people call a follow-up. */
  public static final String REFERENCE = "urn:oid:2.999.250.4";

  public static final String RPPS = "https://rpps.esante.gouv.fr";

  /** RPPS after a digit 8 (PS_IdNat). */
  public static final String ID_NAT = "urn:oid:1.2.250.1.71.4.2.1";

  public static final String FINESS = "https://finess.esante.gouv.fr";
  public static final String LOINC = "http://loinc.org";
  static final String OID = "urn:oid:";

  static final String IDENTIFIER_TYPE = "http://terminology.hl7.org/CodeSystem/v2-0203";
  static final String FR_IDENTIFIER_TYPE = FR_CORE + "CodeSystem/fr-core-cs-v2-0203";

  /** Diagnostic service sections: LAB, RAD, OTH. */
  static final String SECTION = "http://terminology.hl7.org/CodeSystem/v2-0074";

  static final String INTERPRETATION =
      "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";
  static final String FOLLOW_UP_PRIORITY = OURS + "CodeSystem/follow-up-priority";
  static final String FOLLOW_UP_OUTPUT = OURS + "CodeSystem/follow-up-output";

  /** Identity status in FR Core 2.1: VALI with an INS is a qualified identity. */
  static final String STATUS_2_1 = FR_CORE + "CodeSystem/fr-core-cs-v2-0445";

  /** Identity status in FR Core 2.2: VALI is an identity without INS, QUAL the qualified one. */
  static final String STATUS_2_2 = FR_CORE + "CodeSystem/fr-core-cs-identity-status";

  static final String RELIABILITY = FR_CORE + "StructureDefinition/fr-core-identity-reliability";
  static final String BIRTH_GIVEN_NAMES =
      FR_CORE + "StructureDefinition/fr-core-patient-birth-list-given-name";
  static final String BIRTH_PLACE = "http://hl7.org/fhir/StructureDefinition/patient-birthPlace";
  static final String INSEE = FR_CORE + "StructureDefinition/fr-core-address-insee-code";
  static final String COMMUNE =
      "https://mos.esante.gouv.fr/NOS/TRE_R13-Commune/FHIR/TRE-R13-Commune";

  /** What a result says that FHIR R4 has no element for. */
  static final String REPORT = OURS + "StructureDefinition/relais-report";

  /** What a component of an Observation of ours is. */
  static final String COMPONENT = OURS + "CodeSystem/observation-component";

  static final String SUB_ID = "http://hl7.org/fhir/StructureDefinition/observation-v2-subid";
  static final String SUPPORTING =
      "http://hl7.org/fhir/StructureDefinition/workflow-supportingInfo";
  static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

  /** Who a submission set is meant for (IHE MHD). */
  static final String INTENDED_RECIPIENT =
      "https://profiles.ihe.net/ITI/MHD/StructureDefinition/ihe-intendedRecipient";

  /** INVISIBLE_PATIENT and its like (TRE_A07). */
  static final String MASKS =
      "https://mos.esante.gouv.fr/NOS/TRE_A07-StatutVisibiliteDocument/FHIR"
          + "/TRE-A07-StatutVisibiliteDocument";

  static final String INSTRUCTION = OURS + "StructureDefinition/relais-instruction";
  static final String CHOICES = OURS + "StructureDefinition/relais-patient-choices";
  static final String WHOSE = OURS + "StructureDefinition/relais-phone-whose";
  static final String EXPECTED_BY = OURS + "StructureDefinition/relais-expected-by";

  private Uris() {}

  /** Whether this system names people by their national identity number. */
  public static boolean identity(String system) {
    return InsNumber.AUTHORITIES.stream().anyMatch(system::endsWith);
  }

  /** Our profile of this type of resource. */
  static String profile(String type) {
    return OURS
        + "StructureDefinition/relais-"
        + type.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
  }
}
