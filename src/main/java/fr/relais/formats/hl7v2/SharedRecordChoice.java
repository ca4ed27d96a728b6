// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.DmpChoice;
import fr.relais.core.model.ProblemCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ZFA (PAM.fr 2.11.1, "informations DMP patient"): whether the patient opposes that his DMP is fed,
 * and refuses that it is read. Example: {@code ZFA|ACTIF|...|IO|20261112|IC|20261112}, ZFA-10 to
 * 13.
 */
final class SharedRecordChoice {
  private final Findings findings;

  private SharedRecordChoice(Findings findings) {
    this.findings = findings;
  }

  /** What the last such segment says; null when there is none, or it says neither. */
  static @Nullable DmpChoice in(List<Segment> segments, Findings findings) {
    return segments.stream()
        .filter(segment -> segment.is("ZFA"))
        .reduce((first, second) -> second)
        .map(new SharedRecordChoice(findings)::read)
        .filter(choice -> choice.opposesFiling() != null || choice.refusesReading() != null)
        .orElse(null);
  }

  private DmpChoice read(Segment zfa) {
    Times times = new Times(findings);
    return new DmpChoice(
        said(zfa, 10, "IO", "INO"),
        times.day(zfa, 11),
        said(zfa, 12, "INC", "IC"),
        times.day(zfa, 13));
  }

  /** Null when it does not apply (NA), is absent, or is not understood. */
  private @Nullable Boolean said(Segment zfa, int field, String yes, String no) {
    String code = zfa.field(field).component(1).code();
    if (code.equals(yes) || code.equals(no)) {
      return code.equals(yes);
    }
    if (!code.isEmpty() && !code.equals("NA")) {
      findings.warning(
          ProblemCode.CODE_NOT_UNDERSTOOD,
          zfa.place(field),
          "On ne sait pas ce que le patient a choisi pour son DMP.",
          "Employer INO ou IO en ZFA-10, IC ou INC en ZFA-12, NA sans objet.");
    }
    return null;
  }
}
