// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.decide.Clock;
import fr.relais.core.decide.Rights;
import fr.relais.core.decide.Versions;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Handover;
import fr.relais.core.model.Observation;
import fr.relais.core.model.Order;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import fr.relais.flow.Cases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the lines of a list from what a person may see. */
final class Lines {
  private final String reader;
  private final Roster roster;
  private final Times times;

  Lines(String reader, Roster roster, Times times) {
    this.reader = reader;
    this.roster = roster;
    this.times = times;
  }

  /** Most pressing first, then the nearest deadline. */
  static final Comparator<Cases.Line> ORDER =
      Comparator.<Cases.Line, FollowUpPriority>comparing(line -> line.row().priority())
          .thenComparing(
              line -> line.row().deadline(), Comparator.nullsLast(Comparator.naturalOrder()));

  /** Whether the line belongs to this list of the reader. */
  boolean in(Tab tab, Cases.Line line) {
    FollowUp row = line.row();
    boolean mine = row.owner().equals(reader);
    boolean offered = offeredToReader(row);
    boolean emergency =
        line.reading().view() == Rights.View.EMERGENCY
            || line.reading().relation() == Rights.Relation.COVERING;
    boolean ordered =
        reader.equals(row.requester()) || line.reading().view() == Rights.View.HANDED_ELSEWHERE;
    return switch (tab) {
      case TO_DO -> mine || offered || emergency;
      case OFFERED -> mine && row.openOffer().isPresent();
      case ORDERED -> ordered && !mine && !offered;
      case COPIES -> !mine && !offered && !emergency && !ordered;
      case QUESTIONS, AWAITED -> false;
    };
  }

  boolean offeredToReader(FollowUp row) {
    return row.openOffer().map(Handover::to).filter(reader::equals).isPresent();
  }

  LineView of(Cases.Line line) {
    FollowUp row = line.row();
    Instant deadline = row.deadline();
    Observation marking = marking(line.current());
    Versions.Current current = line.current();
    return new LineView(
        row.reference(),
        Verb.path(row),
        UrgencyView.of(row.priority()),
        badges(line, marking),
        row.state().french(),
        patient(line),
        line.reading().sees(Rights.Field.EXAM_NAME)
            ? exam(line.latest(), line.orders())
            : "Contenu réservé",
        marking == null || current == null ? null : ValueView.of(marking, current.observations()),
        row.requester() == null ? "Prescripteur inconnu" : name(row.requester()),
        deadline == null ? "" : times.of(deadline),
        deadline == null ? "" : times.left(deadline),
        times.past(deadline),
        row.state().live() ? Clock.of(row.state()).french() : "",
        why(line),
        buttons(line));
  }

  private PatientView patient(Cases.Line line) {
    return switch (line.reading().view()) {
      case WHOLE, TRAITS, OFFICE ->
          PatientView.of(identity(line.latest(), line.orders()), times.today());
      case EMERGENCY ->
          new PatientView(
              "Résultat " + line.row().reference(), "Accès d'urgence : dites pourquoi", "");
      case HANDED_ELSEWHERE, HEADERS, APPOINTMENT, NOTHING ->
          new PatientView("Résultat " + line.row().reference(), "", "");
    };
  }

  static @Nullable PatientIdentity identity(@Nullable ReportVersion latest, List<Order> orders) {
    if (latest != null) {
      return latest.report().patient();
    }
    return orders.isEmpty() ? null : orders.get(0).patient();
  }

  static String exam(@Nullable ReportVersion latest, List<Order> orders) {
    Report report = latest == null ? null : latest.report();
    if (report != null && report.title() != null) {
      return report.title();
    }
    if (!orders.isEmpty()) {
      return orders.get(0).label();
    }
    return report == null ? "" : kind(report.kind());
  }

  static String kind(ReportKind kind) {
    return switch (kind) {
      case BIOLOGY -> "Biologie";
      case IMAGING -> "Imagerie";
      case LETTER -> "Courrier";
      case SUMMARY -> "Synthèse";
      case ORDER -> "Prescription";
      case ACKNOWLEDGEMENT -> "Accusé de réception";
      case WITHDRAWAL -> "Annulation";
      case OTHER -> "Document";
    };
  }

