// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import fr.relais.core.model.Letter;
import fr.relais.core.model.Observation;
import fr.relais.core.model.Order;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportStatus;
import fr.relais.formats.french.FrenchDates;
import fr.relais.formats.french.LetterWords;
import fr.relais.formats.french.PatientWords;
import fr.relais.formats.french.ResultWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text for people, then the LAB part. What the format has no field for stands in the text. */
final class OutputBody {
  private final Letter letter;
  private final Report report;
  private final OutputText text;
  private final List<String> lines = new ArrayList<>();

  OutputBody(Letter letter, Report report, OutputText text) {
    this.letter = letter;
    this.report = report;
    this.text = text;
  }

  List<String> lines() {
    lines.add("");
    say(LetterWords.title(report));
    status();
    report.narrative().forEach(this::say);
    results();
    priors();
    beside();
    List<Observation> current = current(report);
    if (!current.isEmpty()) {
      lines.add(Marks.LAB);
      current.forEach(o -> lines.addAll(new OutputResult(o, text).lines()));
    }
    return lines;
  }

  /** Those that become RES lines. */
  static List<Observation> current(Report report) {
    return report.observations().stream().filter(o -> !o.prior()).toList();
  }

  private void status() {
    if (report.whole()) {
      say("ANNULE ET REMPLACE");
    }
    if (report.status() == ReportStatus.PRELIMINARY) {
      say("Compte rendu partiel.");
    }
    String status = LetterWords.status(report.status());
    if (!status.isEmpty()) {
      say(status);
    }
    if (!report.complete()) {
      say("Une partie de ce résultat n'est qu'en texte, en image ou en PDF.");
    }
  }

  /** The results in words, unless the laboratory's text already tells them all. */
  private void results() {
    String told = String.join("\n", report.narrative());
    for (Observation o : current(report)) {
      String value = o.value();
      if (value != null && !told.contains(value) && !told.contains(ResultWords.number(value))) {
        String bounds = ResultWords.bounds(o);
        say(
            ResultWords.name(o)
                + " : "
                + ResultWords.value(o)
                + (bounds.isEmpty() ? "" : " (" + bounds + ")")
                + (o.interpretation() == null ? "" : " " + o.interpretation().code()));
      }
    }
  }

  private void priors() {
    for (Observation o : ResultWords.priors(report.observations())) {
      String when = o.observedAt() == null ? "" : ", " + FrenchDates.moment(o.observedAt());
      say("Antériorité" + when + " : " + ResultWords.name(o) + " " + ResultWords.value(o));
    }
  }

  private void beside() {
    PatientIdentity patient = report.patient();
    say("Patient : " + PatientWords.fullName(patient) + ", " + PatientWords.traits(patient));
    if (report.specimenAt() != null) {
      say("Prélevé le " + FrenchDates.moment(report.specimenAt()));
    }
    requester();
    if (report.laboratoryCall() != null && !report.narrative().contains(report.laboratoryCall())) {
      say(report.laboratoryCall());
    }
    Order order = letter.order();
    if (report.requestPriority() != null) {
      say("Priorité de la demande : " + report.requestPriority().name());
    }
    if (order != null && order.instruction() != null) {
      say("Consigne du prescripteur : " + order.instruction());
    }
    say("Transmis par Relais, référence " + letter.followUp().reference() + ".");
  }

  private void requester() {
    Practitioner known = letter.requester();
    PractitionerReference said = report.requester();
    if (known != null) {
      say(
          "Prescripteur : "
              + known.title()
              + (known.rpps() == null ? "" : ", RPPS " + known.rpps()));
    } else if (said != null) {
      String name =
          Stream.of(said.family(), said.given())
              .filter(Objects::nonNull)
              .collect(Collectors.joining(" "));
      say(
          "Prescripteur : "
              + (name.isEmpty() ? "sans nom" : name)
              + (said.rpps() == null ? "" : ", RPPS " + said.rpps()));
    }
  }

  private void say(String line) {
    lines.addAll(text.wrapped(line));
  }
}
