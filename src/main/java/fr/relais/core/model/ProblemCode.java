// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/**
 * The closed list of what can be wrong with a message. Each names the HL7 v2.5 condition (table
 * 0357) by which a machine is told.
 */
public enum ProblemCode {
  EMPTY("102"),
  TOO_LARGE("102"),
  FORMAT_UNKNOWN("200"),
  FORMAT_NOT_READ("200"),
  MESSAGE_TYPE_NOT_READ("200"),
  VERSION_NOT_READ("203"),
  TRUNCATED("100"),
  END_MARK_MISPLACED("100"),
  SEQUENCE("100"),
  CONTENT_OUTSIDE("100"),
  CHARSET_CONFLICT("102"),
  CONTROL_CHARACTER("102"),
  HEADER_INCOMPLETE("101"),
  REQUIRED_MISSING("101"),
  PATIENT_MISSING("101"),
  SEVERAL_PATIENTS("198"),
  LINE_NOT_UNDERSTOOD("102"),
  FIELD_NOT_UNDERSTOOD("102"),
  CODE_NOT_UNDERSTOOD("103"),
  DATE_NOT_UNDERSTOOD("102"),
  CENTURY_NOT_KNOWN("102"),
  COUNT_MISMATCH("198"),
  PROCESSING_ID_REFUSED("202"),
  SENDER_UNKNOWN("207"),
  IDENTITY_OID_UNKNOWN("204"),
  IDENTITY_OID_REFUSED("204"),
  INS_KEY_WRONG("204"),
  INS_NOT_QUALIFIED("204"),
  REQUESTERS_DISAGREE("207"),
  VALUE_KEPT_AS_TEXT("102"),
  ALREADY_QUARANTINED("207"),
  PROCESSING_FAILED("207"),
  TRY_LATER("207");

  private final String hl7;

  ProblemCode(String hl7) {
    this.hl7 = hl7;
  }

  /** The code of HL7 table 0357 (message error condition codes). */
  public String hl7() {
    return hl7;
  }
}
