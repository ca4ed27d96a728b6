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
  private static final String OTHER_CONTENT =
      "Ce document a été reçu deux fois sous le même identifiant, avec deux contenus ; le premier"
          + " est au DMP. Comparez les deux versions ; si la première est fausse, supprimez-la avec"
          + " le logiciel DMP de ce lieu, ou dites qu'elle peut y rester.";

  private static final String DELETED_SINCE =
      "Ce document a été supprimé du DMP quand son laboratoire l'a annulé, puis reçu de nouveau tel"
          + " quel ; Relais ne l'y remet pas. S'il vaut, demandez au laboratoire une nouvelle"
          + " version ou déposez-le avec le logiciel DMP de ce lieu.";

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
    decide(tx, row, new Case(version, content, arrival.history(), history, now));
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
        decide(tx, row, new Case(version, content, false, history, now));
      }
    }
  }

  private Policy.Dmp site(FollowUp row) {
    return rules.policies().of(row.site()).dmp();
  }

  /** One report that is decided about, with what was decided of its result before. */
  record Case(
      ReportVersion version, Content content, boolean old, DmpHistory history, Instant at) {}

  private void decide(Transaction tx, FollowUp row, Case one) {
    Instant now = one.at();
    DmpFacts facts = DmpFacts.of(tx, row, one, rules);
    DmpPolicy.Reason reason = DmpPolicy.decide(facts.facts());
    if (reason == DmpPolicy.Reason.ALREADY_FILED) {
      if (otherContent(tx, one, facts.document())) {
        LeftInDmp.ask(tx, row, OTHER_CONTENT, ids, now);
      } else if (one.history().deleted(facts.document())) {
        LeftInDmp.ask(tx, row, DELETED_SINCE, ids, now);
      }
    }
    boolean said = one.history().lastIs(one.version(), reason);
    boolean silent = reason == DmpPolicy.Reason.SITE_DOES_NOT_PUBLISH;
    if (said || silent || reason == DmpPolicy.Reason.NO_SITE) {
      return;
    }
    if (reason.verdict() == DmpPolicy.Verdict.DELETE) {
      for (DmpDecision there : one.history().concerned(one.version(), facts.document())) {
        keep(tx, row, one, reason, DmpHistory.deletion(there, now), there.report());
      }
    } else {
      keep(tx, row, one, reason, filing(facts, one, reason, now), one.version().id());
    }
    if (reason.leavesEarlierThere() && !one.history().there().isEmpty()) {
      LeftInDmp.ask(
          tx,
          row,
          reason.sentence()
              + " La version d'avant y reste lisible : supprimez-la avec le logiciel DMP de ce"
              + " lieu, ou dites qu'elle peut y rester.",
          ids,
          now);
    }
    tx.audit(
        new AuditLine(
            now,
            FollowUpMachine.RELAIS,
            AuditLine.Action.FILED,
            row.id(),
            one.version().id() + " " + reason.name()));
  }

  /** Whether what was filed under this number had other bytes; the registry tells us no hash. */
  private boolean otherContent(Transaction tx, Case one, SharedFiling.@Nullable Document document) {
    return document != null
        && one.history().concerned(one.version(), document).stream()
            .map(DmpDecision::report)
            .filter(report -> !report.equals(one.version().id()))
            .flatMap(report -> tx.content(report).flatMap(rules.dmp()::document).stream())
            .anyMatch(
                there ->
                    there.uniqueId().equals(document.uniqueId())
                        && !there.sha256().equals(document.sha256()));
  }

  /**
   * @param subject the report that the filing is about: a deletion is about the one that was filed,
   *     not about the one that takes it back
   */
  private void keep(
      Transaction tx,
      FollowUp row,
      Case one,
      DmpPolicy.Reason reason,
      @Nullable Filing filing,
      String subject) {
    DmpDecision decision =
        new DmpDecision(
            ids.next(),
            one.version().id(),
            reason,
            DmpPolicy.RULE + " " + rules.policies().of(row.site()).name(),
            one.at(),
            filing);
    decision.keep(tx);
    if (filing != null) {
      tx.enqueue(List.of(delivery(decision.id(), row, subject, filing, one.at())));
    }
  }

  private static @Nullable Filing filing(
      DmpFacts facts, Case one, DmpPolicy.Reason reason, Instant now) {
    return switch (reason.verdict()) {
      case NOTHING, WAIT, DELETE -> null;
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
        one.history().replaced(one.version(), document),
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
        one.history().standingId(one.version(), null),
        facts.patient(),
        now);
  }

  /** Relais itself, as software of the structure. */
  private static Publication.Submitter software(String structure) {
    return new Publication.Submitter(structure + "/1", "Relais", "", true, null);
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
