// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Masks;
import fr.relais.core.model.AppointmentNotice;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Letter;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Role;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import fr.relais.flow.Transaction.Carried;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes letters of deliveries, once it is sure that the recipient may have them at this instant.
 */
final class Letters {
  private final Roster roster;
  private final Rules rules;
  private final Instant now;

  Letters(Roster roster, Rules rules, Instant now) {
    this.roster = roster;
    this.rules = rules;
    this.now = now;
  }

  /** Empty when the recipient may no longer have it, or not at this address, or need not. */
  Optional<Letter> addressed(Delivery delivery, Carried carried, LetterFacts beside) {
    LocalDate today = now.atZone(ParisTime.ZONE).toLocalDate();
    boolean toNobody =
        switch (delivery.kind()) {
          case NOTICE_PATIENT -> true;
          case DMP_PUBLISH, DMP_DELETE -> beside.filing() != null && !opposed(delivery, carried);
          case ACKNOWLEDGEMENT -> ProducerDesk.takes(roster, delivery, beside.acknowledgement());
          case RESULT,
              NOTICE_ACT,
              NOTICE_RUNG,
              NOTICE_OFFER,
              NOTICE_STAND_DOWN,
              NOTICE_CORRECTED,
              NOTICE_APPOINTMENT,
              VISIT_REPORT,
              NOTICE_DIGEST ->
              false;
        };
    if (toNobody) {
      return Optional.of(letter(delivery, carried, nobody(delivery), beside));
    }
    Practitioner recipient = roster.reachable(delivery.recipient(), today).orElse(null);
    if (recipient == null
        || recipient.revoked(today)
        || !at(delivery, recipient)
        || !needed(delivery, carried.row())
        || delivery.subject() != null && carried.content() == null
        || refused(recipient, carried)) {
      return Optional.empty();
    }
    return Optional.of(letter(delivery, carried, recipient, beside));
  }

  /** The patient opposed the filing since it was decided; what was filed may still be deleted. */
  private static boolean opposed(Delivery delivery, Carried carried) {
    return delivery.kind() == Delivery.Kind.DMP_PUBLISH
        && carried.order() != null
        && carried.order().choices().refusesDmp();
  }

  /** Nobody of the directory: the patient's number, his DMP, or the producer of a document. */
  private static Practitioner nobody(Delivery delivery) {
    return new Practitioner(
        delivery.recipient(),
        null,
        "",
        "",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        delivery.kind() == Delivery.Kind.NOTICE_PATIENT ? delivery.address() : null,
        null,
        null,
        Role.SITE,
        null,
        null);
  }

  private static boolean at(Delivery delivery, Practitioner recipient) {
    Channel channel = Channel.valueOf(delivery.channel().toUpperCase(Locale.ROOT));
    String address = delivery.address();
    return address.equals(recipient.address(channel))
        || channel == Channel.CALL && address.equals(recipient.secondPhone());
  }

  /** A phone does not ring for what someone took charge of meanwhile. */
  private static boolean needed(Delivery delivery, FollowUp row) {
    boolean rings = delivery.channel().equals(Channel.CALL.code());
    boolean asksToTake =
        delivery.kind() == Delivery.Kind.NOTICE_ACT || delivery.kind() == Delivery.Kind.NOTICE_RUNG;
    boolean first = row.rung() == 0;
    return !(rings
        && asksToTake
        && first
        && (row.state() == FollowUpState.TAKEN || row.state() == FollowUpState.CONCLUDED));
  }

  /** The patient's written refusal holds at the instant of sending too. */
  private static boolean refused(Practitioner recipient, Carried carried) {
    return carried.order() != null
        && carried.order().choices().refusesRequester()
        && recipient.id().equals(carried.order().requester())
        && !recipient.id().equals(carried.row().owner());
  }

  private Letter letter(
      Delivery delivery, Carried carried, Practitioner recipient, LetterFacts beside) {
    AppointmentNotice appointment = beside.appointment();
    FollowUp row = carried.row();
    Practitioner owner = roster.practitioner(row.owner()).orElse(recipient);
    Site site = roster.site(row.site()).orElse(null);
    List<String> others =
        carried.recipients().stream()
            .filter(id -> !id.equals(recipient.id()))
            .map(roster::practitioner)
            .flatMap(Optional::stream)
            .map(Practitioner::title)
            .toList();
    return new Letter(
        delivery,
        row,
        recipient,
        rules.sheets().of(recipient),
        appointment == null ? carried.version() : VisitLetters.version(appointment),
        appointment == null ? carried.content() : VisitLetters.content(appointment),
        carried.corrects(),
        carried.order(),
        site,
        roster.practitioner(row.requester()).orElse(null),
        owner,
        others,
        why(row, recipient, site) + masks(carried.version()),
        rules.portal(),
        appointment == null ? written(carried) : appointment.at(),
        appointment,
        null,
        beside.filing(),
        beside.acknowledgement());
  }

  /** When what it says became so: a letter that is sent again is the same letter. */
  private static Instant written(Carried carried) {
    return carried.version() == null ? carried.row().clockStart() : carried.version().receivedAt();
  }

  /** Whoever is handed it is told what hides it from others. */
  private static String masks(@Nullable ReportVersion version) {
    return version == null
        ? ""
        : Masks.of(version.report().flags()).sentences().stream()
            .map(sentence -> " " + sentence)
            .collect(Collectors.joining());
  }

  private static String why(FollowUp row, Practitioner recipient, @Nullable Site site) {
    String id = recipient.id();
    boolean owner = id.equals(row.owner());
    if (id.equals(row.requester())) {
      return owner
          ? "Ce résultat vous est confié : vous l'avez prescrit."
          : "Pour information : vous avez prescrit cet examen ; un confrère en est responsable.";
    }
    if (owner) {
      return site == null
          ? "Ce résultat vous est confié."
          : "Ce résultat vous est confié pour le site " + site.name() + ".";
    }
    if (row.openOffer().filter(o -> o.to().equals(id)).isPresent()) {
      return "Ce résultat vous est proposé ; un confrère en reste responsable tant que vous n'avez"
          + " pas accepté.";
    }
    return "Pour information ; un confrère en est responsable.";
  }
}
