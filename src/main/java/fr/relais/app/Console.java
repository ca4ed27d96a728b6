// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.decide.Act;
import fr.relais.core.decide.Acts;
import fr.relais.core.decide.Clock;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.ClinicalOutcome;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.FollowUps;
import fr.relais.flow.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The console of the sandbox: one line in, French text out. It shows who, when and what next; never
 * what a result says.
 */
final class Console {
  private static final int LISTED_MAX = 50;

  private static final String HELP =
      """
      liste                              suivis ouverts, les plus pressants d'abord
      questions                          questions en attente
      histoire REF                       tout ce qui est arrivé à un suivi, au DMP, et les accusés
      qui                                médecins connus
      ouvre REF QUI                      ouvrir
      prends REF QUI                     prendre en charge
      décide REF QUI DÉCISION [NOTE]     décisions : vu, déjà, informer, convoquer, téléconsultation, urgences
      échec REF QUI [NOTE]               noter un appel sans réponse
      issue REF QUI ISSUE [NOTE]         issues : joint, vu, admis, arrêt
      rends REF QUI NOTE                 rendre le résultat
      transmets REF QUI À [NOTE]         proposer à un confrère
      accepte REF QUI / refuse REF QUI   répondre à une proposition
      annulation REF QUI                 voir une annulation du laboratoire
      rouvre REF QUI NOTE                rouvrir
      avance 15min | 2h | 1j             avancer l'horloge
      aide                               ce texte
      """;

  private final Store store;
  private final FollowUps followUps;
  private final InstantSource clock;
  private final @Nullable SandboxClock sandbox;
  private final List<ConsoleWords> around;
  private final ConsoleHistory history;

  /**
   * @param around words about what stands around the sandbox
   */
  Console(
      Store store,
      FollowUps followUps,
      InstantSource clock,
      @Nullable SandboxClock sandbox,
      List<ConsoleWords> around) {
    this.store = store;
    this.followUps = followUps;
    this.clock = clock;
    this.sandbox = sandbox;
    this.around = List.copyOf(around);
    this.history = new ConsoleHistory(store, this::name);
  }

  /** The answer to one line; never throws on what is typed. */
  String answer(String line) {
    List<String> words = Arrays.asList(line.strip().split("\\s+", 5));
    String verb = plain(words.get(0));
    return switch (verb) {
      case "" -> "";
      case "aide", "?" -> help();
      case "liste" -> list();
      case "questions" -> questions();
      case "qui" -> people();
      case "histoire" -> words.size() < 2 ? "Quelle référence ?\n" : history(words.get(1));
      case "avance" -> words.size() < 2 ? "De combien ?\n" : advance(words.get(1));
      default -> {
        String rest = line.strip().substring(words.get(0).length()).strip();
        yield around.stream()
            .flatMap(each -> each.answer(verb, rest).stream())
            .findFirst()
            .orElseGet(() -> act(verb, words));
      }
    };
  }

  private String help() {
    return around.stream().map(ConsoleWords::help).collect(Collectors.joining("", HELP, ""));
  }

  /** In lower case, without accents. */
  static String plain(String word) {
    return java.text.Normalizer.normalize(
            word.toLowerCase(Locale.ROOT), java.text.Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "");
  }

  private String list() {
    List<FollowUp> open = store.openFollowUps(LISTED_MAX);
    return open.isEmpty()
        ? "Aucun résultat à traiter.\n"
        : open.stream().map(this::line).collect(Collectors.joining("\n", "", "\n"));
  }

  /** One follow-up in one line: state, owner, deadline, next step. */
  String line(FollowUp row) {
    StringBuilder line = new StringBuilder();
    line.append(row.reference())
        .append("  ")
        .append(row.priority().french())
        .append(" · ")
        .append(row.state().french())
        .append(" · ")
        .append(name(row.owner()));
    if (row.state() != FollowUpState.CONCLUDED) {
      line.append(" · ")
          .append(Clock.of(row.state()).french())
          .append(" avant ")
          .append(StoryTime.show(Objects.requireNonNull(row.deadline())))
          .append(" · échelon ")
          .append(row.rung() + 1)
          .append(" à ")
          .append(StoryTime.show(Objects.requireNonNull(row.nextDue())));
    }
    row.openOffer().ifPresent(o -> line.append(" · proposé à ").append(name(o.to())));
    return line.toString();
  }

  String name(String practitioner) {
    return store.roster().practitioner(practitioner).map(Practitioner::title).orElse(practitioner);
  }

