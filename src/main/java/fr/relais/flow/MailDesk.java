// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Act;
import fr.relais.core.decide.Acts;
import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.flow.Entrance.Incoming;
import fr.relais.flow.Receipts.Receipt;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What comes to our own mailbox: the answer of a doctor in the words that we gave him, what his
 * mailbox says of a mail of ours, and everything else, which is kept and given an owner like any
 * result. An answer counts only from that doctor's own mailbox, and does only what he may do.
 */
public final class MailDesk implements Mailbox {
  private static final String CHANNEL = "mail";

  private final Store store;
  private final Entrance entrance;
  private final FollowUps followUps;
  private final Receipts receipts;
  private final InstantSource clock;

  public MailDesk(
      Store store, Entrance entrance, FollowUps followUps, Receipts receipts, InstantSource clock) {
    this.store = store;
    this.entrance = entrance;
    this.followUps = followUps;
    this.receipts = receipts;
    this.clock = clock;
  }

  @Override
  public Kept mail(IncomingMail mail) {
    try {
      return take(mail);
    } catch (StoreUnavailable e) {
      return Kept.TRY_LATER;
    }
  }

  private Kept take(IncomingMail mail) {
    Optional<Receipt> receipt = receipt(mail.report());
    if (receipt.isPresent() && heard(mail.about(), receipt.get())) {
      return Kept.YES;
    }
    Optional<Reply> reply = Reply.read(mail.firstLine());
    if (reply.isPresent()) {
      answer(mail.from(), reply.get());
      return Kept.YES;
    }
    Entrance.Answer kept = entrance.receive(new Incoming(CHANNEL, null, mail.raw()));
    return kept.kind() == Acknowledgement.Kind.TRY_LATER ? Kept.TRY_LATER : Kept.YES;
  }

  private boolean heard(List<String> deliveries, Receipt receipt) {
    boolean known = false;
    for (String delivery : deliveries) {
      known |= receipts.note(delivery, receipt);
    }
    return known;
  }

  /** A machine that displays or files a document is "taken in": it is nobody's eyes. */
  private static Optional<Receipt> receipt(Report report) {
    return switch (report) {
      case NONE -> Optional.empty();
      case BOUNCED, FAILED -> Optional.of(Receipt.FAILED);
      case DELIVERED, PROCESSED -> Optional.of(Receipt.TAKEN_IN);
    };
  }

  /** Whoever answers from a mailbox that is nobody's changes nothing; the fact is kept. */
  private void answer(String from, Reply reply) {
    Roster roster = store.roster();
    Practitioner who =
        roster.practitioners().stream()
            .filter(p -> from.equals(roster.mailboxOf(p, clock.instant())))
            .findFirst()
            .orElse(null);
    boolean done = false;
    if (who != null) {
      Act act = Act.of(reply.act(), who.id(), clock.instant());
      Act noted = reply.note() == null ? act : act.withNote(reply.note());
      done = followUps.act(reply.reference(), noted) instanceof Acts.Result.Done;
    }
    AuditLine line =
        new AuditLine(
            clock.instant(),
            who == null ? CHANNEL : who.id(),
            done ? AuditLine.Action.ACTED : AuditLine.Action.REFUSED,
            reply.reference(),
            "REPLY " + reply.act().name() + (who == null ? " MAILBOX_UNKNOWN" : ""));
    store.inTransaction(
        tx -> {
          tx.audit(line);
          return true;
        });
  }
}
