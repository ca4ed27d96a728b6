// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Analytes;
import fr.relais.core.match.BlindKeys;
import fr.relais.core.match.Identities;
import fr.relais.core.match.Lineages;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.LineageKey;
import fr.relais.core.model.MatchGrade;
import fr.relais.core.model.Observation;
import fr.relais.core.model.OriginalMessage;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Sender;
import fr.relais.flow.Checkpoint.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Second step, inside the transaction of the first: each share of the message joins the follow-up
 * that it belongs to, or opens one. Reads our own tables only.
 */
final class Assign {
  private static final int CANDIDATES_MAX = 6;

  private static final Lineages.SameFact SAME =
      new Lineages.SameFact() {
        @Override
        public boolean analyte(Observation a, Observation b) {
          return Analytes.same(a, b);
        }

        @Override
        public boolean fact(Observation a, Observation b) {
          return Analytes.sameFact(a, b);
        }
      };

  private final Rules rules;
  private final Checkpoint checkpoint;
  private final Ids ids;
  private final OpenFollowUp open;
  private final KeepUnread unread;
  private final JoinFollowUp join;
  private final FileInDmp dmp;

  Assign(Rules rules, Ids ids, Checkpoint checkpoint) {
    this.rules = rules;
    this.ids = ids;
    this.checkpoint = checkpoint;
    this.open = new OpenFollowUp(rules, ids, checkpoint);
    this.unread = new KeepUnread(rules, ids, checkpoint);
    this.join = new JoinFollowUp(rules, ids, checkpoint);
    this.dmp = new FileInDmp(rules, ids);
  }

  /**
   * What a share is treated with.
   *
   * @param version its report, with a fresh id
   */
  record Arrival(
      OriginalMessage original,
      @Nullable Sender sender,
      Decoding.Part part,
      ReportVersion version) {

    Report report() {
      return version.report();
    }

    /** Older than the connection of its sender, or brought in as history. */
    boolean history() {
      PartialDateTime when =
          report().issuedAt() != null ? report().issuedAt() : report().specimenAt();
      boolean before =
          sender != null
              && sender.since() != null
              && when != null
              && when.day().isBefore(sender.since());
      return before || original.channel().equals(Entrance.HISTORY);
    }

    Collection<LineageKey> keys() {
      return Lineages.keys(report(), version.performer());
    }
  }

  /**
   * Treats every share.
   *
   * @param written what a person wrote, when the message is that and nothing else
   * @return the problems that were found beyond those of the decoding
   */
  List<Problem> assign(
      Transaction tx,
      OriginalMessage original,
      Decoding decoding,
      @Nullable Sender sender,
      @Nullable Written written) {
    boolean whole = decoding.problems().stream().noneMatch(Problem::isError);
    List<Problem> further = new ArrayList<>();
    List<Arrival> readable = new ArrayList<>();
    List<Decoding.Part> unreadable = new ArrayList<>();
    List<Problem> why = new ArrayList<>(decoding.problems());
    for (Decoding.Part part : decoding.parts()) {
      Report report = part.report();
      List<Problem> refused = report == null ? List.of() : refusedIdentity(report);
      further.addAll(refused);
      Problem other = report == null ? null : noResult(report);
      if (whole && report != null && part.accepted() && refused.isEmpty() && other == null) {
        readable.add(arrival(original, decoding, sender, part, report));
      } else {
        unreadable.add(part);
        why.addAll(part.problems());
        why.addAll(refused);
        Stream.ofNullable(other).forEach(why::add);
      }
    }
    lock(tx, readable);
    checkpoint.reached(Step.LOCKED);
    readable.forEach(arrival -> place(tx, arrival));
    ProducerDesk.note(tx, readable);
    unreadable.forEach(part -> unread.unread(tx, original, sender, part, why, written));
    return further;
  }

  /** What is left when the treatment failed: the bytes, an owner, a deadline, a question. */
  void fallBack(Transaction tx, OriginalMessage original, @Nullable Sender sender) {
    unread.failed(tx, original, sender);
  }

  /** What was read for certain and is no result opens no follow-up of a patient: a person looks. */
  private static @Nullable Problem noResult(Report report) {
    return switch (report.kind()) {
      case ACKNOWLEDGEMENT ->
          Problem.warning(
              ProblemCode.MESSAGE_TYPE_NOT_READ,
              "message",
              "C'est un accusé d'un autre message, pas un résultat.",
              "Le rapprocher de l'envoi dont il parle ; il ne dit pas qu'un médecin a pris en"
                  + " charge.");
      case ORDER ->
          Problem.warning(
              ProblemCode.MESSAGE_TYPE_NOT_READ,
              "message",
              "C'est une demande d'examen, pas un résultat.",
              "Déclarer la prescription par l'API ou par un fichier, pour que son résultat soit"
                  + " attendu.");
      case BIOLOGY, IMAGING, LETTER, SUMMARY, WITHDRAWAL, OTHER -> null;
    };
  }

