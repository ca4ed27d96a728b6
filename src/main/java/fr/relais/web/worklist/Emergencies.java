// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.GeneralPractitionerLink;
import fr.relais.core.model.Observation;
import fr.relais.core.model.Order;
import fr.relais.core.model.PatientChoices;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Phone;
import fr.relais.core.model.PostalAddress;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportVersion;
import fr.relais.flow.Cases;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the orders and the report say about reaching the patient. */
final class Emergencies {
  private final Cases.Case found;
  private final String reader;
  private final Times times;

  Emergencies(Cases.Case found, String reader, Times times) {
    this.found = found;
    this.reader = reader;
    this.times = times;
  }

  ResultView.Urgent first() {
    ReportVersion latest = found.latest();
    Report report = latest == null ? null : latest.report();
    return new ResultView.Urgent(
        phones(),
        address(),
        instructions(),
        report == null ? "" : Results.laboratory(report),
        calls(report),
        sheet(report));
  }

  List<ResultView.Number> phones() {
    List<ResultView.Number> numbers = new ArrayList<>();
    for (Order order : found.orders()) {
      for (Phone phone : order.phones()) {
        add(numbers, phone.number(), phone.whose());
      }
    }
    for (ReportVersion version : found.versions()) {
      for (String number : version.report().patient().phones()) {
        add(numbers, number, "donné par le laboratoire");
      }
    }
    return numbers;
  }

  private static void add(List<ResultView.Number> numbers, String text, String whose) {
    String digits = text.replaceAll("[ .-]", "");
    boolean dials = digits.matches("\\+?[0-9]{2,15}");
    String spaced = digits.matches("0[0-9]{9}") ? digits.replaceAll("(..)(?!$)", "$1 ") : text;
    if (numbers.stream().noneMatch(n -> n.text().equals(spaced))) {
      numbers.add(new ResultView.Number(spaced, dials ? "tel:" + digits : "", whose));
    }
  }

  String address() {
    for (Order order : found.orders()) {
      if (order.address() != null) {
        return PostalAddress.french(order.address());
      }
    }
    PatientIdentity patient = Lines.identity(found.latest(), found.orders());
    return patient == null || patient.address() == null
        ? ""
        : PostalAddress.french(patient.address());
  }

  List<String> instructions() {
    return found.orders().stream()
        .map(order -> Objects.requireNonNullElse(order.instruction(), ""))
        .filter(text -> !text.isBlank())
        .distinct()
        .toList();
  }

  private List<String> calls(@Nullable Report report) {
    List<String> calls = new ArrayList<>();
    if (report != null && report.laboratoryCall() != null) {
      calls.add("Le laboratoire écrit : " + report.laboratoryCall());
    }
    for (FollowUpEvent event : found.history()) {
      if (event.kind() == FollowUpEvent.Kind.CALL_NOTED) {
        calls.add(
            times.of(event.at()) + ", " + found.name(event.actor()) + " note : " + event.reason());
      }
    }
    return calls;
  }

  private List<ResultView.Said> sheet(@Nullable Report report) {
    PatientView patient =
        PatientView.of(Lines.identity(found.latest(), found.orders()), times.today());
    List<ResultView.Said> sheet = new ArrayList<>();
    sheet.add(new ResultView.Said("Je suis", "le " + found.name(reader)));
    sheet.add(new ResultView.Said("Patient", patient.name() + ", " + patient.traits()));
    sheet.add(new ResultView.Said("Adresse", orAbsent(address())));
    sheet.add(
        new ResultView.Said(
            "Téléphone",
            orAbsent(
                phones().stream()
                    .map(n -> n.text() + " (" + n.whose() + ")")
                    .collect(Collectors.joining(", ")))));
    Observation marking = Lines.marking(found.current());
    if (marking != null) {
      ValueView value =
          ValueView.of(marking, Objects.requireNonNull(found.current()).observations());
      sheet.add(
          new ResultView.Said(
              "Résultat",
              value.brief()
                  + ", "
                  + value.flag()
                  + (value.range().isEmpty() ? "" : " (normale " + value.range() + ")")));
    }
    if (report != null && report.specimenAt() != null) {
      sheet.add(new ResultView.Said("Prélevé le", Times.of(report.specimenAt())));
    }
    sheet.add(new ResultView.Said("Consigne", orAbsent(String.join(" ; ", instructions()))));
    return sheet;
  }

  private static String orAbsent(String text) {
    return text.isBlank() ? "non connu" : text;
  }

  List<ResultView.Ordered> orders() {
    return found.orders().stream().map(this::ordered).toList();
  }

  private ResultView.Ordered ordered(Order order) {
    List<ResultView.Said> lines = new ArrayList<>();
    lines.add(
        new ResultView.Said(
            "Prescrit par", found.name(order.requester()) + " le " + Times.day(order.orderedAt())));
    put(lines, "Motif", order.reason());
    put(lines, "Consigne", order.instruction());
    put(lines, "Médecin traitant", generalPractitioner(order));
    put(lines, "Choix du patient", choices(order.choices()));
    put(lines, "Numéro", order.number());
    return new ResultView.Ordered(order.label(), lines);
  }

  /** The latest declaration, with its day and who said so; else what the order says. */
  private String generalPractitioner(Order order) {
    GeneralPractitionerLink declared = found.declared();
    if (declared != null) {
      return found.name(declared.practitioner())
          + ", déclaré le "
          + Times.day(declared.since())
          + " ("
          + declared.source().french()
          + ")";
    }
    return order.generalPractitioner() == null
        ? "aucun déclaré"
        : found.name(order.generalPractitioner());
  }

  private static void put(List<ResultView.Said> lines, String what, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      lines.add(new ResultView.Said(what, text));
    }
  }

  private String choices(PatientChoices choices) {
    List<String> said = new ArrayList<>();
    said.add(choices.informed() ? "informé du circuit" : "information non notée");
    if (choices.refusesRequester()) {
      said.add("refuse que le prescripteur reçoive le résultat");
    }
    if (choices.designated() != null) {
      said.add("désigne " + found.name(choices.designated()));
    }
    if (choices.refusesDmp()) {
      said.add("refuse le dépôt au DMP");
    }
    said.add(choices.acceptsNeutralSms() ? "accepte un SMS neutre" : "pas de SMS");
    return String.join(" ; ", said);
  }
}
