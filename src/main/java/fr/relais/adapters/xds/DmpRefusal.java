// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import static fr.relais.adapters.xds.DmpRefusal.Kind.BUSINESS;
import static fr.relais.adapters.xds.DmpRefusal.Kind.CREDENTIALS;
import static fr.relais.adapters.xds.DmpRefusal.Kind.DUPLICATE;
import static fr.relais.adapters.xds.DmpRefusal.Kind.IDENTITY;
import static fr.relais.adapters.xds.DmpRefusal.Kind.OURS;
import static fr.relais.adapters.xds.DmpRefusal.Kind.QUERY;
import static fr.relais.adapters.xds.DmpRefusal.Kind.STALE;
import static fr.relais.adapters.xds.DmpRefusal.Kind.TRANSIENT;
import static fr.relais.adapters.xds.DmpRefusal.Kind.UNKNOWN;
import static fr.relais.adapters.xds.DmpRefusal.Kind.UNLISTED;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.flow.Exit.Attempt;
import java.util.List;

/**
 * Every way in which the DMP, or the way to it, says no (dossier of national services 1.12): the
 * name is the code that is kept, the kind says what becomes of it. The list of errors of the DMP's
 * own guide is not public: the spellings that begin with {@code DMP} are those of samples and of
 * the sandbox, and what is not here is {@link #DMP_UNLISTED_ERROR}, for a person.
 */
public enum DmpRefusal {
  /** The registry or the repository has too much to do. */
  DMP_BUSY(TRANSIENT, "XDSRegistryBusy", "XDSRepositoryBusy"),
  DMP_REGISTRY_UNAVAILABLE(TRANSIENT, "XDSRegistryNotAvailable"),
  DMP_OUT_OF_RESOURCES(TRANSIENT, "XDSRegistryOutOfResources", "XDSRepositoryOutOfResources"),
  /** HTTP 5xx, 408 or 429 without a fault inside. */
  DMP_HTTP_BUSY(TRANSIENT),
  /** No address, no route, or nobody listens. */
  DMP_UNREACHABLE(TRANSIENT),
  /** TLS could not be agreed on. */
  DMP_TLS_FAILED(TRANSIENT),
  /** The server's certificate is not of those that we believe, or not of that host. */
  DMP_TLS_SERVER_UNTRUSTED(TRANSIENT),
  /** A fault that the server says is its own. */
  DMP_SERVER_FAULT(TRANSIENT),

  /** Nothing came back in time. */
  DMP_NO_ANSWER(UNKNOWN),
  /** The connection ended before the answer did. */
  DMP_ANSWER_CUT(UNKNOWN),
  /** What came back cannot be read as the answer. */
  DMP_ANSWER_UNREADABLE(UNKNOWN),
  /** The answer is longer than may be. */
  DMP_ANSWER_TOO_LARGE(UNKNOWN),
  /** Part was done, or part was told. */
  DMP_PARTIAL_ANSWER(UNKNOWN),

  /** The identifier of the set was seen before, and the document is not there. */
  DMP_DUPLICATE_ID(DUPLICATE, "XDSDuplicateUniqueIdInRegistry"),
  /** The document is there under this identifier with other bytes. */
  DMP_OTHER_CONTENT(DUPLICATE, "XDSNonIdenticalHash"),
  DMP_DUPLICATE_IN_MESSAGE(
      DUPLICATE,
      "XDSRegistryDuplicateUniqueIdInMessage",
      "XDSRepositoryDuplicateUniqueIdInMessage"),

  DMP_PATIENT_UNKNOWN(IDENTITY, "XDSUnknownPatientId"),
  DMP_PATIENT_MISMATCH(IDENTITY, "XDSPatientIdDoesNotMatch"),
  /** The patient has no qualified INS. */
  DMP_NO_QUALIFIED_INS(IDENTITY),

  /** What should be replaced was replaced, or is gone. */
  DMP_REPLACE_FAILED(STALE, "XDSReplaceFailed"),
  DMP_DEPRECATED(STALE, "XDSRegistryDeprecatedDocumentError"),

  DMP_METADATA_REFUSED(OURS, "XDSRegistryMetadataError", "XDSRepositoryMetadataError"),
  DMP_DOCUMENT_MISSING(OURS, "XDSMissingDocument"),
  DMP_METADATA_MISSING(OURS, "XDSMissingDocumentMetadata"),
  DMP_UPDATE_REFUSED(
      OURS,
      "XDSMetadataUpdateError",
      "XDSMetadataUpdateOperationError",
      "XDSMetadataVersionError",
      "XDSMetadataIdentifierError"),
  /** A fault that the server says is the sender's. */
  DMP_SENDER_FAULT(OURS, "VersionMismatch", "MustUnderstand", "ActionNotSupported"),
  /** HTTP 4xx but 401, 403, 408 and 429, or a redirection: the address is wrong. */
  DMP_HTTP_REFUSED(OURS),
  /** Nothing to do in a DMP was handed over. */
  DMP_NOTHING_TO_SEND(OURS),
  /** The assertion cannot be made: the doctor's speciality is missing, or a name is no name. */
  DMP_SUBMITTER_INCOMPLETE(OURS),
  /** This program failed. */
  DMP_CLIENT_FAILED(OURS),

