// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.decide.Clock;
import fr.relais.core.decide.Masks;
import fr.relais.core.decide.Rights;
import fr.relais.core.decide.Versions;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.WorkItemState;
import fr.relais.flow.Cases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the page of one result from its case. */
final class Results {
  private static final Set<FollowUpEvent.Kind> GIVEN =
      EnumSet.of(
          FollowUpEvent.Kind.RECEIVED,
          FollowUpEvent.Kind.ATTRIBUTED,
          FollowUpEvent.Kind.TAKEN,
          FollowUpEvent.Kind.OFFER_ACCEPTED);

  private final Cases.Case found;
  private final String reader;
  private final Times times;
  private final FollowUp row;

  Results(Cases.Case found, String reader, Times times) {
    this.found = found;
    this.reader = reader;
    this.times = times;
    this.row = found.row();
  }

  ResultView view() {
    ReportVersion latest = found.latest();
    Versions.Current current = found.current();
    return new ResultView(
        row.reference(),
        Verb.path(row),
        UrgencyView.of(row.priority()),
        patient(),
        Lines.badges(current),
        row.state().french(),
        owner(),
        due(),
        times.past(row.deadline()),
        next(),
        why(),
        row.priority() == FollowUpPriority.CRITICAL && row.state().live()
            ? new Emergencies(found, reader, times).first()
            : null,
        readable() ? Lines.exam(latest, found.orders()) : "Contenu réservé",
        latest == null || !readable() ? List.of() : facts(latest),
        warnings(latest == null ? null : latest.report()),
        current == null ? List.of() : ValueView.of(current.observations()),
        Corrections.of(found),
        latest == null ? List.of() : latest.report().narrative(),
        new Papers(found, times).read(),
        new Papers(found, times).unread(),
        new Emergencies(found, reader, times).orders(),
        new Chronicle(found, times).events(),
        new Deliveries(found, times).sent(),
        questions(),
        buttons(),
        decisions());
  }

  PatientView patient() {
    return PatientView.of(Lines.identity(found.latest(), found.orders()), times.today());
  }

  private String owner() {
    Instant since = row.receivedAt();
    for (FollowUpEvent event : found.history()) {
      if (GIVEN.contains(event.kind())) {
        since = event.at();
      }
    }
    return found.name(row.owner())
        + (row.owner().equals(reader) ? " (vous)" : "")
        + " depuis "
        + times.of(since);
  }

  private String due() {
    Instant deadline = row.deadline();
    return !row.state().live() || deadline == null
        ? ""
        : Clock.of(row.state()).french()
            + " avant "
            + times.of(deadline)
            + " ("
            + times.left(deadline)
            + ")";
  }

  private String next() {
    Instant due = row.nextDue();
    if (due == null || !row.state().live()) {
      return "";
    }
    String offer =
        row.openOffer()
            .map(
                o ->
                    "Proposé à "
                        + found.name(o.to())
                        + ", réponse attendue avant "
                        + times.of(o.expiresAt())
                        + " ; sans réponse, la proposition tombe et "
                        + found.name(row.owner())
                        + ", toujours responsable, en est prévenu. ")
            .orElse("");
    boolean lapses = row.openOffer().filter(o -> !o.expiresAt().isAfter(due)).isPresent();
    return lapses
        ? offer.strip()
        : offer
            + "Sans rien avant "
            + times.of(due)
            + ", Relais prévient le responsable puis les médecins de garde et de recours.";
  }

  private List<String> why() {
    List<String> why = new ArrayList<>();
    for (FollowUpEvent event : found.history()) {
      boolean told = GIVEN.contains(event.kind()) || event.kind() == FollowUpEvent.Kind.OFFERED;
      if (told && Cases.automatic(event.actor())) {
        why.add(written(event.person() == null ? row.owner() : event.person(), event));
      } else if (event.kind() == FollowUpEvent.Kind.TAKEN
          || event.kind() == FollowUpEvent.Kind.OFFER_ACCEPTED) {
        why.add(found.name(event.actor()) + " l'a pris en charge " + times.of(event.at()) + ".");
      }
    }
    String basis = found.reading().basis();
    why.add("Vous le lisez à ce titre : " + basis + ".");
    return why;
  }

  /** A sentence that says « vous » is quoted to whoever is another. */
  private String written(String person, FollowUpEvent event) {
    String said = Chronicle.plain(event.reason());
    return person.equals(reader)
        ? said
        : "Écrit à " + found.name(person) + " : « " + said.replaceFirst("\\.$", "") + " »";
  }

