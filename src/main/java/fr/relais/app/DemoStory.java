// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.WorkItem;
import fr.relais.sandbox.Browser;
import fr.relais.sandbox.Laboratory;
import fr.relais.sandbox.LaboratoryFolder;
import fr.relais.sandbox.PrescribingSoftware;
import fr.relais.sandbox.RingingGateway.Fate;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The story for which Relais exists, over real sockets: a volunteer ordered two exams and went
 * home; one result is critical, the other never comes.
 */
final class DemoStory {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String BOYER = "anne.boyer@sandbox.mssante.example";
  private static final String KELLER = "paul.keller@sandbox.mssante.example";
  private static final String PATIENT = "248028999900129";
  private static final String KELLER_PHONE = "0639980003";
  private static final Pattern TAKE_LINK = Pattern.compile("(/suivi/[2-9A-HJ-NP-Z]{4}/prendre)");

  private final Relais relais;
  private final Settings settings;
  private final DemoTimeline timeline;
  private final SandboxWorld world;

  DemoStory(Relais relais, Settings settings, DemoTimeline timeline) {
    this.relais = relais;
    this.settings = settings;
    this.timeline = timeline;
    this.world = relais.world().orElseThrow();
  }

  void play() throws IOException {
    List<String> numbers = prescribe();
    Instant resultDay = clock(Duration.ofDays(2));
    timeline.say("");
    timeline.say(
        "— Deux jours plus tard. Le Dr Paul KELLER (Doctolib Médecin) est de garde à Noyers.");
    DemoMessages messages = new DemoMessages(serial(resultDay), resultDay);
    try (Laboratory laboratory = new Laboratory("127.0.0.1", relais.mllpPort(), PATIENCE, 3)) {
      FollowUp critical = results(laboratory, messages, numbers.get(0), resultDay);
      escalate(critical);
      act(critical);
      timeline.say("");
      timeline.say(
          "— Le laboratoire corrige (document qui remplace le premier) : le suivi se rouvre.");
      clock(Duration.ofMinutes(40));
      send(laboratory, messages.carried(numbers.get(0), relais.clock().instant(), 2));
      timeline.until(critical.id(), row -> row.state() == FollowUpState.OPEN);
      Browser keller = browser("keller");
      keller.fill("/suivi/" + critical.reference() + "/prendre", Map.of());
      keller.fill("/suivi/" + critical.reference() + "/decider", Map.of("choix", "v", "note", ""));
      timeline.until(critical.id(), row -> row.state() == FollowUpState.CONCLUDED);
      shared(critical);
    }
    missing();
  }

  /** Noyers publishes: the laboratory's documents stand in the patient's DMP, as it made them. */
  private void shared(FollowUp critical) {
    timeline.say("");
    timeline.say(
        "— Le lieu publie au DMP (simulé) : les documents du laboratoire y sont, tels quels.");
    timeline.filed(critical.id());
    for (String line : new SharedListing(world.dmp()).lines(PATIENT)) {
      timeline.say("    " + line);
    }
  }

  private List<String> prescribe() throws IOException {
    Instant now = relais.clock().instant();
    timeline.say(
        "— Le Dr Anne BOYER, volontaire (Weda), consulte à Noyers. La patiente n'a pas de médecin");
    timeline.say(
        "  traitant. Elle prescrit un potassium et une radiographie du genou ; son logiciel les");
    timeline.say("  déclare à " + fhir() + " :");
    List<String> numbers =
        new PrescribingSoftware(fhir(), "sandbox-boyer")
            .prescribe(new DemoMessages(serial(now), now).prescription(now));
    if (numbers.size() != 2) {
      throw new CommandFailure("La prescription n'a pas reçu ses deux numéros.");
    }
    timeline.say("    numéros imprimés sur l'ordonnance : " + String.join(", ", numbers));
    timeline.say(
        "    consigne : « si K > 5,5 : arrêter la spironolactone, ECG... » ; puis elle rentre chez"
            + " elle.");
    return numbers;
  }

