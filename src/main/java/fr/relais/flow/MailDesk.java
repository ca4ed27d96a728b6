// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Act;
import fr.relais.core.decide.Acts;
import fr.relais.core.decide.ReceiptMailbox;
import fr.relais.core.decide.ReceiptRule;
import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.MailReceipt;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Sha256;
import fr.relais.flow.Entrance.Incoming;
import fr.relais.flow.Entrance.Once;
import fr.relais.flow.MailLedger.Place;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes to our own mailbox: what a mailbox or a software says of a mail of ours, the answer of
 * a doctor in the words that we gave him or in his own, and everything else, which is kept and
 * given an owner like any result. An answer counts only from that doctor's own mailbox, and does
 * only what he may do. Each mail is taken once: the ledger is written in the transaction that does
 * what the mail asks.
 */
public final class MailDesk implements Mailbox {
  private static final Logger LOG = LoggerFactory.getLogger(MailDesk.class);
  private static final String CHANNEL = "mail";

  private final Store store;
  private final Entrance entrance;
  private final FollowUps followUps;
  private final MailReceipts receipts;
  private final MailAnswers answers;
  private final TrustedDomains domains;
  private final InstantSource clock;

  public MailDesk(
      Store store,
      Entrance entrance,
      FollowUps followUps,
      Rules rules,
      TrustedDomains domains,
      InstantSource clock,
      Ids ids) {
    this.store = store;
    this.entrance = entrance;
    this.followUps = followUps;
    this.receipts = new MailReceipts(rules, ids);
    this.answers = new MailAnswers(ids);
    this.domains = domains;
    this.clock = clock;
  }

  @Override
  public Set<Place> taken(Collection<Place> places) {
    return store.inTransaction(tx -> tx.records().mails().taken(places));
  }

  @Override
  public Kept mail(IncomingMail mail) {
    try {
      return take(mail);
    } catch (StoreUnavailable e) {
      return Kept.TRY_LATER;
    } catch (RuntimeException e) {
      // what could not be done is undone; the mail itself is kept for a person
      LOG.error("a mail could not be treated: {}", e.getClass().getName());
      return receive(mail);
    }
  }

  private Kept take(IncomingMail mail) {
    Optional<Kept> heard = heard(mail);
    if (heard.isPresent()) {
      return heard.get();
    }
    boolean trusted = domains.trust(mail.from());
    Optional<Reply> reply = trusted ? Reply.read(mail.firstLine()) : Optional.empty();
    if (reply.filter(this::known).isPresent()) {
      act(mail, reply.get());
      return Kept.YES;
    }
    return trusted && attached(mail) ? Kept.YES : receive(mail);
  }

  private Kept receive(IncomingMail mail) {
    Entrance.Answer kept =
        entrance.receive(
            new Incoming(
                CHANNEL,
                null,
                mail.from().isEmpty() ? null : mail.from(),
                null,
                mail.raw(),
                domains.trust(mail.from()) || mail.receipt() != null
                    ? null
                    : TrustedDomains.doubt(),
                once(mail),
                mail.words()));
    if (kept.kind() == Acknowledgement.Kind.REFUSED) {
      // nothing was kept but the fact: it is not read again for that
      store.inTransaction(once(mail)::first);
    }
    return kept.kind() == Acknowledgement.Kind.TRY_LATER ? Kept.TRY_LATER : Kept.YES;
  }

  private Once once(IncomingMail mail) {
    Place place = mail.place();
    if (place == null) {
      return Once.ALWAYS;
    }
    String same = place.messageId().hex() + mail.raw().hash().hex();
    Sha256 digest = Sha256.of(same.getBytes(StandardCharsets.US_ASCII));
    return tx -> tx.records().mails().take(place, digest, clock.instant());
  }

  /** Empty when the mail is no receipt of exactly one mail of ours. */
  private Optional<Kept> heard(IncomingMail mail) {
    MailReceipt said = mail.receipt();
    if (said == null) {
      return Optional.empty();
    }
    return store.inTransaction(
        tx -> {
          Optional<Delivery> delivery = MailReceipts.about(tx, mail.about());
          return delivery.map(sent -> heard(tx, mail, sent, said));
        });
  }

  private Kept heard(Transaction tx, IncomingMail mail, Delivery delivery, MailReceipt whole) {
    MailReceipt said = ReceiptMailbox.heard(whole, delivery.address(), mail.from());
    ReceiptRule.Next next = receipts.next(tx, delivery, said.kind());
    if (next == ReceiptRule.Next.WAIT) {
      return Kept.TRY_LATER;
    }
    if (once(mail).first(tx)) {
      receipts.note(tx, delivery, said, next, clock.instant());
    }
    return Kept.YES;
  }

  private boolean attached(IncomingMail mail) {
    return store.inTransaction(
        tx -> {
          Instant now = clock.instant();
          Optional<MailAnswers.Answered> answered = MailAnswers.answered(tx, mail, now);
          if (answered.isPresent() && once(mail).first(tx)) {
            answers.attach(tx, mail, answered.get(), now);
          }
          return answered.isPresent();
        });
  }

  /** A reference that nothing has is a slip: its writer believes that it counted, so it is read. */
  private boolean known(Reply reply) {
    return store.inTransaction(tx -> tx.byReference(reply.reference()).isPresent());
  }

  private void act(IncomingMail mail, Reply reply) {
    store.inTransaction(
        tx -> {
          if (once(mail).first(tx)) {
            act(tx, mail, reply);
          }
          return true;
        });
    followUps.committed();
  }

  /**
   * Whoever answers from a mailbox that is nobody's changes nothing; the fact is kept. What a
   * doctor may not do is told to whoever answers for the result.
   */
  private void act(Transaction tx, IncomingMail mail, Reply reply) {
    Instant now = clock.instant();
    Practitioner who = MailAnswers.writer(tx.roster(), mail.from(), now).orElse(null);
    boolean done = false;
    if (who != null) {
      Act act = Act.of(reply.act(), who.id(), now);
      Act noted = reply.note() == null ? act : act.withNote(reply.note());
      Acts.Result result = followUps.act(tx, reply.reference(), noted);
      done = result instanceof Acts.Result.Done;
      if (result instanceof Acts.Result.Refused refused) {
        answers.refused(tx, mail, who.id(), reply, refused.reason(), now);
      }
    }
    tx.audit(
        new AuditLine(
            now,
            who == null ? CHANNEL : who.id(),
            done ? AuditLine.Action.ACTED : AuditLine.Action.REFUSED,
            reply.reference(),
            "REPLY " + reply.act().name() + (who == null ? " MAILBOX_UNKNOWN" : "")));
  }
}
