// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import fr.relais.core.model.Letter;
import fr.relais.core.model.LocalId;
import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.ParcelWriter.CannotWrite;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportVersion;
import fr.relais.formats.french.FrenchDates;
import fr.relais.formats.french.PatientWords;
import fr.relais.formats.french.Plain;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The twelve lines, as the strictest readers want them. */
final class OutputHeader {
  private static final int CODE_COLUMNS = 10;
  private static final int LINE_MAX = 78;
  private static final Pattern TOWN = Pattern.compile("^(.*?),?\\s*(\\d{5}\\s.*)$");

  private final Letter letter;
  private final Report report;
  private final ReportVersion version;
  private final OutputText text;

  OutputHeader(Letter letter, ReportVersion version, OutputText text) {
    this.letter = letter;
    this.version = version;
    this.report = version.report();
    this.text = text;
  }

  List<String> lines() {
    PatientIdentity patient = report.patient();
    if (patient.birthDate() == null || patient.givenNames().isEmpty() || noFamily(patient)) {
      throw refused("ligne 7", "Le nom, le prénom ou la date de naissance manque.");
    }
    List<String> lines = new ArrayList<>();
    lines.add(identifier());
    lines.add(PatientWords.family(patient));
    lines.add(PatientWords.given(patient));
    lines.addAll(address(patient.address()));
    lines.add(FrenchDates.day(patient.birthDate()));
    lines.add(local("SS"));
    lines.add(fileNumber());
    lines.add(FrenchDates.day(issued()));
    lines.add(coded(report.performer().code(), sender()));
    lines.add(coded(addresseeCode(), addressee()));
    List<String> written = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      written.add(i < 10 ? fitting(text.line(lines.get(i)), i + 1) : lines.get(i));
    }
    return written;
  }

  /** Day of line 10; the specimen's, else that of the reception, when the sender gave none. */
  LocalDate issued() {
    if (report.issuedAt() != null) {
      return report.issuedAt().day();
    }
    return report.specimenAt() != null
        ? report.specimenAt().day()
        : version.receivedAt().atZone(ParisTime.ZONE).toLocalDate();
  }

  /** Never blank: a reader takes a blank first line for no line. */
  private String identifier() {
    String own = local("PI");
    return !own.isEmpty()
        ? own
        : report.fileNumber() != null ? report.fileNumber() : letter.followUp().reference();
  }

  /** The number under which the laboratory knows it, where it gave one. */
  private String fileNumber() {
    if (report.fileNumber() != null) {
      return report.fileNumber();
    }
    return report.orders().stream()
        .map(OrderNumbers::filler)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  private String local(String type) {
    return report.patient().localIds().stream()
        .filter(id -> type.equals(id.type()))
        .map(LocalId::value)
        .findFirst()
        .orElse("");
  }

  /** Two lines of street and one of postcode and town, as far as they can be told apart. */
  private List<String> address(@Nullable String address) {
    String whole = address == null ? "" : text.line(address);
    Matcher town = TOWN.matcher(whole);
    boolean found = town.matches();
    String street = found ? town.group(1) : whole;
    String place = found ? town.group(2) : "";
    List<String> parts = text.wrapped(street.isEmpty() ? "" : street);
    String first = parts.get(0).replaceFirst("^- ", "");
    return List.of(first, parts.size() > 1 ? parts.get(1) : "", place);
  }

  private String sender() {
    String name = report.performer().name();
    return name == null ? "" : name;
  }

  /** The local part of his mailbox: the code by which mail software knows him. */
  private @Nullable String addresseeCode() {
    String mailbox = letter.recipient().mailbox();
    return mailbox == null ? null : mailbox.substring(0, Math.max(0, mailbox.indexOf('@')));
  }

  private String addressee() {
    Practitioner recipient = letter.recipient();
    return recipient.family() + " " + recipient.given();
  }

  /** Ten columns of code, a blank, the name. */
  private String coded(@Nullable String code, String name) {
    String plain = code == null ? "" : Plain.fileName(code);
    String cut = plain.substring(0, Math.min(CODE_COLUMNS, plain.length()));
    String line = cut + " ".repeat(CODE_COLUMNS - cut.length()) + " " + text.line(name);
    return line.substring(0, Math.min(line.length(), LINE_MAX));
  }

  private static String fitting(String line, int number) {
    if (line.length() > LINE_MAX) {
      throw refused("ligne " + number, "Ce texte est plus long que la ligne.");
    }
    return line;
  }

  private static boolean noFamily(PatientIdentity patient) {
    return patient.usedName() == null && patient.birthName() == null;
  }

  private static CannotWrite refused(String place, String cause) {
    return new CannotWrite(
        Problem.error(
            ProblemCode.HEADER_INCOMPLETE, place, cause, "Remettez ce résultat en PDF et CDA."));
  }
}
