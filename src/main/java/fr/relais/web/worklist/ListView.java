// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import java.util.List;

/**
 * A list as the page shows it.
 *
 * @param sentence how many, and in which order
 * @param refreshed time of the reading
 * @param since the same for the machine, so that it can tell what is new
 * @param search what is looked for; empty when nothing
 * @param hidden lines that the search leaves out
 * @param together normal results that can be closed by one gesture
 */
public record ListView(
    Tab tab,
    List<TabView> tabs,
    String sentence,
    String refreshed,
    long since,
    String search,
    int hidden,
    int together,
    List<LineView> lines,
    List<LineView.Asked> questions,
    List<LineView.Awaited> awaited) {
  public ListView {
    tabs = List.copyOf(tabs);
    lines = List.copyOf(lines);
    questions = List.copyOf(questions);
    awaited = List.copyOf(awaited);
  }

  /** One of the lists, with how many it holds. */
  public record TabView(Tab tab, int count) {}

  public boolean empty() {
    return lines.isEmpty() && questions.isEmpty() && awaited.isEmpty();
  }
}
