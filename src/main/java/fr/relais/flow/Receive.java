// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.OriginalMessage;
import fr.relais.core.model.Outcome;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Sender;
import fr.relais.flow.Checkpoint.Step;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * First step of the walk: keep the bytes, give the result an owner, commit, and only then answer.
 *
 * <p>In: bytes and the channel. Out: the answer. Retried by the sender, who repeats what was not
 * answered; a repeat changes nothing. Whatever goes wrong after the bytes are kept falls back, in
 * the same transaction, to a result that nobody could treat yet: owned, with a deadline and a
 * question.
 */
public final class Receive implements Entrance {
  private static final Logger LOG = LoggerFactory.getLogger(Receive.class);

  private final Store store;
  private final Readers readers;
  private final AsDeclared declared;
  private final Assign assign;
  private final InstantSource clock;
  private final Ids ids;
  private final Checkpoint checkpoint;

  public Receive(
      Store store,
      Readers readers,
      Rules rules,
      InstantSource clock,
      Ids ids,
      Checkpoint checkpoint) {
    this.store = store;
    this.readers = readers;
    this.declared = new AsDeclared(readers, store);
    this.assign = new Assign(rules, ids, checkpoint);
    this.clock = clock;
    this.ids = ids;
    this.checkpoint = checkpoint;
  }

  @Override
  public Answer receive(Incoming incoming) {
    Kept kept;
    try {
      Decoding decoding = declared.read(incoming);
      checkpoint.reached(Step.DECODED);
      kept =
          decoding.outcome() == Outcome.REFUSED || history(incoming) && !understood(decoding)
              ? refuse(incoming.channel(), incoming.content(), decoding.allProblems())
              : store.inTransaction(tx -> keep(tx, incoming, decoding));
      checkpoint.reached(Step.COMMITTED);
    } catch (StoreUnavailable e) {
      LOG.warn("not kept, sender told to try later: {}", e.getMessage());
      kept = tryLater();
    } catch (NotHistory e) {
      kept = refuse(incoming.channel(), incoming.content(), e.problems());
    } catch (RuntimeException e) {
      LOG.error("not kept, sender told to try later: {}", e.getClass().getName());
      kept = tryLater();
    }
    return answer(incoming.content(), kept);
  }

  /** What is brought in as history asks nothing of anyone: it is understood whole, or not kept. */
  private static final class NotHistory extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Problem> problems;

    NotHistory(List<Problem> problems) {
      super("NOT_HISTORY", null, false, false);
      this.problems = problems;
    }