  DMP_QUERY_UNKNOWN(QUERY, "XDSUnknownStoredQuery"),
  DMP_QUERY_INCOMPLETE(QUERY, "XDSStoredQueryMissingParam", "XDSStoredQueryParamNumber"),
  DMP_TOO_MANY_RESULTS(QUERY, "XDSTooManyResults"),
  DMP_DOCUMENT_UNKNOWN(QUERY, "XDSDocumentUniqueIdError"),
  DMP_REPOSITORY_UNKNOWN(QUERY, "XDSUnknownRepositoryId"),
  /** The document is larger than may be read. */
  DMP_DOCUMENT_TOO_LARGE(QUERY),
  /** The bytes of the document are not those that the registry describes. */
  DMP_DOCUMENT_ALTERED(QUERY),

  /** This structure has no pair of certificates here: it does not publish. */
  DMP_NO_CERTIFICATE(CREDENTIALS),
  DMP_CERTIFICATE_REFUSED(CREDENTIALS, "DMPInvalidCertificate"),
  /** The server ended TLS because of our certificate: expired, revoked, of another authority. */
  DMP_TLS_CERTIFICATE_REFUSED(CREDENTIALS),
  DMP_STRUCTURE_UNKNOWN(CREDENTIALS, "DMPUnknownStructure"),
  DMP_NOT_OF_STRUCTURE(CREDENTIALS, "DMPNotLinked"),
  /** Its homologation number is not one that the DMP knows. */
  DMP_SOFTWARE_UNKNOWN(CREDENTIALS, "DMPUnknownSoftware"),
  /** The assertion was not believed (WS-Security 1.1, section 12). */
  DMP_VIHF_REFUSED(
      CREDENTIALS,
      "InvalidSecurity",
      "InvalidSecurityToken",
      "UnsupportedSecurityToken",
      "FailedAuthentication",
      "FailedCheck",
      "MessageExpired"),
  /** HTTP 401 or 403. */
  DMP_HTTP_FORBIDDEN(CREDENTIALS),

  /** The patient has no DMP. */
  DMP_ABSENT(BUSINESS),
  DMP_CLOSED(BUSINESS, "DMPClosed"),
  /** The patient, or the rights of this role in this mode, forbid it. */
  DMP_ACCESS_REFUSED(BUSINESS, "DMPAccessRefused"),
  /** The doctor's authorisation to consult has ended: the patient may renew it (TD0.3). */
  DMP_AUTHORISATION_EXPIRED(BUSINESS),
  /** The doctor has no authorisation to consult yet (TD0.3). */
  DMP_AUTHORISATION_ABSENT(BUSINESS),
  /** The address of TD0.3 is not given: authorisations are declared elsewhere. */
  DMP_NOT_DECLARED_HERE(BUSINESS),

  /** Something that the tables do not know. */
  DMP_UNLISTED_ERROR(UNLISTED);

  /** What becomes of it. */
  public enum Kind {
    /** Again later with the same identifiers, after a look-up. */
    TRANSIENT(AttemptOutcome.REFUSED, false),
    /** Whether it was done is found by the look-up of the next try. */
    UNKNOWN(AttemptOutcome.UNKNOWN, false),
    /** The target moved: again after a look-up. */
    STALE(AttemptOutcome.REFUSED, false),
    /** A person looks: never sent again by itself. */
    DUPLICATE(AttemptOutcome.REFUSED, true),
    /** The patient's identity is qualified again first. */
    IDENTITY(AttemptOutcome.REFUSED, true),
    /** Our message is wrong: it is kept, and the operator is told. */
    OURS(AttemptOutcome.REFUSED, true),
    /** The question is wrong or too wide. */
    QUERY(AttemptOutcome.REFUSED, true),
    /** The structure's credentials: everything that it files stops, and the operator is told. */
    CREDENTIALS(AttemptOutcome.REFUSED, true),
    /** The DMP's own no: written beside the follow-up, which goes on. */
    BUSINESS(AttemptOutcome.REFUSED, true),
    /** Not in the tables: as if for ever, and a person looks. */
    UNLISTED(AttemptOutcome.REFUSED, true);

    private final AttemptOutcome outcome;
    private final boolean forever;

    Kind(AttemptOutcome outcome, boolean forever) {
      this.outcome = outcome;
      this.forever = forever;
    }
  }

  private final Kind kind;
  private final List<String> spellings;

  DmpRefusal(Kind kind, String... spellings) {
    this.kind = kind;
    this.spellings = List.of(spellings);
  }

  public Kind kind() {
    return kind;
  }

  /** How a try that met it ended. */
  Attempt attempt() {
    return new Attempt(kind.outcome, name(), kind.forever);
  }

  /**
   * Whether a look-up may change the answer at once: what should be replaced moved, or an earlier
   * try was taken.
   */
  boolean mayBeLookedUpAgain() {
    return kind == STALE || this == DMP_DUPLICATE_ID;
  }

  /** The same when nothing but a look-up was sent: it changed nothing. */
  Attempt attemptOfLookUp() {
    return kind == UNKNOWN ? new Attempt(AttemptOutcome.REFUSED, name(), false) : attempt();
  }

  /**
   * What a code of an answer means.
   *
   * @param code of a registry error, or local name of a code of a fault
   */
  static DmpRefusal of(String code) {
    for (DmpRefusal refusal : values()) {
      if (refusal.spellings.contains(code)) {
        return refusal;
      }
    }
    return DMP_UNLISTED_ERROR;
  }
}
