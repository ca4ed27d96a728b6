// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import java.util.List;

/**
 * What is known of one patient, as its page shows it.
 *
 * @param basis in what quality it is read, and what is shown
 * @param exams the latest first
 * @param apart what may be of the same person
 * @param notes what the page does not show, and why
 */
public record FileView(
    PatientView patient,
    List<String> basis,
    List<Exam> exams,
    List<Apart> apart,
    List<Awaited> awaited,
    List<String> notes) {
  public FileView {
    basis = List.copyOf(basis);
    exams = List.copyOf(exams);
    apart = List.copyOf(apart);
    awaited = List.copyOf(awaited);
    notes = List.copyOf(notes);
  }

  /**
   * One result.
   *
   * @param facts who ordered, who answers for it, which laboratory
   * @param marked the values to see at once
   * @param values all of them; empty when they are all marked, or are void
   * @param path empty when these lines are all that may be read
   * @param shared whether the DMP holds the same document
   */
  public record Exam(
      String reference,
      String day,
      String exam,
      UrgencyView urgency,
      String state,
      List<String> badges,
      List<String> facts,
      List<String> warnings,
      List<ValueView> marked,
      List<ValueView> values,
      String path,
      boolean shared) {}

  /** A result under the same name: whoever may, opens it and looks. */
  public record Apart(
      String reference, String received, String exam, UrgencyView urgency, String path) {}

  /** An order without its result. */
  public record Awaited(
      String exam,
      String number,
      String ordered,
      String requester,
      String expected,
      boolean late,
      boolean sure) {}
}
