// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** The formats that Relais tells apart by their content. */
public enum FormatName {
  HPRIM_MEDECIN,
  HPRIM_SANTE,
  HPRIM_XML,
  HL7V2_ORU,
  HL7V2_CDA,
  CDA,
  XDM,
  MIME,
  FHIR,
  PDF,
  IMAGE,
  UNKNOWN
}