  private List<Problem> refusedIdentity(Report report) {
    String oid = report.patient().insOid();
    return oid != null && rules.insOidsRefused().contains(oid)
        ? List.of(
            Problem.error(
                ProblemCode.IDENTITY_OID_REFUSED,
                "identité du patient",
                "L'autorité de l'INS n'est pas admise ici : identité réelle dans un bac à sable,"
                    + " ou identité de test en production.",
                "Vérifiez à quelle plateforme ce message est destiné."))
        : List.of();
  }

  private Arrival arrival(
      OriginalMessage original,
      Decoding decoding,
      @Nullable Sender sender,
      Decoding.Part part,
      Report report) {
    String performer = sender != null ? sender.performer() : original.sender();
    ReportVersion version =
        new ReportVersion(
            ids.next(),
            original.id(),
            performer,
            sender != null && sender.cumulative(),
            decoding.parts().indexOf(part),
            original.receivedAt(),
            report);
    return new Arrival(original, sender, part, version);
  }

  private static void lock(Transaction tx, List<Arrival> arrivals) {
    Set<LineageKey> keys = new TreeSet<>();
    arrivals.forEach(a -> keys.addAll(Lineages.lookedFor(a.report(), a.version().performer())));
    tx.lock(keys);
  }

  private void place(Transaction tx, Arrival arrival) {
    Ordered ordered =
        Ordered.find(
            tx,
            arrival.report(),
            arrival.sender(),
            tx.roster(),
            arrival.original().receivedAt().atZone(ParisTime.ZONE).toLocalDate());
    Candidates found = candidates(tx, arrival, ordered);
    checkpoint.reached(Step.CANDIDATES_READ);
    String followUp =
        found.same().isEmpty()
            ? open.report(tx, arrival, ordered, found.otherPatient(), found.maybe())
            : join.report(tx, arrival, ordered, found.same());
    ordered.received(tx, followUp, arrival.report(), rules, arrival.original().receivedAt());
    dmp.received(tx, arrival, followUp, found.same().isEmpty());
  }

  /**
   * Follow-ups that this report may belong to.
   *
   * @param same those that it does belong to
   * @param otherPatient whether one of its keys names another patient's follow-up
   * @param maybe the reference of one that may be the same result; null when there is none
   */
  private record Candidates(List<FollowUp> same, boolean otherPatient, @Nullable String maybe) {}

  private Candidates candidates(Transaction tx, Arrival arrival, Ordered ordered) {
    Collection<LineageKey> keys =
        Lineages.lookedFor(arrival.report(), arrival.version().performer());
    // in one order everywhere, so that two messages never wait for each other
    Set<String> named = new TreeSet<>(tx.lineage(keys).values());
    ordered.followUp().ifPresent(named::add);
    List<FollowUp> same = new ArrayList<>();
    boolean otherPatient = false;
    for (String id : named) {
      FollowUp row = tx.followUp(id).orElseThrow();
      boolean another =
          tx.versions(id).stream()
              .anyMatch(v -> grade(v.report(), arrival.report()) == MatchGrade.CERTAINLY_NOT);
      otherPatient |= another;
      if (!another) {
        same.add(row);
      }
    }
    return same.isEmpty()
        ? byLikeness(tx, arrival, named, otherPatient)
        : new Candidates(same, otherPatient, null);
  }

  private static MatchGrade grade(Report a, Report b) {
    return Identities.compare(a.patient(), b.patient());
  }

  /** Without a key: another form of the same result, or only perhaps. */
  private Candidates byLikeness(
      Transaction tx, Arrival arrival, Set<String> vetoed, boolean otherPatient) {
    String maybe = null;
    for (String id :
        tx.followUpsByIdentity(BlindKeys.sameSpecimen(arrival.report()), CANDIDATES_MAX)) {
      if (!vetoed.contains(id)) {
        for (ReportVersion version : tx.versions(id)) {
          boolean like = Lineages.sameResult(version.report(), arrival.report(), SAME);
          boolean apart = Lineages.apart(version.report(), arrival.report());
          MatchGrade grade = grade(version.report(), arrival.report());
          FollowUp row = like ? tx.followUp(id).orElseThrow() : null;
          if (row != null
              && !apart
              && grade == MatchGrade.CERTAIN
              && version.performer().equals(arrival.version().performer())) {
            return new Candidates(List.of(row), otherPatient, null);
          }
          if (row != null && grade != MatchGrade.CERTAINLY_NOT) {
            maybe = row.reference();
          }
        }
      }
    }
    return new Candidates(List.of(), otherPatient, maybe);
  }
}
