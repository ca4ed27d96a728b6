// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportFlags;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The report of a document, with what the metadata alone say: whether it is new, replaces or takes
 * back, and from whom it is hidden. Everything else is the document's.
 */
final class Described {
  private final Report inside;
  private final DocumentEntry entry;
  private final String place;
  private final Findings findings;

  Described(Report inside, DocumentEntry entry, String place, Findings findings) {
    this.inside = inside;
    this.entry = entry;
    this.place = place;
    this.findings = findings;
  }

  /**
   * The report as it is to be taken; null when what is asked is not understood.
   *
   * @param parent identifier of the document that the entry replaces; null when it is not known
   */
  @Nullable Report report(@Nullable String parent) {
    String action = entry.action() == null ? "" : entry.action();
    return switch (action) {
      case "" ->
          entry.replaces() == null ? Restated.of(inside).flags(flags()).build() : replaced(parent);
      case "C" -> replaced(parent);
      case "D" -> deleted();
      default -> {
        findings.error(
            ProblemCode.CODE_NOT_UNDERSTOOD,
            place,
            "On ne sait pas si le document est nouveau, remplacé ou supprimé.",
            "Employer C ou D dans urn:action:extraMetadataSlot, ou ne pas l'écrire.");
        yield null;
      }
    };
  }

  private Report replaced(@Nullable String parent) {
    Set<String> ids = new LinkedHashSet<>(inside.replaces());
    if (parent != null) {
      ids.add(parent);
    }
    if (ids.isEmpty()) {
      findings.warning(
          ProblemCode.REQUIRED_MISSING,
          place,
          "Le document remplace une version sans dire laquelle.",
          "Nommer le document remplacé (relatedDocument RPLC).");
    }
    boolean plain = inside.status() == ReportStatus.FINAL;
    return Restated.of(inside)
        .status(plain ? ReportStatus.CORRECTED : inside.status())
        .replaces(List.copyOf(ids))
        .whole(true)
        .flags(flags())
        .build();
  }

  /** The last version comes unchanged: it is taken back, under its own identifier. */
  private Report deleted() {
    return Restated.of(inside, ReportKind.WITHDRAWAL)
        .status(ReportStatus.ENTERED_IN_ERROR)
        .whole(true)
        .observations(inside.observations().stream().map(Described::withdrawn).toList())
        .flags(flags())
        .build();
  }

  private static Observation withdrawn(Observation one) {
    return one.prior()
        ? one
        : new Observation(
            one.code(),
            one.system(),
            one.label(),
            one.translations(),
            one.value(),
            one.comparator(),
            one.unit(),
            one.low(),
            one.high(),
            one.interpretation(),
            ObservationStatus.ENTERED_IN_ERROR,
            false,
            one.subId(),
            one.specimen(),
            one.observedAt(),
            one.secondary(),
            one.comment());
  }

  /** What either hides is hidden. */
  private ReportFlags flags() {
    List<String> codes = entry.confidentiality();
    boolean restricted = codes.contains("R") || codes.contains("V");
    ReportFlags own = inside.flags();
    return new ReportFlags(
        own.dmpByProducer(),
        hidden(codes.contains("INVISIBLE_PATIENT"), own.hiddenFromPatient()),
        hidden(restricted || codes.contains("MASQUE_PS"), own.hiddenFromProfessionals()),
        hidden(
            codes.contains("INVISIBLE_REPRESENTANTS_LEGAUX")
                || codes.contains("INVISIBLE_REP_LEGAUX"),
            own.hiddenFromRepresentatives()));
  }

  private static @Nullable Boolean hidden(boolean said, @Nullable Boolean own) {
    return said ? Boolean.TRUE : own;
  }
}
