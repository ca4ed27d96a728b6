// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.decide.Act;
import fr.relais.core.decide.Acts;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.core.model.MailReceipt;
import fr.relais.core.model.Order;
import fr.relais.core.model.Sha256;
import fr.relais.core.model.WorkItem;
import fr.relais.core.model.WorkItemState;
import fr.relais.flow.Answers;
import fr.relais.flow.Entrance;
import fr.relais.flow.ExpectOrder;
import fr.relais.flow.MailDesk;
import fr.relais.flow.Mailbox;
import fr.relais.flow.Receipts;
import fr.relais.flow.TrustedDomains;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the events of one step happen, by the same steps of the walk that strangers come to. */
final class StoryHands implements StoryEvent.Hands {
  private static final Pattern NUMBER = Pattern.compile("\\{(\\d+)}");

  private final StoryPlayer player;
  private final String place;

  StoryHands(StoryPlayer player, String place) {
    this.player = player;
    this.place = place;
  }

  @Override
  public void turn(StoryEvent.Door door) {
    player.doors().turn(door);
    note("door", door.who() + " : " + door.channel().french() + " " + door.state().name());
  }

  @Override
  public void order(StoryEvent.Prescription p) {
    ExpectOrder.Asked asked =
        new ExpectOrder.Asked(
            p.placer(),
            p.authority(),
            p.requisition(),
            p.kind(),
            p.code(),
            p.label(),
            p.priority(),
            p.requester(),
            p.site(),
            player.now(),
            p.patient(),
            p.phones(),
            p.address(),
            p.generalPractitioner(),
            p.reason(),
            p.instruction(),
            p.choices(),
            p.expectedBy());
    Sha256 request = Sha256.of((place + p.as()).getBytes(StandardCharsets.UTF_8));
    ExpectOrder.Result result =
        player.walk().orders().expect(p.requester(), null, request, List.of(asked));
    if (result instanceof ExpectOrder.Result.Kept kept) {
      Order order = kept.orders().get(0);
      player.numbers().put(p.as(), order.number());
      note("order", p.requester() + " prescrit : " + p.label() + " (" + order.number() + ")");
    }
  }

  @Override
  public void receive(StoryEvent.Arrival arrival) {
    Content content = StoryTokens.fill(arrival.content(), player.numbers());
    Entrance.Incoming incoming =
        new Entrance.Incoming(
            arrival.folder() == null ? "mllp" : "folder", arrival.folder(), content);
    Supplier<Entrance.Answer> send = () -> player.walk().receive().receive(incoming);
    Entrance.Answer answer = player.surviving(send, send);
    player.note();
    player.lines().add(StoryLine.answer(player.now(), answer, content));
    if (arrival.answer() != null && arrival.answer() != answer.kind() && !player.crashed()) {
      differ("réponse attendue " + arrival.answer() + ", trouvée " + answer.kind());
    }
  }

  @Override
  public void ring(StoryEvent.Ringing ringing) {
    Receipts.Receipt receipt =
        switch (ringing.state()) {
          case KEY_PRESSED -> Receipts.Receipt.SEEN;
          case BUSY, NO_ANSWER -> Receipts.Receipt.NO_ANSWER;
        };
    String call = latest(ringing.who(), Channel.CALL);
    if (call != null) {
      note("call", ringing.who() + " : " + ringing.state().name());
      String followUp = player.followUpOf(call);
      once(followUp, () -> receipts().note(call, receipt));
    }
  }

  @Override
  public void hear(StoryEvent.Receipt receipt) {
    String mail = latest(receipt.who(), Channel.MAIL);
    if (mail != null) {
      boolean back = receipt.says() == MailReceipt.Kind.NOT_DELIVERED;
      note(
          back ? "bounced" : "receipt",
          receipt.who() + " : " + (back ? "la messagerie rend le message" : receipt.says().name()));
      MailReceipt said = new MailReceipt(receipt.says(), List.of(), null, null, receipt.code());
      Mailbox.IncomingMail notice =
          Mailbox.IncomingMail.of("", null, List.of(mail), said, letter("", "Avis."));
      Supplier<Mailbox.Kept> send = () -> desk().mail(notice);
      player.surviving(send, send);
    }
  }

  @Override
  public void reply(StoryEvent.Reply reply) {
    String line = reply.line();
    String followUp = null;
    for (int number = 1; number <= player.opened(); number++) {
      if (line.contains("{" + number + "}")) {
        followUp = player.followUp(number).id();
        line = line.replace("{" + number + "}", player.followUp(number).reference());
      }
    }
    Matcher left = NUMBER.matcher(line);
    if (left.find()) {
      differ("il n'y a pas de suivi " + left.group(1));
      return;
    }
    String from = reply.from();
    String first = line;
    note("reply", from + " écrit : " + first);
    Mailbox.IncomingMail mail =
        Mailbox.IncomingMail.of(mailbox(from), first, List.of(), null, letter(from, first));
    once(followUp, () -> desk().mail(mail));
  }

