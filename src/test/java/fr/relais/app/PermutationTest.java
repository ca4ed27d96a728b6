// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.store.MemoryStore;
import fr.relais.core.decide.CriticalValues;
import fr.relais.core.decide.Marks;
import fr.relais.core.decide.Policy;
import fr.relais.core.decide.Times;
import fr.relais.core.decide.Versions;
import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.Entrance;
import fr.relais.flow.Policies;
import fr.relais.flow.Receive;
import fr.relais.flow.Rules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The order of arrival, repeats and the entrance change nothing to where a result ends. */
class PermutationTest {
  private static final Instant NOW = Instant.parse("2026-11-19T14:00:00Z");

  /** One version in the forms in which the laboratory can send it. */
  private record Sent(List<Content> forms) {}

  private static final Sent PRELIMINARY =
      both("202611190900", "P", line("K", "4.2", "N", "P"), line("NA", "139", "N", "P"));
  private static final Sent FINAL =
      both("202611191000", "F", line("K", "6.4", "HH", "F"), line("NA", "138", "N", "F"));
  private static final Sent CORRECTED = both("202611191100", "C", line("K", "5.6", "H", "C"));
  private static final Sent CANCELLED =
      new Sent(
          List.of(
              SentMessages.oru(
                  "202611191130", "X", line("K", "", "", "X"), line("NA", "", "", "X"))));
  private static final Sent WITHDRAWN =
      new Sent(
          List.of(
              SentMessages.oru(
                  "202611191200", "C", line("K", "", "", "W"), line("NA", "", "", "W"))));
  private static final Sent PARTLY_WITHDRAWN =
      new Sent(List.of(SentMessages.oru("202611191200", "C", line("NA", "", "", "W"))));

  /** Where a follow-up stands, with what is current in it. */
  private record End(
      FollowUpState state, FollowUpPriority priority, Set<String> current, int versions) {}

  @Test
  void corrected_result_of_an_additive_sender() {
    ends(
        false,
        List.of(PRELIMINARY, FINAL, CORRECTED),
        new End(FollowUpState.OPEN, FollowUpPriority.ABNORMAL, Set.of("K 5.6 H", "NA 138 N"), 3));
  }

  @Test
  void corrected_result_of_a_cumulative_sender() {
    ends(
        true,
        List.of(PRELIMINARY, FINAL, CORRECTED),
        new End(FollowUpState.OPEN, FollowUpPriority.ABNORMAL, Set.of("K 5.6 H"), 3));
  }

  @Test
  void withdrawn_result_of_an_additive_sender() {
    ends(false, List.of(PRELIMINARY, FINAL, CORRECTED, WITHDRAWN), withdrawn());
  }

  @Test
  void withdrawn_result_of_a_cumulative_sender() {
    ends(true, List.of(PRELIMINARY, FINAL, CORRECTED, WITHDRAWN), withdrawn());
  }

  @Test
  void one_observation_withdrawn_by_an_additive_sender() {
    ends(
        false,
        List.of(PRELIMINARY, FINAL, CORRECTED, PARTLY_WITHDRAWN),
        new End(FollowUpState.OPEN, FollowUpPriority.ABNORMAL, Set.of("K 5.6 H"), 4));
  }

  @Test
  void all_five_for_both_senders_with_and_without_what_a_site_adds() {
    List<Sent> five = List.of(PRELIMINARY, FINAL, CORRECTED, CANCELLED, WITHDRAWN);
    Policy marked =
        new Policy(
            "marks-1",
            Times.DEFAULT,
            false,
            new Marks(Set.of("2823-3", Marks.folded("Potassium")), CriticalValues.NONE),
            List.of(),
            Policy.Disclosure.NOTHING);
    int runs = 0;
    for (boolean cumulative : new boolean[] {false, true}) {
      Roster roster = people(cumulative);
      for (Policy policy : List.of(Policy.DEFAULT, marked)) {
        Rules rules = Rules.sandbox("permutation").with((Policies) site -> policy);
        End expected = null;
        List<List<Content>> forms = forms(five);
        for (int form = 0; form < forms.size(); form++) {
          List<List<Content>> orders = permutations(forms.get(form));
          // each order of arrival in two of the eight mixes of forms
          for (int order = form % 4; order < orders.size(); order += 4) {
            List<Content> sent = withRepeats(orders.get(order)).get(order / 4 % 2);
            End end = play(roster, sent, rules);
            expected = expected == null ? end : expected;
            assertThat(end).as("%s", sent).isEqualTo(expected);
            runs++;
          }
        }
        assertThat(expected.state()).isEqualTo(FollowUpState.WITHDRAWN);
        assertThat(expected.priority()).isEqualTo(FollowUpPriority.ABNORMAL);
      }
    }
    System.out.println(runs + " permutations of the five");
    assertThat(runs).isEqualTo(2 * 2 * 2 * 120);
  }

