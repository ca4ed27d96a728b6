// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.DmpPolicy;
import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.decide.Policy;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.Filing;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Publication;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Site;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What goes to the patient's DMP: decided in the transaction of the reception, and again when
 * someone acted; a delivery of its own does it. It never changes an owner, a deadline or what
 * doctors are sent. Where the site does not publish, nothing is kept of it either: that is said by
 * the rules that the site signed.
 */
final class FileInDmp {
  private final Rules rules;
  private final Ids ids;
  private final DmpChoices choices;

  FileInDmp(Rules rules, Ids ids) {
    this.rules = rules;
    this.ids = ids;
    this.choices = new DmpChoices(ids);
  }

  /**
   * A report came and has its follow-up.
   *
   * @param first whether it opened it: then nothing was decided before
   */
  void received(Transaction tx, Assign.Arrival arrival, String followUp, boolean first) {
    Instant now = arrival.original().receivedAt();
    choices.note(tx, arrival.report(), arrival.part().dmp(), now);
    FollowUp row = tx.followUp(followUp).orElseThrow();
    if (first && !site(row).publishes()) {
      return;
    }
    ReportVersion version = arrival.version();
    List<ReportVersion> versions = first ? List.of(version) : tx.versions(followUp);
    DmpHistory history = DmpHistory.of(tx, versions);
    Content content = arrival.part().content();
    decide(tx, row, new Case(version, content, arrival.history(), history), now);
  }

  /** Someone acted: what waited for a doctor to take charge, or could not be filed then, may be. */
  void acted(Transaction tx, FollowUp row, List<ReportVersion> versions, Instant now) {
    if (!site(row).publishes() || !DmpFacts.taken(row)) {
      return;
    }
    for (ReportVersion version : versions) {
      DmpHistory history = DmpHistory.of(tx, versions);
      Content content = history.openAgain(version) ? tx.content(version.id()).orElse(null) : null;
      if (content != null) {
        decide(tx, row, new Case(version, content, false, history), now);
      }
    }
  }

  private Policy.Dmp site(FollowUp row) {
    return rules.policies().of(row.site()).dmp();
  }

  /** One report that is decided about, with what was decided of its result before. */
  record Case(ReportVersion version, Content content, boolean old, DmpHistory history) {}

  private void decide(Transaction tx, FollowUp row, Case one, Instant now) {
    DmpFacts facts = DmpFacts.of(tx, row, one, rules);
    DmpPolicy.Reason reason = DmpPolicy.decide(facts.facts());
    boolean said = one.history().lastIs(one.version(), reason);
    boolean silent = reason == DmpPolicy.Reason.SITE_DOES_NOT_PUBLISH;
    if (said || silent || reason == DmpPolicy.Reason.NO_SITE) {
      return;
    }
    Filing filing = filing(facts, one, reason, now);
    DmpDecision decision =
        new DmpDecision(
            ids.next(),
            one.version().id(),
            reason,
            DmpPolicy.RULE + " " + rules.policies().of(row.site()).name(),
            now,
            filing);
    decision.keep(tx);
    if (reason.leavesEarlierThere() && one.history().standing() != null) {
      LeftInDmp.ask(
          tx,
          row,
          reason.sentence()
              + " La version d'avant y reste lisible : supprimez-la avec le logiciel DMP de ce"
              + " lieu, ou dites qu'elle peut y rester.",
          ids,
          now);
    }
    if (filing != null) {
      tx.enqueue(List.of(delivery(decision.id(), row, subject(one, filing), filing, now)));
    }
    tx.audit(
        new AuditLine(
            now,
            FollowUpMachine.RELAIS,
            AuditLine.Action.FILED,
            row.id(),
            one.version().id() + " " + reason.name()));
  }

  private static @Nullable Filing filing(
      DmpFacts facts, Case one, DmpPolicy.Reason reason, Instant now) {
    return switch (reason.verdict()) {
      case NOTHING, WAIT -> null;
      case DELETE -> one.history().deletion(now);
      case FILE, REPLACE ->
          facts.document() == null ? copy(facts, one, now) : document(facts, one, now);
    };
  }

  private static Filing document(DmpFacts facts, Case one, Instant now) {
    SharedFiling.Document document = Objects.requireNonNull(facts.document());
    Site site = Objects.requireNonNull(facts.site());
    String structure = DmpFacts.structure(site);
    return new Filing(
        Publication.Act.PUBLISH,
        structure,
        site.name(),
        software(structure),
        null,
        document.uniqueId(),
        one.history().replaced(document),
        facts.patient(),
        now);
  }

  private static Filing copy(DmpFacts facts, Case one, Instant now) {
    Site site = Objects.requireNonNull(facts.site());
    String structure = DmpFacts.structure(site);
    Publication.Submitter author = Objects.requireNonNull(facts.doctor());
    return new Filing(
        Publication.Act.PUBLISH,
        structure,
        site.name(),
        author.expertise() == null ? software(structure) : author,
        author,
        DmpFacts.copyId(one.version()),
        one.history().standingId(),
        facts.patient(),
        now);
  }

  /** Relais itself, as software of the structure. */
  private static Publication.Submitter software(String structure) {
    return new Publication.Submitter(structure + "/1", "Relais", "", true, null);
  }

  /** A deletion is about the report that was filed, not about the one that takes it back. */
  private static String subject(Case one, Filing filing) {
    DmpDecision standing = one.history().standing();
    return filing.act() == Publication.Act.DELETE && standing != null
        ? standing.report()
        : one.version().id();
  }

  private static Delivery delivery(
      String id, FollowUp row, String subject, Filing filing, Instant now) {
    return new Delivery(
        id,
        row.id(),
        filing.act() == Publication.Act.DELETE
            ? Delivery.Kind.DMP_DELETE
            : Delivery.Kind.DMP_PUBLISH,
        subject,
        Delivery.DMP,
        Channel.DMP.code(),
        filing.structure(),
        FollowUpPriority.NORMAL,
        DeliveryState.READY,
        now,
        0,
        0);
  }
}
