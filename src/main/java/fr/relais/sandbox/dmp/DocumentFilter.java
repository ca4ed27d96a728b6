// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which documents FindDocuments wants (ITI-18, 3.18.4.1.2.3.7.1). */
final class DocumentFilter {
  private static final String ENTRY = "$XDSDocumentEntry";
  private static final String STATUS = ENTRY + "Status";
  private static final String KIND = ENTRY + "Type";
  private static final Map<String, String> CODES =
      Map.of(
          ENTRY + "ClassCode", Ebrim.CLASS,
          ENTRY + "TypeCode", Ebrim.TYPE,
          ENTRY + "FormatCode", Ebrim.FORMAT,
          ENTRY + "PracticeSettingCode", Ebrim.PRACTICE,
          ENTRY + "HealthcareFacilityTypeCode", Ebrim.FACILITY,
          ENTRY + "EventCodeList", Ebrim.EVENT,
          ENTRY + "ConfidentialityCode", Ebrim.CONFIDENTIALITY);
  private static final Map<String, String> TIMES =
      Map.of(
          ENTRY + "CreationTime", "creationTime",
          ENTRY + "ServiceStartTime", "serviceStartTime",
          ENTRY + "ServiceStopTime", "serviceStopTime");

  /** What may be asked. */
  static final Set<String> PARAMETERS =
      Stream.of(
              Stream.of(ENTRY + "PatientId", STATUS, KIND),
              CODES.keySet().stream(),
              TIMES.keySet().stream().flatMap(t -> Stream.of(t + "From", t + "To")))
          .flatMap(names -> names)
          .collect(Collectors.toUnmodifiableSet());

  private final QueryParameters parameters;
  private final List<String> statuses;

  /**
   * @throws Refusal XDSStoredQueryMissingParam without a status
   */
  DocumentFilter(QueryParameters parameters) throws Refusal {
    this.parameters = parameters;
    this.statuses = parameters.needed(STATUS);
  }

  boolean isFor(Held held) throws Refusal {
    String status =
        switch (held.state()) {
          case APPROVED -> Ebrim.APPROVED;
          case DEPRECATED -> Ebrim.DEPRECATED;
          case DELETED -> Ebrim.DELETED;
        };
    if (!statuses.contains(status)
        || (parameters.has(KIND) && !parameters.list(KIND).contains(held.entry().objectType()))) {
      return false;
    }
    for (Map.Entry<String, String> one : TIMES.entrySet()) {
      if (!parameters.isBetween(
          held.entry().slot(one.getValue()), one.getKey() + "From", one.getKey() + "To")) {
        return false;
      }
    }
    for (Map.Entry<String, String> one : CODES.entrySet()) {
      if (parameters.has(one.getKey()) && !hasOne(held, one.getKey(), one.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** A code with its system, {@code 11502-2^^2.16.840.1.113883.6.1}. */
  private boolean hasOne(Held held, String parameter, String scheme) throws Refusal {
    List<String> wanted = parameters.list(parameter);
    return held.entry().codes(scheme).stream()
        .anyMatch(code -> wanted.contains(code.code() + "^^" + code.system()));
  }
}