  /** The most alarming value; null when there is none. */
  static @Nullable Observation marking(Versions.@Nullable Current current) {
    return current == null
        ? null
        : current.observations().stream()
            .filter(o -> !o.prior())
            .min(Comparator.comparingInt(ValueView::rank))
            .orElse(null);
  }

  private List<String> badges(Cases.Line line, @Nullable Observation marking) {
    List<String> badges = new ArrayList<>();
    if (line.row().state() == FollowUpState.OPEN) {
      badges.add("Nouveau");
    }
    if (times.past(line.row().deadline())) {
      badges.add("En retard");
    }
    badges.addAll(badges(line.current()));
    if (marking != null && ValueView.computed(marking)) {
      badges.add("Calculé");
    }
    return badges;
  }

  /** What is said of the result itself. */
  static List<String> badges(Versions.@Nullable Current current) {
    List<String> badges = new ArrayList<>();
    if (current != null) {
      if (current.observations().stream().anyMatch(ValueView::awaited)) {
        badges.add("Partiel");
      }
      if (current.status() == ReportStatus.PRELIMINARY) {
        badges.add("Provisoire");
      }
      if (current.status() == ReportStatus.CORRECTED || current.status() == ReportStatus.AMENDED) {
        badges.add("Corrigé");
      }
    }
    return badges;
  }

  private String why(Cases.Line line) {
    FollowUp row = line.row();
    if (line.reading().view() == Rights.View.HANDED_ELSEWHERE) {
      return "Remis à un autre médecin à la demande du patient.";
    }
    if (row.owner().equals(reader)) {
      String waiting =
          row.openOffer().map(o -> " Proposé à " + name(o.to()) + ", sans réponse.").orElse("");
      return (reader.equals(row.requester()) ? "Vous l'avez prescrit." : "Il vous est confié.")
          + waiting;
    }
    if (offeredToReader(row)) {
      return name(row.owner()) + " vous le propose.";
    }
    if (line.reading().relation() == Rights.Relation.COVERING) {
      return "Vous êtes de garde, référent ou d'astreinte ; " + name(row.owner()) + " en répond.";
    }
    return reader.equals(row.requester())
        ? "Vous l'avez prescrit ; " + name(row.owner()) + " en répond."
        : "Pour information ; " + name(row.owner()) + " en répond.";
  }

  private List<LineView.Button> buttons(Cases.Line line) {
    FollowUp row = line.row();
    String whose =
        line.reading().view() == Rights.View.WHOLE
            ? patient(line).name()
            : "la référence " + row.reference();
    List<LineView.Button> buttons = new ArrayList<>();
    for (Verb verb : List.of(Verb.ACCEPT, Verb.TAKE)) {
      if (buttons.isEmpty() && verb.offered(row, reader, line.reading().view())) {
        boolean atOnce =
            row.priority() != FollowUpPriority.CRITICAL
                && line.reading().view() == Rights.View.WHOLE;
        buttons.add(
            new LineView.Button(
                verb.label(),
                verb.label() + " : " + whose,
                verb.path(row.reference()),
                verb.key(),
                atOnce));
      }
    }
    return buttons;
  }

  /**
   * The questions of these lines that the reader may answer, by due time.
   *
   * @param left concluded, and something of them is still asked of him
   */
  List<LineView.Asked> questions(List<Cases.Line> open, List<Cases.Line> left) {
    return Stream.concat(
            open.stream().filter(line -> line.row().owner().equals(reader)), left.stream())
        .flatMap(
            line ->
                line.questions().stream()
                    .map(
                        item ->
                            new LineView.Asked(
                                Verb.path(line.row()) + "/question/" + item.id(),
                                line.row().reference(),
                                UrgencyView.of(line.row().priority()),
                                item.question().french(),
                                item.evidence(),
                                item.dueAt() == null ? "" : times.of(item.dueAt()),
                                times.past(item.dueAt()))))
        .toList();
  }

  LineView.Awaited awaited(Order order) {
    return new LineView.Awaited(
        PatientView.of(order.patient(), times.today()),
        order.label(),
        order.number(),
        Times.day(order.orderedAt()),
        Times.day(order.expectedBy()),
        times.past(order.expectedBy()));
  }

  private String name(@Nullable String id) {
    return Optional.ofNullable(id)
        .flatMap(roster::practitioner)
        .map(Practitioner::title)
        .orElse("un confrère");
  }
}