  private FollowUp results(Laboratory laboratory, DemoMessages messages, String number, Instant at)
      throws IOException {
    timeline.say("");
    timeline.say(
        "— Le laboratoire dépose le résultat en HPRIM : potassium 6,4 HH, numéro d'ordonnance"
            + " recopié.");
    Path folder = settings.get(SettingKeys.FOLDER_IN).toAbsolutePath().resolve("labo-serein");
    LaboratoryFolder.Receipt receipt =
        new LaboratoryFolder(folder, PATIENCE).drop("potassium.hpr", messages.hprim(number));
    timeline.say("    " + folder + " : " + receipt.verdict());
    FollowUp critical =
        relais.store().openFollowUps(100).stream()
            .filter(f -> f.priority() == FollowUpPriority.CRITICAL)
            .findFirst()
            .orElseThrow(() -> new CommandFailure("Le résultat critique n'a pas été confié."));
    timeline.until(critical.id(), row -> true);
    timeline.say("");
    timeline.say(
        "— Il l'envoie aussi comme document CDA dans un ORU par MLLP (127.0.0.1:"
            + relais.mllpPort()
            + ") :");
    send(laboratory, messages.carried(number, at, 1));
    FollowUp same = timeline.until(critical.id(), row -> row.seq() > critical.seq());
    long open =
        relais.store().openFollowUps(100).stream()
            .filter(f -> f.priority() == FollowUpPriority.CRITICAL)
            .count();
    long calls = world.gateway().calls().size();
    timeline.say("    un seul suivi (" + open + "), une seule alarme (" + calls + " appel).");
    return same;
  }

  private void send(Laboratory laboratory, byte[] message) throws IOException {
    byte[] answer = laboratory.send(message).answer();
    String msa =
        Arrays.stream(new String(answer, StandardCharsets.UTF_8).split("\r"))
            .filter(segment -> segment.startsWith("MSA"))
            .findFirst()
            .orElse("sans MSA");
    timeline.say("    acquitté après l'enregistrement : " + msa);
  }

  /**
   * Nobody answers: the duty doctor's phone rings, he presses a key, which takes charge of nothing.
   */
  private void escalate(FollowUp critical) throws IOException {
    world.gateway().fate(KELLER_PHONE, Fate.KEY_PRESSED);
    timeline.say("");
    timeline.say(
        "— Le Dr BOYER ne réagit pas : ni son courriel, ni son téléphone. Quinze minutes passent.");
    clock(Duration.ofMinutes(15));
    timeline.until(critical.id(), row -> row.rung() >= 1);
    timeline.until(critical.id(), row -> row.state() == FollowUpState.OPENED);
    timeline.say("    il a appuyé sur une touche : « ouvert », jamais « pris en charge ».");
  }

  private void act(FollowUp critical) throws IOException {
    String link = take(world.mail().received(KELLER));
    timeline.say("");
    timeline.say("— Il ouvre le lien du courriel : " + home() + link);
    Browser keller = browser("keller");
    keller.fill(link, Map.of("motif", "de garde, appelé par Relais"));
    keller.fill(link, Map.of());
    timeline.until(critical.id(), row -> row.state() == FollowUpState.TAKEN);
    String base = "/suivi/" + critical.reference();
    keller.fill(
        base + "/decider",
        Map.of("choix", "u", "note", "SAMU appelé à l'instant, envoi aux urgences d'Auxerre"));
    timeline.until(critical.id(), row -> row.state() == FollowUpState.IN_PROGRESS);
    keller.fill(base + "/joindre-patient", Map.of("issue", "echec", "note", ""));
    timeline.until(critical.id(), row -> row.failedAttempts() == 1);
    keller.fill(
        base + "/joindre-patient", Map.of("issue", "joint", "note", "jointe, part aux urgences"));
    timeline.until(critical.id(), row -> row.state() == FollowUpState.CONCLUDED);
    timeline.say(
        "    le Dr BOYER a reçu "
            + world.mail().received(BOYER).size()
            + " courriels : elle voit ce que son résultat est devenu.");
  }

  /** The radiograph never comes. */
  private void missing() {
    timeline.say("");
    timeline.say("— La radiographie n'arrive pas. Le délai prévu passe.");
    clock(Duration.ofDays(14));
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      for (WorkItem item : relais.store().openWorkItems(100)) {
        if (item.question() == WorkItem.Question.RESULT_MISSING) {
          timeline.until(item.followUp(), row -> true);
          timeline.say("    question au prescripteur : « " + item.evidence() + " »");
          return;
        }
      }
      DemoTimeline.pause();
    }
    throw new CommandFailure("Le résultat manquant n'a pas été signalé.");
  }

  private static String take(List<byte[]> mails) {
    for (int i = mails.size() - 1; i >= 0; i--) {
      String raw = new String(mails.get(i), StandardCharsets.UTF_8).replace("=\r\n", "");
      Matcher link = TAKE_LINK.matcher(raw);
      if (link.find()) {
        return link.group(1);
      }
    }
    throw new CommandFailure("Aucun courriel ne porte le lien attendu.");
  }

  private Browser browser(String person) throws IOException {
    return new Browser(home(), person);
  }

  private URI home() {
    return URI.create("http://localhost:" + relais.httpPort());
  }

  private URI fhir() {
    return URI.create(home() + "/fhir");
  }

  private Instant clock(Duration by) {
    relais.sandboxClock().orElseThrow().advance(by);
    return relais.clock().instant();
  }

  private static String serial(Instant at) {
    return String.valueOf(at.getEpochSecond());
  }
}