  private List<String> facts(ReportVersion version) {
    Report report = version.report();
    List<String> facts = new ArrayList<>();
    String requester = WrittenRequester.of(report);
    if (!requester.isEmpty() && row.requester() == null) {
      facts.add(requester);
    }
    if (report.specimenAt() != null) {
      facts.add("Prélevé ou fait le " + Times.of(report.specimenAt()));
    }
    if (report.issuedAt() != null) {
      facts.add("Édité le " + Times.of(report.issuedAt()));
    }
    facts.add(status());
    facts.add(laboratory(report));
    facts.add("Reçu " + times.of(version.receivedAt()));
    return facts;
  }

  private String status() {
    Versions.Current current = found.current();
    return current == null
        ? ""
        : switch (current.status()) {
          case PRELIMINARY -> "Provisoire";
          case FINAL -> "Définitif";
          case AMENDED, CORRECTED -> "Corrigé par le laboratoire";
          case CANCELLED -> "Annulé par le laboratoire";
          case ENTERED_IN_ERROR -> "Retiré par le laboratoire (erreur)";
        };
  }

  static String laboratory(Report report) {
    String name = report.performer().name();
    return name == null ? "Laboratoire non nommé" : name;
  }

  private List<String> warnings(@Nullable Report report) {
    List<String> warnings = new ArrayList<>();
    Versions.Current current = found.current();
    if (current != null && current.tie()) {
      warnings.add("Deux versions se contredisent et aucune n'est plus récente : les deux valent.");
    }
    if (current != null && current.withdrawn()) {
      warnings.add("Le laboratoire a annulé ce résultat : ce qui suit ne vaut plus.");
    }
    if (report != null && !report.complete()) {
      warnings.add("Une partie du compte rendu n'est qu'en texte ou en document : lisez-les.");
    }
    found.versions().stream()
        .flatMap(version -> Masks.of(version.report().flags()).sentences().stream())
        .distinct()
        .forEach(warnings::add);
    if (!readable()) {
      warnings.add(
          "Seuls le prescripteur et le responsable lisent ce que dit ce résultat : "
              + "il est masqué, ou son patient reste à confirmer.");
    }
    warnings.addAll(new Chronicle(found, times).emergencies(reader));
    warnings.addAll(new Chronicle(found, times).notes());
    return warnings;
  }

  private boolean readable() {
    return found.reading().sees(Rights.Field.VALUES);
  }

  private List<LineView.Asked> questions() {
    return found.questions().stream()
        .filter(item -> item.state() == WorkItemState.OPEN)
        .map(
            item ->
                new LineView.Asked(
                    Verb.path(row) + "/question/" + item.id(),
                    row.reference(),
                    UrgencyView.of(row.priority()),
                    item.question().french(),
                    item.evidence(),
                    item.dueAt() == null ? "" : times.of(item.dueAt()),
                    times.past(item.dueAt())))
        .toList();
  }

  private List<LineView.Button> buttons() {
    List<LineView.Button> buttons = new ArrayList<>();
    for (Verb verb : Verb.values()) {
      boolean shown = verb != Verb.DECIDE && verb != Verb.OFFER && verb != Verb.SEEN;
      if (shown && verb.offered(row, reader, found.reading().view())) {
        buttons.add(button(verb));
      }
    }
    return buttons;
  }

  private LineView.Button button(Verb verb) {
    boolean atOnce =
        (verb == Verb.TAKE || verb == Verb.ACCEPT)
            && row.priority() != FollowUpPriority.CRITICAL
            && found.reading().view() == Rights.View.WHOLE;
    String path = Verb.path(row) + "/" + verb.word();
    return new LineView.Button(verb.label(), verb.label(), path, verb.key(), atOnce);
  }

  private List<LineView.Button> decisions() {
    List<LineView.Button> buttons = new ArrayList<>();
    if (Verb.DECIDE.offered(row, reader, found.reading().view())) {
      for (Choice choice : Choice.offered(row.priority())) {
        buttons.add(
            new LineView.Button(
                choice.label(),
                choice.label(),
                Verb.path(row) + "/decider?choix=" + choice.key(),
                choice.key(),
                false));
      }
    }
    if (Verb.OFFER.offered(row, reader, found.reading().view())) {
      buttons.add(button(Verb.OFFER));
    }
    return buttons;
  }
}
