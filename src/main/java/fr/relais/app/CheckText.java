// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Observation;
import fr.relais.core.model.Outcome;
import fr.relais.core.model.ReportKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@link CheckReport} for people: French, a few lines a report, then what is wrong. */
final class CheckText {
  private CheckText() {}

  /** Lines separated and ended by a line feed. */
  static String of(CheckReport check) {
    List<String> lines = new ArrayList<>();
    lines.add(check.file());
    lines.add("  Format   : " + format(check));
    lines.add("  Résultat : " + french(check.outcome()));
    check.reports().forEach(report -> lines.addAll(report(report)));
    check.problems().forEach(problem -> lines.addAll(problem(problem)));
    return lines.stream().map(CheckText::printable).collect(Collectors.joining("\n", "", "\n"));
  }

  /** A message must not be able to drive the terminal that it is shown on. */
  private static String printable(String line) {
    return line.replaceAll("[\\p{Cc}\\p{Cf}]+", " ");
  }

  private static String format(CheckReport check) {
    String version = check.formatVersion() == null ? "" : " " + check.formatVersion();
    String charset = check.charset() == null ? "" : ", écrit en " + check.charset();
    return french(check.format()) + version + charset;
  }

  /** It is of no patient: what it means, of which message, and what it never says. */
  private static List<String> acknowledgement(CheckReport.ReportLine report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "  " + french(report.kind()) + " · " + Objects.requireNonNullElse(report.title(), "?"));
    report.words().forEach(word -> lines.add("    " + word));
    lines.add("    Il ne dit pas qu'un médecin a pris en charge.");
    return lines;
  }

  private static List<String> report(CheckReport.ReportLine report) {
    if (report.kind() == ReportKind.ACKNOWLEDGEMENT) {
      return acknowledgement(report);
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "  "
            + mark(report.priority())
            + " · "
            + french(report.kind())
            + " · "
            + frenchStatus(report.status())
            + (report.complete() ? "" : " · une partie n'est que du texte ou une image"));
    lines.add("    Patient     : " + patient(report.patient()));
    lines.add("    Prescripteur: " + doctor(report.requester(), "non indiqué"));
    lines.add(
        "    Médecin traitant : "
            + doctor(report.generalPractitioner(), "non indiqué (cas courant)"));
    lines.add(
        "    Laboratoire : " + Objects.requireNonNullElse(report.performer().name(), "non nommé"));
    lines.add("    Demande     : " + orders(report));
    report.observations().stream()
        .filter(line -> !line.prior())
        .forEach(line -> lines.add("    - " + observation(line)));
    if (!report.attachments().isEmpty()) {
      lines.add("    Pièces jointes : " + report.attachments().size());
    }
    return lines;
  }

  private static String patient(CheckReport.Patient patient) {
    String name = upper(patient.birthName() != null ? patient.birthName() : patient.usedName());
    String given = patient.givenNames().isEmpty() ? "" : " " + patient.givenNames().get(0);
    String born = patient.birthDate() == null ? "" : ", né(e) le " + frenchDay(patient.birthDate());
    return name + given + born + " · Identité " + french(patient.identityStatus());
  }

  private static String doctor(CheckReport.@Nullable Doctor doctor, String none) {
    if (doctor == null) {
      return none;
    }
    String name =
        Stream.of(doctor.given(), doctor.family() == null ? null : upper(doctor.family()))
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" "));
    String id =
        doctor.rpps() != null
            ? "RPPS " + doctor.rpps()
            : doctor.otherId() != null ? "code " + doctor.otherId() : "sans identifiant";
    return name.isEmpty() ? id : "Dr " + name + " (" + id + ")";
  }

  private static String orders(CheckReport.ReportLine report) {
    String numbers =
        report.orders().stream()
            .flatMap(
                order ->
                    Stream.of(
                        order.placer() == null ? null : "demandeur " + order.placer(),
                        order.filler() == null ? null : "exécutant " + order.filler()))
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", "));
    return numbers.isEmpty() ? "sans numéro" : numbers;
  }

  private static String observation(CheckReport.Observation line) {
    String what =
        line.label() != null ? line.label() : Objects.requireNonNullElse(line.code(), "?");
    String value =
        line.value() == null
            ? "sans valeur"
            : (line.comparator() == null ? "" : line.comparator() + " ") + comma(line.value());
    String unit = line.value() == null || line.unit() == null ? "" : " " + line.unit();
    String flag = line.interpretation() == null ? "" : " [" + line.interpretation() + "]";
    Observation.Secondary second = line.secondary();
    String beside =
        second == null
            ? ""
            : " ; "
                + comma(second.value())
                + (second.unit() == null ? "" : " " + second.unit())
                + range(second.low(), second.high());
    String status = line.status().equals("final") ? "" : " · " + frenchStatus(line.status());
    return what + " : " + value + unit + flag + range(line.low(), line.high()) + beside + status;
  }

  private static String range(@Nullable String low, @Nullable String high) {
    if (low != null && high != null) {
      return " (" + comma(low) + " – " + comma(high) + ")";
    }
    if (low != null) {
      return " (au moins " + comma(low) + ")";
    }
    return high == null ? "" : " (au plus " + comma(high) + ")";
  }

  private static List<String> problem(CheckReport.ProblemLine problem) {
    String head =
        switch (problem.severity()) {
          case ERROR -> "  ✗ Erreur";
          case WARNING -> "  ! Avertissement";
        };
    return List.of(
        head + " " + problem.code() + ", " + problem.place(),
        "    Cause  : " + problem.cause(),
        "    Remède : " + problem.cure());
  }

  /**
   * Numbers alone take the French comma; any other text, and a dot that may mark thousands, stays
   * as the sender wrote it.
   */
  private static String comma(String value) {
    boolean thousands = value.matches("-?\\d{1,3}(\\.\\d{3})+");
    return value.matches("-?\\d+\\.\\d+") && !thousands ? value.replace('.', ',') : value;
  }

  private static String upper(@Nullable String name) {
    return name == null ? "nom absent" : name.toUpperCase(Locale.FRENCH);
  }

  private static String frenchDay(String iso) {
    return iso.substring(8, 10) + "/" + iso.substring(5, 7) + "/" + iso.substring(0, 4);
  }

  private static String mark(FollowUpPriority priority) {
    String shape =
        switch (priority) {
          case CRITICAL -> "▲▲ ";
          case URGENT -> "▲! ";
          case ABNORMAL -> "▲ ";
          case UNCLASSIFIED -> "■ ";
          case NORMAL -> "● ";
        };
    return shape + priority.french();
  }

  private static String french(Outcome outcome) {
    return switch (outcome) {
      case ACCEPTED -> "accepté";
      case QUARANTINED -> "gardé, à examiner par une personne : rien n'est perdu";
      case REFUSED -> "refusé, non gardé";
    };
  }

  private static String french(IdentityStatus status) {
    return switch (status) {
      case PROVISIONAL -> "provisoire";
      case RETRIEVED -> "récupérée";
      case VALIDATED -> "validée";
      case QUALIFIED -> "qualifiée";
    };
  }

  private static String french(ReportKind kind) {
    return switch (kind) {
      case BIOLOGY -> "Biologie";
      case IMAGING -> "Imagerie";
      case LETTER -> "Courrier";
      case SUMMARY -> "Synthèse";
      case ORDER -> "Demande d'examen";
      case ACKNOWLEDGEMENT -> "Accusé de réception";
      case WITHDRAWAL -> "Annulation";
      case OTHER -> "Autre document";
    };
  }

  private static String french(FormatName format) {
    return switch (format) {
      case HPRIM_MEDECIN -> "HPRIM Médecin";
      case HPRIM_SANTE -> "HPRIM Santé";
      case HPRIM_XML -> "HPRIM XML";
      case HL7V2_ORU -> "HL7 v2 (ORU)";
      case HL7V2_CDA -> "HL7 v2 portant un CDA";
      case CDA -> "CDA";
      case XDM -> "archive XDM";
      case MIME -> "message électronique";
      case FHIR -> "FHIR";
      case PDF -> "PDF";
      case IMAGE -> "image";
      case UNKNOWN -> "inconnu";
    };
  }

  /** FHIR status words of a report or of an observation. */
  private static String frenchStatus(String fhir) {
    return switch (fhir) {
      case "registered" -> "attendu";
      case "preliminary" -> "provisoire";
      case "final" -> "définitif";
      case "amended" -> "complété";
      case "corrected" -> "corrigé";
      case "cancelled" -> "annulé";
      case "entered-in-error" -> "retiré, envoyé par erreur";
      default -> throw new IllegalArgumentException("not a status that a report can have");
    };
  }
}