    List<Problem> problems() {
      return problems;
    }
  }

  private static boolean history(Incoming incoming) {
    return incoming.channel().equals(HISTORY);
  }

  private static boolean understood(Decoding decoding) {
    return decoding.allProblems().stream().noneMatch(Problem::isError)
        && decoding.parts().stream().allMatch(part -> part.report() != null && part.accepted());
  }

  /** What became of a message at the door. */
  private record Kept(
      Acknowledgement.Kind kind,
      boolean repeat,
      @Nullable String originalId,
      List<Problem> problems) {}

  private static Kept tryLater() {
    return new Kept(
        Acknowledgement.Kind.TRY_LATER,
        false,
        null,
        List.of(
            Problem.error(
                ProblemCode.TRY_LATER,
                "réception",
                "Relais ne peut pas enregistrer ce message pour l'instant.",
                "Envoyez-le de nouveau dans une minute ; rien n'a été gardé.")));
  }

  /** Not kept: only the fact is. */
  private Kept refuse(String channel, Content content, List<Problem> problems) {
    AuditLine line =
        new AuditLine(
            clock.instant(),
            channel,
            AuditLine.Action.REFUSED,
            content.hash().brief(),
            codes(problems));
    store.inTransaction(
        tx -> {
          tx.audit(line);
          return true;
        });
    return new Kept(Acknowledgement.Kind.REFUSED, false, null, problems);
  }

  private Kept keep(Transaction tx, Incoming incoming, Decoding decoding) {
    if (!incoming.once().first(tx)) {
      return new Kept(Acknowledgement.Kind.STORED, true, null, List.of());
    }
    Instant now = clock.instant();
    Sender sender = Senders.of(incoming, decoding, tx.roster());
    OriginalMessage original =
        new OriginalMessage(
            ids.next(),
            Senders.name(incoming, decoding, sender),
            incoming.channel(),
            now,
            incoming.content());
    Optional<Transaction.EarlierReception> earlier = tx.keep(original);
    if (earlier.isPresent()) {
      String first = earlier.get().originalId();
      tx.audit(line(original, AuditLine.Action.REPEATED, first, "REPEAT"));
      boolean quarantined = earlier.get().answer() == Acknowledgement.Kind.NOT_UNDERSTOOD;
      return new Kept(
          Acknowledgement.Kind.STORED, true, first, quarantined ? List.of(already()) : List.of());
    }
    tx.audit(line(original, AuditLine.Action.RECEIVED, original.id(), decoding.format().name()));
    try {
      Written written = Written.of(incoming, tx.roster(), now).orElse(null);
      return tx.undoable(() -> treat(tx, original, decoding, sender, written));
    } catch (StoreUnavailable | NotHistory e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("treatment of {} failed: {}", original.id(), e.getClass().getName());
      if (history(incoming)) {
        throw new NotHistory(List.of(failed()));
      }
      return tx.undoable(() -> fallBack(tx, original, sender));
    }
  }

  /** Treats what was kept; whatever fails here is undone, and {@link #fallBack} comes after it. */
  private Kept treat(
      Transaction tx,
      OriginalMessage original,
      Decoding decoding,
      @Nullable Sender sender,
      @Nullable Written written) {
    checkpoint.reached(Step.KEPT);
    List<Problem> problems = new ArrayList<>(decoding.allProblems());
    if (sender == null) {
      problems.add(senderUnknown());
    }
    problems.addAll(assign.assign(tx, original, decoding, sender, written));
    boolean understood = problems.stream().noneMatch(Problem::isError);
    if (!understood && original.channel().equals(HISTORY)) {
      throw new NotHistory(problems);
    }
    Acknowledgement.Kind kind =
        understood ? Acknowledgement.Kind.STORED : Acknowledgement.Kind.NOT_UNDERSTOOD;
    tx.answered(original.id(), kind);
    checkpoint.reached(Step.BEFORE_COMMIT);
    return new Kept(kind, false, original.id(), problems);
  }

  /** What the treatment did is undone; the result still gets an owner and a deadline. */
  private Kept fallBack(Transaction tx, OriginalMessage original, @Nullable Sender sender) {
    assign.fallBack(tx, original, sender);
    tx.answered(original.id(), Acknowledgement.Kind.STORED);
    return new Kept(Acknowledgement.Kind.STORED, false, original.id(), List.of(failed()));
  }

  private static Problem senderUnknown() {
    return Problem.warning(
        ProblemCode.SENDER_UNKNOWN,
        "expéditeur",
        "Cet expéditeur n'est pas déclaré dans Relais.",
        "Le message est gardé et confié ; demandez à l'opérateur de déclarer l'expéditeur.");
  }

  private static Problem already() {
    return Problem.warning(
        ProblemCode.ALREADY_QUARANTINED,
        "message",
        "Ce message est déjà en quarantaine chez un médecin.",
        "Il n'y a rien à renvoyer ; corrigez la cause dite la première fois.");
  }

  private static Problem failed() {
    return Problem.warning(
        ProblemCode.PROCESSING_FAILED,
        "traitement",
        "Relais a gardé ce message sans pouvoir le traiter jusqu'au bout.",
        "Un médecin en est responsable ; il n'y a rien à renvoyer.");
  }

  private static AuditLine line(
      OriginalMessage original, AuditLine.Action action, String subject, String detail) {
    return new AuditLine(original.receivedAt(), original.channel(), action, subject, detail);
  }

  static String codes(List<Problem> problems) {
    return String.join(
        ",", problems.stream().map(p -> p.code().name()).distinct().limit(10).toList());
  }

  private Answer answer(Content received, Kept kept) {
    Acknowledgement acknowledgement =
        new Acknowledgement(kept.kind(), ids.next(), clock.instant(), kept.problems());
    return new Answer(
        kept.kind(),
        kept.repeat(),
        readers.acknowledge(received, acknowledgement),
        kept.originalId(),
        kept.problems());
  }

  @Override
  public Answer tooLarge(String channel, Content head) {
    Problem problem =
        Problem.error(
            ProblemCode.TOO_LARGE,
            "message",
            "Le message dépasse la taille admise ; il n'est pas gardé.",
            "Divisez-le, ou ôtez les images et les documents joints.");
    Kept kept = new Kept(Acknowledgement.Kind.REFUSED, false, null, List.of(problem));
    try {
      refuse(channel, head, kept.problems());
    } catch (RuntimeException e) {
      kept = tryLater();
    }
    return answer(head, kept);
  }

  @Override
  public boolean endsWhole(Content content) {
    return readers.endsWhole(content);
  }
}