  private static End withdrawn() {
    return new End(FollowUpState.WITHDRAWN, FollowUpPriority.ABNORMAL, Set.of(), 4);
  }

  private static SentMessages.Line line(String code, String value, String flag, String status) {
    return new SentMessages.Line(code, value, flag, status);
  }

  private static Sent both(String at, String examStatus, SentMessages.Line... lines) {
    return new Sent(List.of(SentMessages.oru(at, examStatus, lines), SentMessages.hprim(lines)));
  }

  private static void ends(boolean cumulative, List<Sent> versions, End expected) {
    Roster roster = people(cumulative);
    for (List<Content> forms : forms(versions)) {
      for (List<Content> order : permutations(forms)) {
        for (List<Content> sent : withRepeats(order)) {
          assertThat(play(roster, sent)).as("%s", sent).isEqualTo(expected);
        }
      }
    }
  }

  private static Roster people(boolean cumulative) {
    Roster read = StoryPeople.read(StoryFolders.ROOT.resolve("people"), NOW);
    List<Sender> senders =
        read.senders().stream()
            .map(
                s ->
                    new Sender(
                        s.id(),
                        s.name(),
                        s.finess(),
                        s.application(),
                        s.facility(),
                        s.folder(),
                        s.hprimCode(),
                        s.site(),
                        cumulative,
                        s.since()))
            .toList();
    return Roster.of(
        1,
        read.practitioners(),
        read.sites(),
        read.periods(),
        senders,
        read.codes(),
        read.endpoints());
  }

  /** Every choice of one form for each version. */
  private static List<List<Content>> forms(List<Sent> versions) {
    List<List<Content>> all = new ArrayList<>(List.of(List.of()));
    for (Sent version : versions) {
      List<List<Content>> longer = new ArrayList<>();
      for (List<Content> begun : all) {
        for (Content form : version.forms()) {
          longer.add(with(begun, begun.size(), form));
        }
      }
      all = longer;
    }
    return all;
  }

  private static List<List<Content>> permutations(List<Content> items) {
    if (items.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Content>> all = new ArrayList<>();
    for (List<Content> rest : permutations(items.subList(1, items.size()))) {
      for (int place = 0; place <= rest.size(); place++) {
        all.add(with(rest, place, items.get(0)));
      }
    }
    return all;
  }

  private static List<Content> with(List<Content> list, int place, Content added) {
    List<Content> longer = new ArrayList<>(list);
    longer.add(place, added);
    return List.copyOf(longer);
  }

  /** As they are; and all again, from the last to the first. */
  private static List<List<Content>> withRepeats(List<Content> order) {
    List<Content> back = new ArrayList<>(order);
    order.forEach(content -> back.add(order.size(), content));
    return List.of(order, back);
  }

  private static End play(Roster roster, List<Content> sent) {
    return play(roster, sent, Rules.sandbox("permutation"));
  }

  private static End play(Roster roster, List<Content> sent, Rules rules) {
    MemoryStore store = new MemoryStore("permutation");
    store.changeRoster(old -> roster, NOW, "test");
    HandClock clock = new HandClock(NOW);
    Receive receive =
        new Receive(store, Formats.ALL, rules, clock, new CountedIds(), Checkpoint.NONE);
    Set<Content> seen = new LinkedHashSet<>();
    for (Content content : sent) {
      boolean oru = content.at(0) == 'M';
      Entrance.Answer answer =
          receive.receive(
              new Entrance.Incoming(oru ? "mllp" : "folder", oru ? null : "labo-serein", content));
      assertThat(answer.kind()).isEqualTo(Acknowledgement.Kind.STORED);
      assertThat(answer.repeat()).isEqualTo(!seen.add(content));
      clock.set(clock.instant().plusSeconds(60));
    }
    List<FollowUp> open = store.openFollowUps(10);
    assertThat(open).hasSize(1);
    FollowUp row = open.get(0);
    assertThat(row.owner()).isEqualTo("boyer");
    assertThat(row.requester()).isEqualTo("boyer");
    assertThat(store.openWorkItems(10)).isEmpty();
    assertThat(store.violations(clock.instant())).isEmpty();
    List<ReportVersion> versions = store.inTransaction(tx -> tx.versions(row.id()));
    return new End(row.state(), row.priority(), current(versions), versions.size());
  }

  private static Set<String> current(List<ReportVersion> versions) {
    Set<String> facts = new TreeSet<>();
    for (Observation o :
        Versions.of(
                versions.stream()
                    .map(v -> new Versions.Version(v.report(), v.cumulative()))
                    .toList())
            .observations()) {
      boolean potassium = "2823-3".equals(o.code()) || "K".equals(o.code());
      facts.add((potassium ? "K" : "NA") + " " + o.value() + " " + o.interpretation());
    }
    return facts;
  }
}
