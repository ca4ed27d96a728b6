// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.pdf;

import fr.relais.core.model.Delivery;
import fr.relais.core.model.Filing;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Observation;
import fr.relais.core.model.Order;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Phone;
import fr.relais.core.model.PostalAddress;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Publication.Submitter;
import fr.relais.core.model.Report;
import fr.relais.formats.french.FrenchDates;
import fr.relais.formats.french.LetterWords;
import fr.relais.formats.french.PatientWords;
import fr.relais.formats.french.Plain;
import fr.relais.formats.french.ResultWords;
import fr.relais.formats.pdf.Block.Heading;
import fr.relais.formats.pdf.Block.Paragraph;
import fr.relais.formats.pdf.Block.Row;
import fr.relais.formats.pdf.Block.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the page says, in its order: how pressing, who the patient is, why this doctor, before when,
 * the prescriber's instruction, where it comes from, results with the most pressing first, earlier
 * results apart, the laboratory's text.
 */
final class ResultPage {
  private static final double SIZE = 9.5;
  private static final double SMALL = 8;

  /** As many results as one sees at a glance. */
  private static final int SHORT = 15;

  private final Letter letter;
  private final Report report;
  private final List<Block> blocks = new ArrayList<>();

  ResultPage(Letter letter, Report report) {
    this.letter = letter;
    this.report = report;
    if (letter.delivery().kind() == Delivery.Kind.VISIT_REPORT) {
      blocks.add(new Heading(1, LetterWords.title(report)));
      patient();
      say("Écrit par " + letter.owner().title() + ", qui a vu le patient.");
      say("Copie : rien ne vous est demandé.");
      narrative();
      return;
    }
    Filing filing = letter.filing();
    if (filing != null && filing.author() != null) {
      shared(filing.author());
      return;
    }
    heading();
    patient();
    task();
    instruction();
    origin();
    results();
    priors();
    narrative();
  }

  List<Block> blocks() {
    return List.copyOf(blocks);
  }

  /** For the DMP: what it is, whose, who filed it, the result; nothing that asks for an act. */
  private void shared(Submitter doctor) {
    blocks.add(new Heading(1, "Copie d'un résultat reçu · " + LetterWords.title(report)));
    strong(LetterWords.status(report.status()));
    strong(PatientWords.fullName(report.patient()));
    say(PatientWords.traits(report.patient()));
    say(
        "Copie déposée par le Dr "
            + (doctor.given() + " " + doctor.family()).strip()
            + ", qui a pris en charge ce résultat ; l'original du laboratoire fait foi.");
    origin();
    results();
    priors();
    narrative();
  }

  private void heading() {
    blocks.add(
        new Heading(
            1,
            LetterWords.priority(letter.followUp().priority())
                + " · "
                + LetterWords.title(report)));
    strong(LetterWords.status(report.status()));
    boolean withdrawn = report.status().withdraws();
    if (report.whole() && !withdrawn) {
      strong("Le laboratoire annule et remplace sa version précédente.");
    }
    if (letter.corrects() && !withdrawn) {
      strong("Remplace ce que vous aviez reçu pour ce patient.");
    }
  }

  private void patient() {
    PatientIdentity patient = report.patient();
    strong(PatientWords.fullName(patient));
    say(PatientWords.traits(patient));
    Order order = letter.order();
    List<Phone> phones = order == null ? List.of() : order.phones();
    List<String> ways =
        phones.isEmpty()
            ? patient.phones()
            : phones.stream().map(p -> p.number() + " (" + p.whose() + ")").toList();
    String address = order != null && order.address() != null ? order.address() : patient.address();
    say(
        "Joindre le patient : ",
        String.join(
            " ; ",
            Stream.concat(ways.stream(), Stream.ofNullable(address).map(PostalAddress::french))
                .toList()));
  }

  private void task() {
    say("Pourquoi vous : ", letter.why());
    say(
        "Responsable : ",
        letter.owner().title() + " · prise en charge attendue " + LetterWords.deadline(letter));
    if (letter.followUp().priority() == FollowUpPriority.CRITICAL) {
      say(
          "Si vous ne joignez pas le patient : appelez le 15 avec cette fiche (identité, téléphone,"
              + " adresse, valeurs, consigne).");
    }
    say("Appel du laboratoire : ", report.laboratoryCall());
  }

  private void instruction() {
    Order order = letter.order();
    if (order == null) {
      return;
    }
    if (order.instruction() != null && !order.instruction().isBlank()) {
      strong("Consigne du prescripteur : " + order.instruction());
    }
    say("Motif de la demande : ", order.reason());
  }

