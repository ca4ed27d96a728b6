// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.Attachment;
import fr.relais.core.model.Coding;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** OBX (HL7 v2.5 ch. 7.4.2). */
final class ObservationReader {
  private static final Set<String> TYPES =
      Set.of(
          "NM", "SN", "ST", "TX", "FT", "CE", "CWE", "CNE", "CF", "DT", "TM", "TS", "DTM", "ED",
          "RP");
  private static final Set<String> LOINC = Set.of("LN", "LOINC", "2.16.840.1.113883.6.1");

  private final Findings findings;

  ObservationReader(Findings findings) {
    this.findings = findings;
  }

  ObservationLine read(Segment obx) {
    String type = obx.field(2).code();
    boolean document = type.equals("ED") || type.equals("RP");
    ObservationStatus status = status(obx);
    if (Unit.of(obx.field(6)).doubtful()) {
      findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          obx.place(6),
          "L'unité ressemble à une puissance de dix coupée ; elle est gardée telle quelle.",
          "Lire l'original ; chez l'émetteur, écrire l'accent circonflexe d'une unité \\S\\.");
    }
    ObservedValue value = document ? ObservedValue.NONE : value(obx, type);
    return new ObservationLine(
        obx,
        codes(obx),
        value,
        document ? attachment(obx, type, status) : null,
        Flags.mostSevere(interpretation(obx), value.flag()),
        status,
        new Times(findings).read(obx, 14));
  }

  private ObservedValue value(Segment obx, String type) {
    Element field = obx.field(5);
    if (type.isEmpty() && !field.present()) {
      return ObservedValue.NONE;
    }
    if (!TYPES.contains(type)) {
      notUnderstood(obx, 2, "Type de valeur inconnu.");
      return ObservedValue.NONE;
    }
    boolean unit = obx.field(6).present();
    ObservedValue value =
        switch (type) {
          case "NM" -> ObservedValue.number(field, unit);
          case "SN" -> ObservedValue.structured(field);
          case "CE", "CWE", "CNE", "CF" -> ObservedValue.coded(field);
          case "ST" -> ObservedValue.shortText(field, unit || obx.field(7).present(), unit);
          default -> ObservedValue.text(field);
        };
    if (value.asText()) {
      findings.warning(
          ProblemCode.VALUE_KEPT_AS_TEXT,
          obx.place(5),
          "La valeur est annoncée comme un nombre et n'en est pas un ; elle est gardée en texte.",
          "Lire la valeur telle quelle ; chez l'émetteur, envoyer du texte en ST.");
    }
    return value;
  }

  private @Nullable Attachment attachment(Segment obx, String type, ObservationStatus status) {
    if (type.equals("RP")) {
      return Embedded.beside(obx.field(5));
    }
    Attachment found = Embedded.inside(obx.field(5));
    boolean withdrawn =
        status == ObservationStatus.ENTERED_IN_ERROR || status == ObservationStatus.CANCELLED;
    if (found == null && !(withdrawn && !obx.field(5).present())) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          obx.place(5),
          "Le document joint est vide, ou son codage est abîmé.",
          "Renvoyer le document en base64 complet.");
    }
    return found == null ? new Attachment("application/octet-stream", 0) : found;
  }

  /** Both triplets of OBX-3, LOINC first; a label alone is a triplet with an empty code. */
  private List<Coding> codes(Segment obx) {
    Element field = obx.field(3);
    List<Coding> codes = new ArrayList<>();
    for (int first : new int[] {1, 4}) {
      String code = field.component(first).text();
      String label = field.component(first + 1).text();
      String system = field.component(first + 2).text();
      boolean loinc = system != null && LOINC.contains(system);
      if (code != null || (label != null && codes.isEmpty())) {
        Coding coding = new Coding(code == null ? "" : code, loinc ? "LN" : system, label);
        codes.add(loinc ? 0 : codes.size(), coding);
      }
    }
    if (codes.isEmpty()) {
      findings.error(
          ProblemCode.REQUIRED_MISSING,
          obx.place(3),
          "Le résultat ne dit pas de quelle analyse il est.",
          "Remplir OBX-3.");
      return List.of(new Coding("", null, null));
    }
    return codes;
  }

  private @Nullable Interpretation interpretation(Segment obx) {
    if (Flags.of(obx.field(7).code()).isPresent()) {
      findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          obx.place(7),
          "Un indicateur d'anomalie se trouve à la place des bornes ; il est gardé en commentaire.",
          "Écrire l'indicateur d'anomalie en OBX-8.");
    }
    Interpretation most = null;
    for (Element one : obx.field(8).repetitions()) {
      Interpretation flag = Flags.of(one.component(1).code()).orElse(null);
      if (flag == null) {
        notUnderstood(obx, 8, "Indicateur d'anomalie inconnu.");
      }
      most = Flags.mostSevere(most, flag);
    }
    return most;
  }

  private ObservationStatus status(Segment obx) {
    String code = obx.field(11).component(1).code();
    return switch (code) {
      case "F", "U" -> ObservationStatus.FINAL;
      case "C" -> ObservationStatus.CORRECTED;
      case "P", "R", "S" -> ObservationStatus.PRELIMINARY;
      case "I" -> ObservationStatus.REGISTERED;
      case "X" -> ObservationStatus.CANCELLED;
      case "D", "W" -> ObservationStatus.ENTERED_IN_ERROR;
      case "" -> {
        findings.error(
            ProblemCode.REQUIRED_MISSING,
            obx.place(11),
            "Le résultat ne dit pas s'il est définitif.",
            "Remplir OBX-11.");
        yield ObservationStatus.PRELIMINARY;
      }
      default -> {
        notUnderstood(obx, 11, "Statut de résultat inconnu.");
        yield ObservationStatus.PRELIMINARY;
      }
    };
  }

  private void notUnderstood(Segment obx, int field, String cause) {
    findings.error(
        ProblemCode.CODE_NOT_UNDERSTOOD,
        obx.place(field),
        cause,
        "Employer un code de la table de la norme HL7 v2.5.");
  }
}
