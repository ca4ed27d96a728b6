// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.GeneralPractitionerLink;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.RefusalReason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is a patient's médecin traitant, of several dated declarations; and what a refusal or a
 * silence changes. One patient's links only: the caller compared the identities.
 */
public final class GeneralPractitionerLinks {
  /** Offers in a row without an answer after which he gets copies only. */
  static final int LAPSES_MAX = 2;

  static final Duration COPIES_ONLY = Duration.ofDays(90);

  private GeneralPractitionerLinks() {}

  /** The latest declaration that still holds. */
  public static Optional<GeneralPractitionerLink> current(List<GeneralPractitionerLink> links) {
    return links.stream()
        .filter(GeneralPractitionerLink::holds)
        .max(
            Comparator.comparing(GeneralPractitionerLink::since)
                .thenComparing(GeneralPractitionerLink::source, Comparator.reverseOrder()));
  }

  /**
   * What is known after someone declared this doctor on this day.
   *
   * @param known the link of this doctor and this patient; null when there is none
   * @return empty when nothing changes: it is known as of a later day, or he ended it since and a
   *     report alone still names him
   */
  public static Optional<GeneralPractitionerLink> declared(
      @Nullable GeneralPractitionerLink known,
      String id,
      PatientIdentity patient,
      String practitioner,
      LocalDate on,
      GeneralPractitionerLink.Source source) {
    if (known == null) {
      return Optional.of(
          new GeneralPractitionerLink(id, patient, practitioner, on, source, null, null, 0));
    }
    LocalDate ended = known.endedOn();
    boolean again =
        ended != null && on.isAfter(ended) && source != GeneralPractitionerLink.Source.REPORT;
    boolean later = ended == null && on.isAfter(known.since());
    return again || later
        ? Optional.of(
            new GeneralPractitionerLink(
                known.id(),
                known.patient(),
                practitioner,
                on,
                source,
                null,
                again ? null : known.copiesUntil(),
                again ? 0 : known.lapses()))
        : Optional.empty();
  }

  /** After he refused: copies only for a while; it ends when the patient is no longer his. */
  public static GeneralPractitionerLink refused(
      GeneralPractitionerLink link, @Nullable RefusalReason why, Instant now) {
    return new GeneralPractitionerLink(
        link.id(),
        link.patient(),
        link.practitioner(),
        link.since(),
        link.source(),
        why == RefusalReason.NOT_MY_PATIENT ? WorkingCalendar.dayOf(now) : link.endedOn(),
        now.plus(COPIES_ONLY),
        0);
  }

  /** After an offer that he left without an answer. */
  public static GeneralPractitionerLink lapsed(GeneralPractitionerLink link, Instant now) {
    boolean enough = link.lapses() + 1 >= LAPSES_MAX;
    return new GeneralPractitionerLink(
        link.id(),
        link.patient(),
        link.practitioner(),
        link.since(),
        link.source(),
        link.endedOn(),
        enough ? now.plus(COPIES_ONLY) : link.copiesUntil(),
        enough ? 0 : link.lapses() + 1);
  }

  /** After he accepted: his silences are forgotten. */
  public static GeneralPractitionerLink accepted(GeneralPractitionerLink link) {
    return new GeneralPractitionerLink(
        link.id(),
        link.patient(),
        link.practitioner(),
        link.since(),
        link.source(),
        link.endedOn(),
        null,
        0);
  }
}