  private void origin() {
    Practitioner requester = letter.requester();
    Order order = letter.order();
    List<String> said = new ArrayList<>();
    said.add("Prescrit par " + (requester == null ? said() : requester.title()));
    if (order != null) {
      said.add("demandé le " + FrenchDates.moment(order.orderedAt()));
    }
    if (letter.site() != null) {
      said.add(letter.site().name());
    }
    say(String.join(" · ", said));
    List<String> made = new ArrayList<>();
    String name = report.performer().name();
    made.add("Laboratoire ou centre : " + (name == null ? "non précisé" : name));
    if (report.specimenAt() != null) {
      made.add("prélevé le " + FrenchDates.moment(report.specimenAt()));
    }
    if (report.issuedAt() != null) {
      made.add("rendu le " + FrenchDates.moment(report.issuedAt()));
    }
    if (report.fileNumber() != null) {
      made.add("dossier " + report.fileNumber());
    }
    say(String.join(" · ", made));
  }

  /** Who the message says asked, as long as nobody knows who that is. */
  private String said() {
    PractitionerReference named = report.requester();
    String name =
        named == null
            ? ""
            : Stream.of(named.family(), named.given())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    return "un prescripteur inconnu" + (name.isEmpty() ? "" : " (le message dit : " + name + ")");
  }

  private void results() {
    List<Observation> current = ResultWords.byUrgency(report.observations());
    blocks.add(new Heading(2, current.isEmpty() ? "Résultat en texte" : "Résultats"));
    if (current.isEmpty() || !report.complete()) {
      strong(
          "Une partie au moins de ce résultat n'est qu'en texte libre, en image ou en PDF : lisez"
              + " le document d'origine, rien ici ne dit qu'il est normal.");
    }
    if (current.isEmpty()) {
      return;
    }
    howMany(current);
    List<Row> rows = new ArrayList<>();
    for (Observation o : current) {
      String flag = ResultWords.flag(o);
      List<String> said =
          Stream.of(ResultWords.status(o.status()), flag, comment(o))
              .filter(t -> !t.isEmpty())
              .toList();
      boolean pressing = o.interpretation() != null && o.interpretation().abnormal();
      rows.add(
          row(
              List.of(
                  ResultWords.name(o),
                  ResultWords.value(o),
                  ResultWords.bounds(o),
                  String.join(" ; ", said)),
              pressing));
    }
    blocks.add(
        new Table(
            List.of("Examen", "Résultat", "Références du laboratoire", "Appréciation"),
            List.of(0.34, 0.22, 0.18, 0.26),
            rows));
  }

  /** Of a long table: how many stand first because they press, and how many come after. */
  private void howMany(List<Observation> current) {
    long pressing = current.stream().filter(ResultWords::pressing).count();
    if (current.size() > SHORT) {
      say(
          (pressing == 0 ? "Aucun résultat signalé anormal" : pressing + " à regarder d'abord")
              + " ; "
              + (current.size() - pressing)
              + (pressing == 0 ? "" : " autres")
              + " suivent, "
              + current.size()
              + " en tout.");
    }
  }

  private void priors() {
    List<Observation> priors = ResultWords.priors(report.observations());
    if (priors.isEmpty()) {
      return;
    }
    blocks.add(new Heading(2, "Antériorités"));
    List<Row> rows = new ArrayList<>();
    for (Observation o : priors) {
      String when = o.observedAt() == null ? "sans date" : FrenchDates.moment(o.observedAt());
      rows.add(row(List.of(ResultWords.name(o), ResultWords.value(o), when, comment(o)), false));
    }
    blocks.add(
        new Table(
            List.of("Examen", "Résultat antérieur", "Date", "Commentaire"),
            List.of(0.34, 0.22, 0.18, 0.26),
            rows));
  }

  private void narrative() {
    List<String> lines =
        report.narrative().stream().map(Plain::line).filter(l -> !l.isEmpty()).toList();
    if (lines.isEmpty()) {
      return;
    }
    blocks.add(new Heading(2, "Texte du compte rendu"));
    lines.forEach(line -> blocks.add(new Paragraph(line, false, SMALL)));
  }

  private static String comment(Observation o) {
    return o.comment() == null ? "" : Plain.line(o.comment());
  }

  private static Row row(List<String> cells, boolean bold) {
    return new Row(cells.stream().map(Plain::line).toList(), bold);
  }

  private void strong(String text) {
    if (!text.isEmpty()) {
      blocks.add(new Paragraph(Plain.line(text), true, SIZE));
    }
  }

  private void say(String text) {
    blocks.add(new Paragraph(Plain.line(text), false, SIZE));
  }

  private void say(String what, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      say(what + text);
    }
  }
}