  private String mailbox(String from) {
    return player
        .roster()
        .practitioner(from)
        .flatMap(p -> Optional.ofNullable(player.roster().mailboxOf(p, player.now())))
        .orElse(from);
  }

  @Override
  public void answer(StoryEvent.Answer answer) {
    if (!known(answer.on())) {
      return;
    }
    String followUp = player.followUp(answer.on()).id();
    WorkItem item =
        player.store().inTransaction(tx -> tx.workItemsOf(followUp)).stream()
            .filter(w -> w.question() == answer.question() && w.state() == WorkItemState.OPEN)
            .findFirst()
            .orElse(null);
    if (item == null) {
      differ("la question " + answer.question() + " n'est pas posée");
    } else if (answer.choice() > item.choices().size()) {
      differ("la question n'a que " + item.choices().size() + " réponses");
    } else {
      give(answer, item);
    }
  }

  private void give(StoryEvent.Answer answer, WorkItem item) {
    String choice = item.choices().get(answer.choice() - 1);
    Supplier<Optional<Answers.Result>> give =
        () ->
            Optional.of(
                player
                    .walk()
                    .answers()
                    .answer(item.id(), answer.who(), choice, answer.practitioner()));
    Supplier<Boolean> waits =
        () ->
            player.store().inTransaction(tx -> tx.workItem(item.id())).orElseThrow().state()
                == WorkItemState.OPEN;
    note("question", answer.who() + " répond « " + choice + " » à " + item.question().french());
    player
        .surviving(give, () -> waits.get() ? give.get() : Optional.empty())
        .ifPresent(
            result ->
                weigh(
                    result instanceof Answers.Result.Refused r ? r.reason() : null,
                    answer.refused(),
                    reason -> StoryLine.refused(player.now(), answer.who(), "répondre", reason)));
  }

  @Override
  public void act(StoryEvent.Deed deed) {
    if (!known(deed.on())) {
      return;
    }
    Act act =
        new Act(
            deed.kind(),
            deed.who(),
            player.now(),
            deed.to(),
            deed.decision(),
            deed.outcome(),
            deed.note(),
            deed.refusal());
    String id = player.followUp(deed.on()).id();
    once(id, () -> player.walk().followUps().act(id, act))
        .ifPresent(
            result ->
                weigh(
                    result instanceof Acts.Result.Refused r ? r.reason() : null,
                    deed.refused(),
                    reason ->
                        StoryLine.refused(player.now(), act.actor(), act.kind().french(), reason)));
  }

  private void weigh(
      @Nullable String reason, boolean mustBeRefused, Function<String, StoryLine> line) {
    if (reason != null) {
      player.lines().add(line.apply(reason));
    }
    if ((reason != null) != mustBeRefused) {
      differ(reason != null ? "l'acte est refusé" : "l'acte aurait dû être refusé");
    }
  }

  /** Does it again after a crash, unless the follow-up shows that it was done. */
  private <T> Optional<T> once(@Nullable String followUp, Supplier<T> deed) {
    int before = followUp == null ? 0 : player.seq(followUp);
    Supplier<Optional<T>> attempt = () -> Optional.of(deed.get());
    return player.surviving(
        attempt,
        () -> followUp != null && player.seq(followUp) > before ? Optional.empty() : attempt.get());
  }

  private boolean known(int number) {
    boolean known = number >= 1 && number <= player.opened();
    if (!known) {
      differ("il n'y a pas de suivi " + number);
    }
    return known;
  }

  private @Nullable String latest(String who, Channel channel) {
    String latest = player.doors().latest(who, channel).orElse(null);
    if (latest == null) {
      differ(who + " n'a rien reçu par " + channel.code());
    }
    return latest;
  }

  private Receipts receipts() {
    return new Receipts(player.store(), player::now, player.walk().followUps());
  }

  private MailDesk desk() {
    return player.walk().mails().apply(TrustedDomains.ALL);
  }

  private static Content letter(String from, String text) {
    return Content.of(("From: " + from + "\r\n\r\n" + text).getBytes(StandardCharsets.UTF_8));
  }

  private void note(String kind, String text) {
    player.lines().add(StoryLine.of(player.now(), kind, text));
  }

  private void differ(String text) {
    player.differences().add(place + " : " + text);
  }
}
