// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.decide.Act;
import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Channel;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.ClinicalOutcome;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.MailReceipt;
import fr.relais.core.model.RefusalReason;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what happens in one step of a story. */
final class StoryEventReader {
  private final Path folder;
  private final Roster roster;
  private final Set<String> orders;
  private final List<StoryProblem.Fault> faults;

  /**
   * @param roster the people of this step
   * @param orders the names of the orders so far; those of this step are added
   */
  StoryEventReader(
      Path folder, Roster roster, Set<String> orders, List<StoryProblem.Fault> faults) {
    this.folder = folder;
    this.roster = roster;
    this.orders = orders;
    this.faults = faults;
  }

  /** The events of a step in the order in which they happen. */
  List<StoryEvent> read(YamlNode step, Instant at) {
    List<StoryEvent> events = new ArrayList<>();
    if (step.has("door")) {
      events.add(door(child(step, "door")));
    }
    if (step.has("order")) {
      events.add(new StoryOrderReader(roster, orders, faults).read(child(step, "order"), at));
    }
    if (step.has("receive")) {
      events.add(arrival(child(step, "receive")));
    }
    if (step.has("call")) {
      events.add(ringing(child(step, "call")));
    }
    if (step.has("bounced")) {
      YamlNode bounced = child(step, "bounced");
      bounced.only("who");
      events.add(
          new StoryEvent.Receipt(
              person(bounced, "who", roster), MailReceipt.Kind.NOT_DELIVERED, null));
    }
    if (step.has("receipt")) {
      YamlNode receipt = child(step, "receipt");
      receipt.only("who", "says", "code");
      events.add(
          new StoryEvent.Receipt(
              person(receipt, "who", roster),
              receipt.choice("says", MailReceipt.Kind.values(), MailReceipt.Kind.DELIVERED),
              receipt.optional("code")));
    }
    if (step.has("reply")) {
      events.add(reply(child(step, "reply")));
    }
    if (step.has("answer")) {
      events.add(answer(child(step, "answer")));
    }
    if (step.has("act")) {
      events.add(deed(child(step, "act")));
    }
    return events;
  }

  private static YamlNode child(YamlNode step, String key) {
    return Objects.requireNonNull(step.child(key));
  }

  private StoryEvent.Door door(YamlNode node) {
    node.only("who", "channel", "state");
    return new StoryEvent.Door(
        addressee(node, roster),
        node.choice("channel", Channel.values(), Channel.MAIL),
        node.choice("state", StoryEvent.Door.State.values(), StoryEvent.Door.State.UP));
  }

  private StoryEvent.Arrival arrival(YamlNode node) {
    node.only("file", "folder", "answer");
    String name = node.text("file");
    Content content = Content.of(new byte[0]);
    Path file = folder.resolve(name).normalize();
    if (!file.startsWith(folder.normalize())) {
      node.fault("file", "Le fichier est hors du dossier de l'histoire.", "Mettez-le à côté.");
    } else {
      try {
        content = Content.of(Files.readAllBytes(file));
      } catch (IOException e) {
        node.fault("file", "Le fichier n'existe pas.", "Mettez-le à côté de story.yaml.");
      }
    }
    if (!orders.containsAll(StoryTokens.names(content))) {
      node.fault(
          "file",
          "Le fichier attend le numéro d'une prescription qui n'est pas encore faite.",
          "Écrivez l'étape order avant, avec le même nom.");
    }
    return new StoryEvent.Arrival(
        content, node.optional("folder"), node.choice("answer", Acknowledgement.Kind.values()));
  }

  private StoryEvent.Ringing ringing(YamlNode node) {
    node.only("who", "state");
    return new StoryEvent.Ringing(
        person(node, "who", roster),
        node.choice(
            "state", StoryEvent.Ringing.State.values(), StoryEvent.Ringing.State.NO_ANSWER));
  }

  private StoryEvent.Reply reply(YamlNode node) {
    node.only("from", "line");
    String from = node.text("from");
    if (!from.isEmpty() && from.indexOf('@') < 0) {
      person(node, "from", roster);
    }
    return new StoryEvent.Reply(from, node.text("line"));
  }

