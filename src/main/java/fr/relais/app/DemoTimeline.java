// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.flow.Store;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Prints what happens to follow-ups as it happens: events, then what was handed to whom. */
final class DemoTimeline {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration DMP_PATIENCE = Duration.ofSeconds(60);

  private final Relais relais;
  private final PrintWriter out;
  private final Set<String> known = new LinkedHashSet<>();
  private final Map<String, Integer> told = new HashMap<>();
  private final Set<String> handed = new HashSet<>();

  DemoTimeline(Relais relais, PrintWriter out) {
    this.relais = relais;
    this.out = out;
  }

  void say(String text) {
    out.println(text);
    out.flush();
  }

  /** Prints everything that is new. */
  void print() {
    Store store = relais.store();
    store.openFollowUps(100).stream()
        .sorted(Comparator.comparing(FollowUp::receivedAt).thenComparing(FollowUp::id))
        .map(FollowUp::id)
        .forEach(known::add);
    for (String id : known) {
      FollowUp row = row(id);
      for (FollowUpEvent event : store.history(id)) {
        if (event.seq() > told.getOrDefault(id, 0)) {
          print(row, event);
          told.put(id, event.seq());
        }
      }
      for (Delivery delivery : store.inTransaction(tx -> tx.deliveriesOf(id))) {
        if ((delivery.state() == DeliveryState.SENT || delivery.state() == DeliveryState.CONFIRMED)
            && handed.add(delivery.id())) {
          print(delivery);
        }
      }
    }
    out.flush();
  }

  private void print(FollowUp row, FollowUpEvent event) {
    say(
        "  "
            + StoryTime.show(event.at())
            + "  "
            + row.reference()
            + " "
            + relais
                .console()
                .event(event)
                .substring(2 + StoryTime.show(event.at()).length())
                .strip());
    if (event.nextDue() != null && event.deadline() != null) {
      say(
          "                      "
              + event.priority().french()
              + ", à faire avant "
              + StoryTime.show(event.deadline())
              + " ; échelon "
              + (event.rung() + 1)
              + " à "
              + StoryTime.show(event.nextDue()));
    }
  }

  private void print(Delivery delivery) {
    if (delivery.kind().toDmp()) {
      say("                      déposé au DMP de la patiente, avec les certificats du site");
      return;
    }
    String what =
        switch (delivery.kind()) {
          case RESULT -> "le résultat";
          case NOTICE_ACT -> "« un document attend votre prise en charge »";
          case NOTICE_RUNG -> "« un document attend un médecin »";
          case NOTICE_OFFER -> "« un confrère vous propose de prendre la suite »";
          case NOTICE_STAND_DOWN -> "« vous n'avez plus rien à faire »";
          case NOTICE_CORRECTED -> "« l'expéditeur a modifié un document »";
          case NOTICE_APPOINTMENT -> "« un rendez-vous a changé »";
          case NOTICE_PATIENT -> "le rendez-vous, en mots neutres";
          case VISIT_REPORT -> "le compte rendu du rendez-vous";
          case NOTICE_DIGEST -> "le récapitulatif de ce qui attend";
          case DMP_PUBLISH -> "le document, pour le DMP du patient";
          case DMP_DELETE -> "la suppression du document, au DMP du patient";
          case ACKNOWLEDGEMENT -> "l'accusé que l'expéditeur a demandé";
        };
    say(
        "                      remis à "
            + relais.console().name(delivery.recipient())
            + " ("
            + fr.relais.core.model.Channel.valueOf(delivery.channel().toUpperCase(Locale.ROOT))
                .french()
            + " "
            + delivery.address()
            + ") : "
            + what);
  }

  /** Waits until this is true of the follow-up and everything was handed over, then prints. */
  FollowUp until(String id, Predicate<FollowUp> ready) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!ready.test(row(id)) || pending(id)) {
      if (System.nanoTime() > end) {
        throw new CommandFailure("La démonstration n'avance plus : la machine est trop occupée ?");
      }
      pause();
    }
    print();
    return row(id);
  }

  private boolean pending(String id) {
    List<Delivery> all = relais.store().inTransaction(tx -> tx.deliveriesOf(id));
    Instant now = relais.clock().instant();
    // nobody waits for the DMP
    return all.stream()
        .filter(d -> !d.kind().toDmp())
        .anyMatch(d -> d.state() == DeliveryState.READY && !d.runAt().isAfter(now));
  }

  /** Waits until nothing of it is left to file in the patient's DMP, then prints. */
  void filed(String id) {
    long end = System.nanoTime() + DMP_PATIENCE.toNanos();
    while (filing(id)) {
      if (System.nanoTime() > end) {
        throw new CommandFailure("Le DMP simulé ne répond pas : la machine est trop occupée ?");
      }
      pause();
    }
    print();
  }

  private boolean filing(String id) {
    return relais.store().inTransaction(tx -> tx.deliveriesOf(id)).stream()
        .anyMatch(d -> d.kind().toDmp() && d.state() == DeliveryState.READY);
  }

  FollowUp row(String id) {
    return relais.store().inTransaction(tx -> tx.followUp(id)).orElseThrow();
  }

  static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("La démonstration est interrompue.");
    }
  }
}
