// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.xds.DmpRefusal;
import fr.relais.core.decide.Refusals;
import fr.relais.flow.Exit.Attempt;
import fr.relais.flow.SharedRecords;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Introduces the refusals that the client of the DMP tells apart to those that are decided about.
 */
final class DmpCodes {
  /** His page has words of its own for these. */
  private static final Set<DmpRefusal> OF_READERS =
      EnumSet.of(
          DmpRefusal.DMP_SUBMITTER_INCOMPLETE,
          DmpRefusal.DMP_DOCUMENT_ALTERED,
          DmpRefusal.DMP_DOCUMENT_UNKNOWN,
          DmpRefusal.DMP_DOCUMENT_TOO_LARGE,
          DmpRefusal.DMP_TOO_MANY_RESULTS,
          DmpRefusal.DMP_NOT_OF_STRUCTURE);

  private DmpCodes() {}

  /** The same try, by the code of {@link Refusals}; one that is no refusal stays as it is. */
  static Attempt decided(Attempt attempt) {
    return Arrays.stream(DmpRefusal.values())
        .filter(each -> each.name().equals(attempt.detail()))
        .findFirst()
        .flatMap(DmpCodes::of)
        .map(code -> new Attempt(attempt.outcome(), code.name(), attempt.forever()))
        .orElse(attempt);
  }

  /** The same for a doctor who reads: by the code that his page has words for. */
  static SharedRecords.Refused told(SharedRecords.Refused refused) {
    return Arrays.stream(DmpRefusal.values())
        .filter(each -> each.name().equals(refused.code()))
        .filter(each -> !OF_READERS.contains(each))
        .findFirst()
        .flatMap(DmpCodes::of)
        .map(code -> new SharedRecords.Refused(code.name()))
        .orElse(refused);
  }

  /** Empty for what is met only by a doctor who reads. */
  static Optional<Refusals> of(DmpRefusal refusal) {
    return Optional.ofNullable(
        switch (refusal) {
          case DMP_BUSY -> Refusals.DMP_BUSY;
          case DMP_REGISTRY_UNAVAILABLE,
              DMP_OUT_OF_RESOURCES,
              DMP_HTTP_BUSY,
              DMP_UNREACHABLE,
              DMP_TLS_FAILED,
              DMP_SERVER_FAULT ->
              Refusals.DMP_UNAVAILABLE;
          case DMP_NO_ANSWER -> Refusals.DMP_TIMEOUT;
          case DMP_ANSWER_CUT -> Refusals.DMP_ANSWER_CUT;
          case DMP_ANSWER_UNREADABLE, DMP_ANSWER_TOO_LARGE, DMP_PARTIAL_ANSWER ->
              Refusals.DMP_BAD_MULTIPART;
          case DMP_OTHER_CONTENT -> Refusals.DMP_DUPLICATE_OTHER_HASH;
          case DMP_PATIENT_UNKNOWN, DMP_NO_QUALIFIED_INS -> Refusals.DMP_UNKNOWN_PATIENT;
          case DMP_PATIENT_MISMATCH -> Refusals.DMP_RESOURCE_MISMATCH;
          case DMP_REPLACE_FAILED, DMP_DEPRECATED -> Refusals.DMP_REPLACE_STALE;
          case DMP_METADATA_REFUSED,
              DMP_DOCUMENT_MISSING,
              DMP_METADATA_MISSING,
              DMP_UPDATE_REFUSED,
              DMP_DUPLICATE_IN_MESSAGE,
              DMP_SUBMITTER_INCOMPLETE ->
              Refusals.DMP_METADATA;
          case DMP_NO_CERTIFICATE -> Refusals.DMP_NO_CERTIFICATE;
          case DMP_CERTIFICATE_REFUSED, DMP_HTTP_FORBIDDEN -> Refusals.DMP_INVALID_CERTIFICATE;
          case DMP_TLS_CERTIFICATE_REFUSED, DMP_TLS_SERVER_UNTRUSTED ->
              Refusals.DMP_REVOKED_CERTIFICATE;
          case DMP_STRUCTURE_UNKNOWN, DMP_NOT_OF_STRUCTURE -> Refusals.DMP_STRUCTURE_UNKNOWN;
          case DMP_SOFTWARE_UNKNOWN -> Refusals.DMP_SOFTWARE_UNKNOWN;
          case DMP_VIHF_REFUSED -> Refusals.DMP_VIHF_EXPIRED;
          case DMP_ABSENT -> Refusals.DMP_ABSENT;
          case DMP_CLOSED -> Refusals.DMP_CLOSED;
          case DMP_ACCESS_REFUSED -> Refusals.DMP_ACCESS_REFUSED;
          case DMP_DUPLICATE_ID,
              DMP_SENDER_FAULT,
              DMP_HTTP_REFUSED,
              DMP_NOTHING_TO_SEND,
              DMP_CLIENT_FAILED,
              DMP_QUERY_UNKNOWN,
              DMP_QUERY_INCOMPLETE,
              DMP_TOO_MANY_RESULTS,
              DMP_DOCUMENT_UNKNOWN,
              DMP_REPOSITORY_UNKNOWN,
              DMP_DOCUMENT_TOO_LARGE,
              DMP_DOCUMENT_ALTERED,
              DMP_UNLISTED_ERROR ->
              Refusals.DMP_OTHER;
          case DMP_AUTHORISATION_EXPIRED, DMP_AUTHORISATION_ABSENT, DMP_NOT_DECLARED_HERE -> null;
        });
  }
}