  private StoryEvent.Answer answer(YamlNode node) {
    node.only("question", "on", "who", "choice", "practitioner", "refused");
    Integer on = node.number("on");
    Integer choice = node.number("choice");
    if (choice == null || choice < 1) {
      node.fault("choice", "On attend ici le rang d'une réponse.", "Écrivez 1 pour la première.");
    }
    WorkItem.Question question =
        node.choice("question", WorkItem.Question.values(), WorkItem.Question.REQUESTER_UNKNOWN);
    boolean names =
        question == WorkItem.Question.REQUESTER_UNKNOWN && choice != null && choice == 1;
    if (names && !node.has("practitioner") && !node.flag("refused")) {
      node.fault("practitioner", "Le prescripteur manque.", "Dites qui a prescrit.");
    }
    if (node.has("practitioner") && choice != null && !names) {
      node.fault(
          "practitioner",
          question == WorkItem.Question.REQUESTER_UNKNOWN
              ? "La réponse dit que le prescripteur est introuvable, et nomme un prescripteur."
              : "Cette question ne demande pas qui a prescrit.",
          "Retirez-le, ou changez choice.");
    }
    return new StoryEvent.Answer(
        question,
        on == null ? 1 : on,
        person(node, "who", roster),
        choice == null ? 1 : choice,
        node.has("practitioner") ? person(node, "practitioner", roster) : null,
        node.flag("refused"));
  }

  private StoryEvent.Deed deed(YamlNode node) {
    node.only("do", "who", "on", "to", "decision", "outcome", "note", "because", "refused");
    Act.Kind kind = node.choice("do", Act.Kind.values(), Act.Kind.OPEN);
    Integer on = node.number("on");
    ClinicalDecision decision = node.choice("decision", ClinicalDecision.values());
    ClinicalOutcome outcome = node.choice("outcome", ClinicalOutcome.values());
    goesWith(
        node,
        "decision",
        kind == Act.Kind.DECIDE,
        "La décision manque.",
        "Dites laquelle des six.");
    goesWith(
        node,
        "outcome",
        kind == Act.Kind.NOTE_OUTCOME,
        "L'issue manque.",
        "Dites ce qu'il est advenu du patient.");
    goesWith(
        node,
        "to",
        kind == Act.Kind.OFFER,
        "Le destinataire manque.",
        "Dites à qui le suivi est proposé.");
    boolean refuses = kind == Act.Kind.REFUSE || kind == Act.Kind.CANNOT;
    if (node.has("because") && !refuses) {
      node.fault(
          "because",
          "Ce champ ne va pas avec cet acte.",
          "Retirez-le ; il dit pourquoi on refuse.");
    }
    if (asksForNote(kind, decision, outcome) && !node.has("note") && !node.flag("refused")) {
      node.fault(
          "note", "La note manque.", "Écrivez ce qu'il écrit : cet acte ne se fait pas sans.");
    }
    return new StoryEvent.Deed(
        kind,
        person(node, "who", roster),
        on == null ? 1 : on,
        node.optional("to") == null ? null : person(node, "to", roster),
        decision,
        outcome,
        node.optional("note"),
        node.choice("because", RefusalReason.values()),
        node.flag("refused"));
  }

  private static void goesWith(
      YamlNode node, String key, boolean wanted, String cause, String cure) {
    if (wanted && node.optional(key) == null) {
      node.fault(key, cause, cure);
    }
    if (!wanted && node.has(key)) {
      node.fault(key, "Ce champ ne va pas avec cet acte.", "Retirez-le ou changez l'acte.");
    }
  }

  private static boolean asksForNote(
      Act.Kind kind, @Nullable ClinicalDecision decision, @Nullable ClinicalOutcome outcome) {
    return kind == Act.Kind.GIVE_UP
        || kind == Act.Kind.REOPEN
        || kind == Act.Kind.NOTE_CALL
        || decision == ClinicalDecision.ALREADY_DEALT_WITH
        || outcome == ClinicalOutcome.STOPPED_AFTER_ATTEMPTS;
  }

  /** Someone of the directory, the DMP, or the producer of a document. */
  static String addressee(YamlNode node, Roster roster) {
    String who = node.optional("who");
    return Delivery.DMP.equals(who) || Delivery.PRODUCER.equals(who)
        ? who
        : person(node, "who", roster);
  }

  static String person(YamlNode node, String key, Roster roster) {
    String id = node.text(key);
    if (roster.practitioner(id).isEmpty()) {
      node.fault(
          key, "Personne ne porte cet identifiant.", "Ajoutez-le à people.csv ou corrigez le nom.");
    }
    return id;
  }
}
