// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.decide.ProducerAcknowledgements.Seen;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.DeliveryState;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the DMP itself said, by the code that is kept with an attempt: all else (our certificates,
 * our settings, a time-out, a decision of Relais) is no answer of the DMP.
 */
public enum DmpAnswers {
  DMP_FILED(Seen.DMP_TOOK),
  DMP_REPLACED(Seen.DMP_TOOK),
  DMP_NOTHING_TO_REPLACE(Seen.DMP_TOOK),
  DMP_DELETED(Seen.DMP_TOOK),
  DMP_ALREADY_THERE(Seen.DMP_AS_BEFORE),
  DMP_NOTHING_TO_DELETE(Seen.DMP_AS_BEFORE),

  DMP_CLOSED("DMPClosed"),
  DMP_ABSENT(""),
  DMP_ACCESS_REFUSED("DMPAccessRefused"),
  DMP_PATIENT_UNKNOWN("XDSUnknownPatientId"),
  DMP_PATIENT_MISMATCH("XDSPatientIdDoesNotMatch"),
  DMP_DUPLICATE_ID("XDSDuplicateUniqueIdInRegistry"),
  DMP_OTHER_CONTENT("XDSNonIdenticalHash"),
  DMP_DUPLICATE_IN_MESSAGE(""),
  DMP_REPLACE_FAILED("XDSReplaceFailed"),
  DMP_DEPRECATED("XDSRegistryDeprecatedDocumentError"),
  DMP_METADATA_REFUSED(""),
  DMP_DOCUMENT_MISSING("XDSMissingDocument"),
  DMP_METADATA_MISSING("XDSMissingDocumentMetadata"),
  DMP_UPDATE_REFUSED(""),
  DMP_DOCUMENT_UNKNOWN("XDSDocumentUniqueIdError"),
  DMP_CERTIFICATE_REFUSED("DMPInvalidCertificate"),
  DMP_STRUCTURE_UNKNOWN("DMPUnknownStructure"),
  DMP_NOT_OF_STRUCTURE("DMPNotLinked"),
  DMP_SOFTWARE_UNKNOWN("DMPUnknownSoftware"),
  DMP_UNLISTED_ERROR("");

  private final Seen seen;
  private final String code;

  DmpAnswers(Seen seen) {
    this.seen = seen;
    this.code = "";
  }

  DmpAnswers(String code) {
    this.seen = Seen.DMP_REFUSED;
    this.code = code;
  }

  /** Empty when the DMP said nothing. */
  public static Optional<DmpAnswers> of(String detail) {
    return Arrays.stream(values()).filter(one -> one.name().equals(detail)).findFirst();
  }

  /** Its code as the DMP writes it; null when it gave none, or one of several that mean this. */
  public @Nullable String code() {
    return code.isEmpty() ? null : code;
  }

  /**
   * What a try shows.
   *
   * @param next where the delivery stands after it
   * @param tried whether an earlier try of the same had no answer
   */
  public static Seen seen(
      String detail, AttemptOutcome outcome, DeliveryState next, boolean tried) {
    Seen seen = of(detail).map(one -> one.seen).orElse(Seen.DMP_NOTHING);
    if (seen == Seen.DMP_REFUSED) {
      return next == DeliveryState.EXPIRED ? seen : Seen.DMP_NOTHING;
    }
    if (outcome != AttemptOutcome.OK) {
      return Seen.DMP_NOTHING;
    }
    return seen == Seen.DMP_AS_BEFORE && tried ? Seen.DMP_AS_WE_TRIED : seen;
  }
}
