// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One result as its page shows it; every text is plain text, which the page escapes.
 *
 * @param next what Relais does when nobody acts; empty when nothing is awaited
 * @param why why this person sees it, one sentence each
 * @param urgent what a critical result shows first; null for the others
 * @param facts the exam's own lines: specimen, laboratory, status
 * @param changes what the laboratory changed since the version before
 * @param papers the documents that were read
 * @param unread what came and Relais did not read
 * @param warnings what must not be overlooked
 */
public record ResultView(
    String reference,
    String path,
    UrgencyView urgency,
    PatientView patient,
    List<String> badges,
    String state,
    String owner,
    String due,
    boolean late,
    String next,
    List<String> why,
    @Nullable Urgent urgent,
    String exam,
    List<String> facts,
    List<String> warnings,
    List<ValueView> values,
    List<Change> changes,
    List<String> narrative,
    List<Paper> papers,
    List<Paper> unread,
    List<Ordered> orders,
    List<Happened> history,
    List<Sent> sent,
    List<LineView.Asked> questions,
    List<LineView.Button> buttons,
    List<LineView.Button> decisions) {

  /**
   * How to reach the patient and what to say.
   *
   * @param laboratoryCall what the laboratory says of its call; empty when it says nothing
   * @param sheet what to read out to the Centre 15, one line each
   */
  public record Urgent(
      List<Number> phones,
      String address,
      List<String> instructions,
      String laboratory,
      List<String> calls,
      List<Said> sheet) {}

  /**
   * A telephone number.
   *
   * @param link what a telephone dials; empty when the text is no number
   */
  public record Number(String text, String link, String whose) {}

  /** One line of the sheet. */
  public record Said(String what, String text) {}

  /** A value before and after a correction. */
  public record Change(String name, String before, String after) {}

  /** A document that can be fetched. */
  public record Paper(String label, String path) {}

  /** What the prescriber wrote, one line each. */
  public record Ordered(String label, List<Said> lines) {}

  /** One event. */
  public record Happened(String at, String what, String who, String note) {}

  /**
   * One try to hand it over.
   *
   * @param said what the recipient's mailbox or software said of it, one sentence each
   */
  public record Sent(
      String at,
      String who,
      String what,
      String door,
      String outcome,
      List<String> said,
      String losses) {}
}
