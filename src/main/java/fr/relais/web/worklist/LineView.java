// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a list.
 *
 * @param marking the most alarming value; null when there is none to show
 * @param due by when the next thing must be done; empty when nothing is awaited of anybody
 * @param clock what must be done by then
 * @param why why this person sees it
 */
public record LineView(
    String reference,
    String path,
    UrgencyView urgency,
    List<String> badges,
    String state,
    PatientView patient,
    String exam,
    @Nullable ValueView marking,
    String requester,
    String due,
    String left,
    boolean late,
    String clock,
    String why,
    List<Button> buttons) {

  /**
   * What can be done from the line or the page.
   *
   * @param name what a screen reader says
   * @param key of the keyboard; empty when it has none
   * @param at once whether it is done by the button itself; else the button opens a page
   */
  public record Button(String label, String name, String path, String key, boolean atOnce) {}

  /** A question that waits for an answer. */
  public record Asked(
      String path,
      String reference,
      UrgencyView urgency,
      String question,
      String evidence,
      String due,
      boolean late) {}

  /** An order whose result has not come. */
  public record Awaited(
      PatientView patient,
      String exam,
      String number,
      String ordered,
      String expected,
      boolean late) {}
}
