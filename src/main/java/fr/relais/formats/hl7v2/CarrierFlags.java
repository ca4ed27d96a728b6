// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.AcknowledgementsAsked;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.ReportFlags;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The OBX that are instructions (MetaDMPMSS), known by OBX-3.1 in the spellings of every version,
 * wherever they stand, in a carrier or beside plain results. What hides is never weakened: a doubt
 * hides.
 */
final class CarrierFlags {
  private static final Set<String> READ =
      Set.of(
          "DESTDMP",
          "ACK_RECEPTION",
          "ACK_LECTURE",
          "ACK_LECTURE_MSS",
          "INVISIBLE_PATIENT",
          "MASQUE_PS",
          "INVISIBLE_REP_LEGAUX",
          "INVISIBLE_REPRESENTANTS_LEGAUX");
  private static final Set<String> LEFT =
      Set.of(
          "CONNEXION_SECRETE",
          "MODIF_CONF_CODE",
          "MODIF_CONFIDENTIALITYCODE",
          "DESTMSSANTEPS",
          "DESTMSSANTEPAT",
          "COMP_LOT",
          "CORPSMAIL_PS",
          "CORPSMAIL_PATIENT");

  private final Findings findings;
  private @Nullable Boolean dmp;
  private @Nullable Boolean patient;
  private @Nullable Boolean professionals;
  private @Nullable Boolean representatives;
  private boolean reception;
  private boolean reading;

  CarrierFlags(Findings findings) {
    this.findings = findings;
  }

  /** Whether it says what to do with the results beside it, and is none; a document never is. */
  static boolean areIn(Segment obx) {
    if (!obx.is("OBX") || obx.field(2).code().equals("ED")) {
      return false;
    }
    String code = obx.field(3).component(1).code();
    return READ.contains(code) || LEFT.contains(code);
  }

  void take(Segment obx) {
    String code = obx.field(3).component(1).code();
    switch (code) {
      case "DESTDMP" -> dmp = yes(obx, null);
      case "INVISIBLE_PATIENT" -> patient = either(patient, yes(obx, true));
      case "MASQUE_PS" -> professionals = either(professionals, yes(obx, true));
      case "INVISIBLE_REP_LEGAUX", "INVISIBLE_REPRESENTANTS_LEGAUX" ->
          representatives = either(representatives, yes(obx, true));
      case "ACK_RECEPTION" -> reception |= asks(obx);
      case "ACK_LECTURE", "ACK_LECTURE_MSS" -> reading |= asks(obx);
      default -> other(code, obx);
    }
  }

  /** Whoever does not say yes asks for nothing. */
  private static boolean asks(Segment obx) {
    return obx.field(5).component(1).code().equals("Y");
  }

  /** What the producer wants to be told afterwards; null when nothing, or when nothing names it. */
  @Nullable AcknowledgementsAsked asked(Header header) {
    String id = header.segment().field(10).text();
    return id == null || !(reception || reading)
        ? null
        : new AcknowledgementsAsked(
            id, header.claimedSender(), header.receiver(), reception, reading);
  }

  private @Nullable Boolean yes(Segment obx, @Nullable Boolean otherwise) {
    String said = obx.field(5).component(1).code();
    if (said.equals("Y") || said.equals("N")) {
      return said.equals("Y");
    }
    findings.warning(
        ProblemCode.CODE_NOT_UNDERSTOOD,
        obx.place(5),
        "Instruction sans oui ni non ; la plus prudente a été retenue.",
        "Écrire Y ou N.");
    return otherwise;
  }

  /** A mail body is left to whoever sends the mail; a result has no place here. */
  private void other(String code, Segment obx) {
    String type = obx.field(2).code();
    if (LEFT.contains(code) || type.equals("ED") && mailBody(obx)) {
      return;
    }
    if (List.of("CE", "CWE", "ED", "RP").contains(type)) {
      findings.warning(
          ProblemCode.LINE_NOT_UNDERSTOOD,
          obx.place(),
          "Ligne qui n'est ni un document CDA ni une instruction connue ; elle n'a pas été lue.",
          "Vérifier dans l'original qu'elle ne porte aucun résultat.");
    } else {
      findings.error(
          ProblemCode.CONTENT_OUTSIDE,
          obx.place(),
          "Des résultats sont écrits à côté du document ; on ne sait pas s'il les contient.",
          "Envoyer le document seul, et les résultats dans un message à part.");
    }
  }

  private static boolean mailBody(Segment obx) {
    return obx.field(5).component(2).code().equalsIgnoreCase("text")
        && !obx.field(5).component(3).present();
  }

  /** What the envelope and the document ask, together; what either hides is hidden. */
  ReportFlags with(ReportFlags document) {
    return new ReportFlags(
        dmp != null ? dmp : document.dmpByProducer(),
        either(patient, document.hiddenFromPatient()),
        either(professionals, document.hiddenFromProfessionals()),
        either(representatives, document.hiddenFromRepresentatives()));
  }

  private static @Nullable Boolean either(@Nullable Boolean one, @Nullable Boolean two) {
    if (one == null || two == null) {
      return one == null ? two : one;
    }
    return one || two;
  }
}
