// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.CoverGaps;
import fr.relais.core.decide.CoverGaps.Gap;
import fr.relais.core.decide.CoverGaps.Needed;
import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.decide.WorkingCalendar;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import fr.relais.core.model.WorkItem;
import fr.relais.core.model.WorkItemState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks a site's referent who covers a day on which nobody does, when an open or awaited result
 * needs that day: once for each site and day, closed by itself when the roster is mended.
 */
final class CoverAlarm {
  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final int LISTED_MAX = 100_000;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

  private final Store store;
  private final InstantSource clock;
  private long seenRoster = -1;
  private LocalDate seenDay = LocalDate.MIN;
  private Instant looked = Instant.MIN;
  private List<Gap> gaps = List.of();

  CoverAlarm(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * The number of questions asked or closed. Looks when the people or the day changed, and each
   * minute while some day lacks cover: a new result may need it.
   */
  int runOnce() {
    Instant now = clock.instant();
    Roster roster = store.roster();
    boolean changed = roster.version() != seenRoster || !WorkingCalendar.dayOf(now).equals(seenDay);
    boolean again = !gaps.isEmpty() && (now.isBefore(looked) || !now.isBefore(looked.plus(LOOK)));
    if (!changed && !again) {
      return 0;
    }
    gaps = CoverGaps.ahead(roster, now);
    int done = look(roster, now);
    seenRoster = roster.version();
    seenDay = WorkingCalendar.dayOf(now);
    looked = now;
    return done;
  }

  private int look(Roster roster, Instant now) {
    Map<String, Needed> needed = new LinkedHashMap<>();
    if (!gaps.isEmpty()) {
      List<FollowUp> open = store.openFollowUps(LISTED_MAX);
      CoverGaps.needed(gaps, open, store.awaitedOrders(LISTED_MAX), now)
          .forEach(each -> needed.put(name(each.gap()), each));
    }
    int done = 0;
    for (WorkItem item : store.openWorkItems(LISTED_MAX)) {
      if (item.question() == WorkItem.Question.NO_COVER && !needed.containsKey(item.id())) {
        done += store.inTransaction(tx -> closed(tx, item.id(), now));
      }
    }
    for (Needed each : needed.values()) {
      done += store.inTransaction(tx -> asked(tx, each, roster, now));
    }
    return done;
  }

  /** One name for one site and day: whoever asks second finds it asked. */
  private static String name(Gap gap) {
    return "cover-" + gap.site() + "-" + gap.day();
  }

  private static int closed(Transaction tx, String id, Instant now) {
    WorkItem item = tx.workItem(id).orElse(null);
    if (item == null || item.state() != WorkItemState.OPEN) {
      return 0;
    }
    tx.save(Questions.close(item, WorkItemState.RETURNED));
    audit(tx, item.followUp(), "COVERED", now);
    return 1;
  }

  private int asked(Transaction tx, Needed needed, Roster roster, Instant now) {
    FollowUp row = tx.followUp(needed.pressing().id()).orElse(null);
    Site site = roster.site(needed.gap().site()).orElse(null);
    if (row == null || site == null || !row.state().live()) {
      return 0;
    }
    WorkItem before = tx.workItem(name(needed.gap())).orElse(null);
    if (before != null && stands(tx, before)) {
      return 0;
    }
    tx.save(
        Questions.ask(
            name(needed.gap()),
            row,
            site.referent(),
            WorkItem.Question.NO_COVER,
            said(needed.gap(), site),
            now));
    audit(tx, row.id(), WorkItem.Question.NO_COVER.name(), now);
    return 1;
  }

  /**
   * It is open, or a person answered it; one that ended with its result, or with a roster that
   * mended the hole for a while, is asked again.
   */
  private static boolean stands(Transaction tx, WorkItem before) {
    return switch (before.state()) {
      case OPEN -> true;
      case RETURNED -> false;
      case ANSWERED -> tx.followUp(before.followUp()).filter(row -> row.state().live()).isPresent();
    };
  }

  private static String said(Gap gap, Site site) {
    boolean whole =
        gap.from().equals(gap.day().atStartOfDay(ParisTime.ZONE).toInstant())
            && gap.to().equals(gap.day().plusDays(1).atStartOfDay(ParisTime.ZONE).toInstant());
    String hours =
        whole ? "de toute la journée" : "de " + hour(gap.from()) + " à " + hour(gap.to());
    return "Personne ne couvre "
        + site.name()
        + " le "
        + DAY.format(gap.day())
        + ", "
        + hours
        + ", et un résultat ouvert ou attendu a besoin de ce jour. Désignez quelqu'un, ou dites"
        + " « personne : Centre 15 ».";
  }

  private static String hour(Instant at) {
    return HOUR.format(at.atZone(ParisTime.ZONE));
  }

  private static void audit(Transaction tx, String followUp, String what, Instant now) {
    tx.audit(new AuditLine(now, FollowUpMachine.RELAIS, AuditLine.Action.ASKED, followUp, what));
  }
}
