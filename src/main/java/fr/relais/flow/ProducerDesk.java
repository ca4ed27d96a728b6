// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.ProducerAcknowledgements;
import fr.relais.core.decide.ProducerAcknowledgements.Seen;
import fr.relais.core.model.AcknowledgementsAsked;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.ProducerAcknowledgement;
import fr.relais.core.model.ProducerAcknowledgement.Said;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the producer of a document what became of it, when he asked (ZAM^Z01 to Z03). What was
 * asked is kept with the report, in the transaction of its reception; what is said is a delivery
 * like any other, made in the transaction that notes the fact, to the door that the sender's line
 * in the directory gives. It changes no follow-up.
 */
final class ProducerDesk {
  private final Ids ids;

  ProducerDesk(Ids ids) {
    this.ids = ids;
  }

  /**
   * What the producer of a report asked.
   *
   * @param sender id of the {@link Sender}
   * @param reports every report of the same message, of which he asked the same
   */
  record ProducerAsked(AcknowledgementsAsked what, String sender, List<String> reports) {
    ProducerAsked {
      reports = List.copyOf(reports);
    }

    static Optional<ProducerAsked> of(Transaction tx, @Nullable String report) {
      return report == null
          ? Optional.empty()
          : tx.records().get(ProducerAsked.class, idOf(report));
    }

    private static String idOf(String report) {
      return "asked-" + report;
    }
  }

  /** What was said of one filing, or of one mail. */
  record ProducerTold(Set<Said> said) {
    ProducerTold {
      said = Set.copyOf(said);
    }

    static ProducerTold of(Transaction tx, String id) {
      return tx.records().get(ProducerTold.class, id).orElse(new ProducerTold(Set.of()));
    }
  }

  /** Keeps what is asked of these reports of one reception; an undeclared sender has no door. */
  static void note(Transaction tx, List<Assign.Arrival> arrivals) {
    for (Assign.Arrival one : arrivals) {
      AcknowledgementsAsked what = one.part().asked();
      Sender sender = one.sender();
      if (what != null && sender != null && !one.history()) {
        List<String> reports =
            arrivals.stream()
                .filter(other -> what.equals(other.part().asked()))
                .map(other -> other.version().id())
                .toList();
        String id = ProducerAsked.idOf(one.version().id());
        tx.records()
            .put(ProducerAsked.class, id, new ProducerAsked(what, sender.id(), reports), List.of());
      }
    }
  }

  /**
   * A fact to tell.
   *
   * @param about under which what was said of it before is kept
   * @param of the delivery that shows it
   * @param named whether whoever got it is someone whom the message is for
   */
  record Fact(
      String about,
      Delivery of,
      boolean named,
      Seen seen,
      @Nullable String code,
      @Nullable String mailbox,
      @Nullable String person,
      Instant at) {}

  /** Says what the rule says of this fact; nothing when the producer has no door. */
  void tell(Transaction tx, ProducerAsked asked, Fact fact) {
    String id = "told-" + fact.about();
    ProducerTold before = ProducerTold.of(tx, id);
    Set<Said> says =
        ProducerAcknowledgements.of(
            asked.what().reception(),
            asked.what().reading(),
            fact.named(),
            fact.seen(),
            before.said());
    Door door = says.isEmpty() ? null : door(tx.roster(), asked.sender()).orElse(null);
    if (door == null) {
      return;
    }
    for (Said said : says) {
      ProducerAcknowledgement what = acknowledgement(ids.next(), asked, fact, said);
      send(tx, door, what, fact.of(), what.controlId(), fact.at());
    }
    Set<Said> all = EnumSet.copyOf(says);
    all.addAll(before.said());
    tx.records().put(ProducerTold.class, id, new ProducerTold(all), List.of());
  }

  private static ProducerAcknowledgement acknowledgement(
      String controlId, ProducerAsked asked, Fact fact, Said said) {
    return new ProducerAcknowledgement(
        controlId,
        asked.what(),
        asked.sender(),
        said,
        said.success() ? null : fact.code(),
        fact.mailbox(),
        fact.person(),
        fact.at());
  }

  private static void send(
      Transaction tx,
      Door door,
      ProducerAcknowledgement what,
      Delivery of,
      String id,
      Instant now) {
    tx.records().put(ProducerAcknowledgement.class, id, what, List.of());
    String followUp = tx.delivery(of.id()).orElse(of).followUp();
    tx.enqueue(
        List.of(
            new Delivery(
                id,
                followUp,
                Delivery.Kind.ACKNOWLEDGEMENT,
                null,
                Delivery.PRODUCER,
                door.channel().code(),
                door.address(),
                FollowUpPriority.NORMAL,
                DeliveryState.READY,
                now,
                0,
                0)));
    tx.audit(
        new AuditLine(
            now,
            what.sender(),
            AuditLine.Action.ACKNOWLEDGED,
            followUp,
            what.said().event() + " " + what.said().name()));
  }

  /** The sender's door moved while one waited: the same, under its own identifier, to the new. */
  void moved(Transaction tx, Delivery ended, Instant now) {
    tx.records()
        .get(ProducerAcknowledgement.class, ended.id())
        .ifPresent(
            what ->
                door(tx.roster(), what.sender())
                    .ifPresent(door -> send(tx, door, what, ended, ids.next(), now)));
  }

  /** Whether the sender still takes it there. */
  static boolean takes(
      Roster roster, Delivery delivery, @Nullable ProducerAcknowledgement acknowledgement) {
    return acknowledgement != null
        && door(roster, acknowledgement.sender())
            .filter(door -> door.address().equals(delivery.address()))
            .filter(door -> door.channel().code().equals(delivery.channel()))
            .isPresent();
  }

  /** Where a producer takes acknowledgements. */
  private record Door(Channel channel, String address) {}

  private static Optional<Door> door(Roster roster, String sender) {
    return roster.senders().stream()
        .filter(one -> one.id().equals(sender))
        .map(Sender::acknowledgements)
        .filter(address -> address != null && !address.isEmpty())
        .map(ProducerDesk::door)
        .findFirst();
  }

  private static Door door(String address) {
    return address.startsWith(Sender.MLLP)
        ? new Door(Channel.MLLP, address.substring(Sender.MLLP.length()))
        : new Door(Channel.FOLDER, address);
  }
}