  private String questions() {
    List<WorkItem> open = store.openWorkItems(LISTED_MAX);
    return open.isEmpty()
        ? "Aucune question en attente.\n"
        : open.stream()
            .map(
                w ->
                    store
                            .inTransaction(tx -> tx.followUp(w.followUp()))
                            .map(FollowUp::reference)
                            .orElse("?")
                        + "  "
                        + w.question().french()
                        + " · "
                        + name(w.owner())
                        + " · avant "
                        + StoryTime.show(Objects.requireNonNull(w.dueAt())))
            .collect(Collectors.joining("\n", "", "\n"));
  }

  private String people() {
    return store.roster().practitioners().stream()
        .map(p -> p.id() + "  " + p.title())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private String history(String reference) {
    Optional<FollowUp> row = store.inTransaction(tx -> tx.byReference(reference));
    return row.map(f -> line(f) + "\n" + history.of(f))
        .orElse("Aucun suivi ne porte cette référence.\n");
  }

  String event(FollowUpEvent event) {
    return history.event(event);
  }

  private String advance(String by) {
    if (sandbox == null) {
      return "L'horloge ne s'avance que dans le bac à sable.\n";
    }
    var parts = java.util.regex.Pattern.compile("(\\d{1,4})(s|min|h|j)").matcher(by);
    if (!parts.matches()) {
      return "Écrivez par exemple : avance 15min\n";
    }
    long count = Long.parseLong(parts.group(1));
    Duration step =
        switch (parts.group(2)) {
          case "s" -> Duration.ofSeconds(count);
          case "min" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        };
    return "Il est " + StoryTime.show(sandbox.advance(step)) + ".\n";
  }

  private String act(String verb, List<String> words) {
    Act.Kind kind = kind(verb);
    if (kind == null) {
      return "Commande inconnue. Tapez « aide ».\n";
    }
    if (words.size() < 3) {
      return "Il faut une référence et un médecin. Tapez « aide ».\n";
    }
    String third = words.size() > 3 ? words.get(3) : null;
    boolean chooses =
        kind == Act.Kind.DECIDE || kind == Act.Kind.NOTE_OUTCOME || kind == Act.Kind.OFFER;
    String note = chooses ? (words.size() > 4 ? words.get(4) : null) : rest(words);
    Act act =
        new Act(
            kind,
            words.get(2),
            clock.instant(),
            kind == Act.Kind.OFFER ? third : null,
            kind == Act.Kind.DECIDE && third != null ? decision(plain(third)) : null,
            kind == Act.Kind.NOTE_OUTCOME && third != null ? outcome(plain(third)) : null,
            note,
            null);
    return followUps.act(words.get(1).toUpperCase(Locale.ROOT), act)
            instanceof Acts.Result.Refused refused
        ? refused.reason() + "\n"
        : done(words.get(1).toUpperCase(Locale.ROOT));
  }

  private String done(String reference) {
    return store
        .inTransaction(tx -> tx.byReference(reference))
        .map(row -> line(row) + "\n")
        .orElse("Fait.\n");
  }

  private static @Nullable String rest(List<String> words) {
    return words.size() > 3 ? String.join(" ", words.subList(3, words.size())) : null;
  }

  private static Act.@Nullable Kind kind(String verb) {
    return switch (verb) {
      case "ouvre" -> Act.Kind.OPEN;
      case "prends" -> Act.Kind.TAKE;
      case "rends" -> Act.Kind.GIVE_UP;
      case "decide" -> Act.Kind.DECIDE;
      case "echec" -> Act.Kind.ATTEMPT_FAILED;
      case "issue" -> Act.Kind.NOTE_OUTCOME;
      case "annulation" -> Act.Kind.SEE_WITHDRAWAL;
      case "rouvre" -> Act.Kind.REOPEN;
      case "transmets" -> Act.Kind.OFFER;
      case "accepte" -> Act.Kind.ACCEPT;
      case "refuse" -> Act.Kind.REFUSE;
      default -> null;
    };
  }

  private static @Nullable ClinicalDecision decision(String word) {
    return switch (word) {
      case "vu" -> ClinicalDecision.SEEN_NOTHING_TO_DO;
      case "deja" -> ClinicalDecision.ALREADY_DEALT_WITH;
      case "informer" -> ClinicalDecision.INFORM_PATIENT;
      case "convoquer" -> ClinicalDecision.CALL_IN;
      case "teleconsultation" -> ClinicalDecision.TELECONSULTATION;
      case "urgences" -> ClinicalDecision.SENT_TO_EMERGENCY_CARE;
      default -> null;
    };
  }

  private static @Nullable ClinicalOutcome outcome(String word) {
    return switch (word) {
      case "joint" -> ClinicalOutcome.PATIENT_REACHED;
      case "vu" -> ClinicalOutcome.PATIENT_SEEN;
      case "admis" -> ClinicalOutcome.PATIENT_ADMITTED;
      case "arret" -> ClinicalOutcome.STOPPED_AFTER_ATTEMPTS;
      default -> null;
    };
  }
}
