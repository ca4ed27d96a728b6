// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.Attachment;
import fr.relais.core.model.Coding;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.ProblemCode;
import fr.relais.formats.hl7v2.Element;
import fr.relais.formats.hl7v2.Flags;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code OBX|1|NM|K~Potassium~L||6.8|mmol/L|3.5 - 5.1|HH|||F|||20260417114000}. A text that holds a
 * separator pushes what follows: a type, a range, a flag or a status that is none refuses the line.
 */
final class ObservationReader {
  private static final Set<String> TYPES =
      Set.of(
          "NM", "ST", "TX", "CE", "FIC", "DT", "TM", "TS", "AD", "CNA", "PN", "TN", "CK", "GC",
          "GB", "GN");
  private static final Set<String> LOINC = Set.of("LN", "LOINC", "2.16.840.1.113883.6.1");
  private static final int STATUS = 11;
  private static final String USE_THE_TABLE = "Employer un code de la recommandation HPRIM Santé.";

  private final Findings findings;

  ObservationReader(Findings findings) {
    this.findings = findings;
  }

  /**
   * @param fallback the status of an OBX that says none; null when nothing says it
   */
  ObservedLine read(Segment obx, @Nullable ObservationStatus fallback) {
    String type = obx.field(2).code();
    shifts(obx);
    ObservationStatus status = status(obx, fallback);
    boolean document = type.equals("FIC");
    boolean measured = obx.field(6).present() || obx.field(7).present();
    Value value =
        document || unknown(obx, type) ? Value.NOTHING : Value.of(obx, type, measured, findings);
    return new ObservedLine(
        obx,
        codes(obx),
        value,
        document ? attachment(obx, status) : null,
        Flags.mostSevere(interpretation(obx), value.flag()),
        status,
        new Times(findings).read(obx, 14));
  }

  private boolean unknown(Segment obx, String type) {
    if (TYPES.contains(type) || type.isEmpty() && !obx.field(5).present()) {
      return false;
    }
    findings.error(
        ProblemCode.CODE_NOT_UNDERSTOOD, obx.place(2), "Type de valeur inconnu.", USE_THE_TABLE);
    return true;
  }

  /** Signs that the fields do not stand where they should. */
  private void shifts(Segment obx) {
    if (!obx.field(1).code().chars().allMatch(c -> c >= '0' && c <= '9')) {
      findings.shifted(obx.place(1));
    }
    if (Flags.of(obx.field(7).code()).isPresent()) {
      findings.shifted(obx.place(7));
    }
    boolean none = !obx.field(STATUS).present();
    for (int beside : new int[] {STATUS - 1, STATUS + 1, STATUS + 2}) {
      // R beside is the nature of the norm
      String code = obx.field(beside).code();
      if (none && of(code) != null && !(beside == STATUS - 1 && "RA".contains(code))) {
        findings.shifted(obx.place(beside));
      }
    }
  }

  /** The file travels beside the message, so its size is not known. */
  private Attachment attachment(Segment obx, ObservationStatus status) {
    // some senders escape the separators of this field
    Element field = obx.field(5);
    String[] parts =
        field
            .verbatim()
            .split(java.util.regex.Pattern.quote(String.valueOf(field.by().component())), -1);
    boolean withdrawn =
        status == ObservationStatus.ENTERED_IN_ERROR || status == ObservationStatus.CANCELLED;
    if (parts.length < 2 && !withdrawn) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          obx.place(5),
          "Le nom du fichier joint n'est pas lisible.",
          "Écrire préfixe~nom du fichier~type.");
    }
    findings.warning(
        ProblemCode.CONTENT_OUTSIDE,
        obx.place(5),
        "Un document voyage à côté du message ; il n'est pas ici.",
        "Demander le document à l'émetteur ; les valeurs du message sont entières.");
    String type = parts.length > 2 ? parts[2] : parts[parts.length - 1];
    return new Attachment(FileTypes.of(type), 0);
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
    Interpretation most = null;
    for (Element one : obx.field(8).repetitions()) {
      Interpretation flag = Flags.of(one.component(1).code()).orElse(null);
      if (flag == null) {
        findings.error(
            ProblemCode.CODE_NOT_UNDERSTOOD,
            obx.place(8),
            "Indicateur d'anomalie inconnu.",
            USE_THE_TABLE);
      }
      most = Flags.mostSevere(most, flag);
    }
    return most;
  }

  private ObservationStatus status(Segment obx, @Nullable ObservationStatus fallback) {
    String code = obx.field(STATUS).component(1).code();
    ObservationStatus said = of(code);
    if (said != null) {
      return said;
    }
    if (!code.isEmpty()) {
      findings.error(
          ProblemCode.CODE_NOT_UNDERSTOOD,
          obx.place(STATUS),
          "Statut de résultat inconnu.",
          USE_THE_TABLE);
    } else if (fallback == null) {
      findings.error(
          ProblemCode.REQUIRED_MISSING,
          obx.place(STATUS),
          "Le résultat ne dit pas s'il est définitif.",
          "Remplir OBX-11.");
    }
    return fallback == null ? ObservationStatus.PRELIMINARY : fallback;
  }

  /** OBX-11; null when it is empty or none. */
  static @Nullable ObservationStatus of(String code) {
    return switch (code) {
      case "F", "U" -> ObservationStatus.FINAL;
      case "C" -> ObservationStatus.CORRECTED;
      case "P", "R" -> ObservationStatus.PRELIMINARY;
      case "I" -> ObservationStatus.REGISTERED;
      case "X" -> ObservationStatus.CANCELLED;
      case "D", "W" -> ObservationStatus.ENTERED_IN_ERROR;
      default -> null;
    };
  }
}
