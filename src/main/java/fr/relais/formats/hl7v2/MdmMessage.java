// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import static fr.relais.formats.hl7v2.OutputSegment.components;
import static fr.relais.formats.hl7v2.OutputSegment.data;

import fr.relais.core.model.Content;
import fr.relais.core.model.Letter;
import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Report;
import fr.relais.core.model.Site;
import fr.relais.formats.cda.CdaHeader;
import fr.relais.formats.french.LetterWords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The segments of MDM as CI-SIS hands a document to practice software ("Transmission au LPS de
 * document(s) CDA", 1.1):
 *
 * <pre>
 * MSH EVN PID PV1 ORC OBR TXA OBX PRT PRT OBX OBX OBX OBX OBX
 * </pre>
 *
 * <p>T02 for a document that is new, T10 for one that replaces, T04 for one that is withdrawn;
 * ORC-1 and OBX-11 say the same.
 */
final class MdmMessage {
  private static final String PROFILE = "1.1^CISIS_CDA_HL7_LPS";
  private static final String MAIL_DOMAIN = "X.400";

  private final Letter letter;
  private final Report report;
  private final CdaHeader header;
  private final CarrierIntent intent;
  private final List<String> lines = new ArrayList<>();

  MdmMessage(Letter letter, Report report, CdaHeader header, CarrierIntent intent) {
    this.letter = letter;
    this.report = report;
    this.header = header;
    this.intent = intent;
  }

  /**
   * @param requester as the document names him
   * @param notes what was said beside the document
   */
  List<String> lines(
      Content document, @Nullable PractitionerReference requester, List<String> notes) {
    Site site = letter.site();
    String facility =
        OutputHeader.facility(
            site == null ? null : site.name(), site == null ? null : site.finess());
    String at = OutputTimes.of(letter.at());
    lines.add(
        OutputHeader.line(
            letter,
            facility,
            "MDM^" + event() + "^MDM_T02",
            "2.6",
            PROFILE,
            OutputCharset.UTF_8.name()));
    lines.add("EVN||" + at);
    lines.add(new OutputPatient(report.patient()).line());
    lines.add("PV1|1|N");
    order(requester);
    lines.add(description(at));
    String encoded = Base64.getEncoder().encodeToString(document.bytes());
    lines.add(observation(1, "ED", type(), "^text^XML^Base64^" + encoded, status()));
    people();
    if (!notes.isEmpty()) {
      lines.add(new OutputSegment("NTE").set(1, "1").text(3, String.join("\n", notes)).toString());
    }
    mail();
    flags();
    return lines;
  }

  private String event() {
    return switch (intent) {
      case INITIAL -> "T02";
      case REPLACE -> "T10";
      case DELETE -> "T04";
    };
  }

  private String status() {
    return switch (intent) {
      case INITIAL -> "F";
      case REPLACE -> "C";
      case DELETE -> "D";
    };
  }

  private void order(@Nullable PractitionerReference requester) {
    String control =
        switch (intent) {
          case INITIAL -> "NW";
          case REPLACE -> "RO";
          case DELETE -> "CA";
        };
    OrderNumbers numbers =
        report.orders().isEmpty() ? new OrderNumbers(null, null) : report.orders().get(0);
    lines.add(
        new OutputSegment("ORC")
            .set(1, control)
            .text(2, numbers.placer())
            .text(3, numbers.filler())
            .toString());
    lines.add(
        new OutputSegment("OBR")
            .set(1, "1")
            .text(2, numbers.placer())
            .text(3, numbers.filler())
            .set(4, type())
            .set(16, OutputPeople.of(requester))
            .toString());
  }

  private String type() {
    CdaHeader.Code code = header.code();
    return code == null
        ? components("", data(LetterWords.kind(report.kind())))
        : components(data(code.code()), data(code.displayName()), "LN");
  }

  private String description(String at) {
    CdaHeader.Code code = header.code();
    CdaHeader.Identifier parent = header.replaces().isEmpty() ? null : header.replaces().get(0);
    return new OutputSegment("TXA")
        .set(1, "1")
        .text(2, code == null ? null : code.code())
        .set(3, "TEXT")
        .set(4, at)
        .set(12, number(header.id()))
        .set(
            13,
            intent == CarrierIntent.DELETE && parent == null ? number(header.id()) : number(parent))
        .set(17, "AU")
        .toString();
  }

  /** {@code ext^^root^ISO}, or the root alone. */
  private static String number(CdaHeader.@Nullable Identifier id) {
    if (id == null) {
      return "";
    }
    return id.extension() == null
        ? data(id.root())
        : components(data(id.extension()), "", data(id.root()), "ISO");
  }

  /** The sender is Relais, for the site; the recipient is the doctor under his mailbox. */
  private void people() {
    Site site = letter.site();
    lines.add(
        new OutputSegment("PRT")
            .set(2, "UC")
            .set(4, "SB^^participation")
            .set(8, data(site == null ? "Relais" : site.name()))
            .toString());
    String mailbox = letter.recipient().mailbox();
    lines.add(
        new OutputSegment("PRT")
            .set(2, "UC")
            .set(4, "RCT^^participation")
            .set(5, OutputPeople.of(letter.recipient()))
            .set(15, mailbox == null ? "" : components("", "", MAIL_DOMAIN, data(mailbox)))
            .toString());
  }

  /** In the place of the mail: under what number it was sent, and why to this doctor. */
  private void mail() {
    String body =
        "Relais, référence " + letter.followUp().reference() + ". Pourquoi vous : " + letter.why();
    String encoded = Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8));
    String subject =
        components(data(letter.delivery().id()), data(LetterWords.kind(report.kind())));
    lines.add(observation(2, "ED", subject, "^text^^Base64^" + encoded, "F"));
  }

  /**
   * All four, in this order: the profile requires each, so what the source does not say is written
   * N, and the losses tell it.
   */
  private void flags() {
    flag(
        3,
        "MASQUE_PS",
        "Masqué aux professionnels de Santé",
        report.flags().hiddenFromProfessionals());
    flag(
        4,
        "INVISIBLE_PATIENT",
        "Document Non Visible par le patient",
        report.flags().hiddenFromPatient());
    flag(
        5,
        "INVISIBLE_REP_LEGAUX",
        "Non visible par les représentants Légaux du patient",
        report.flags().hiddenFromRepresentatives());
    flag(6, "MODIF_CONF_CODE", "Modification Confidentiality Code", false);
  }

  private void flag(int rank, String code, String label, @Nullable Boolean asked) {
    boolean yes = Boolean.TRUE.equals(asked);
    String what = components(code, data(label), "MetaDMPMSS");
    String value = (yes ? "Y" : "N") + "^^expandedYes-NoIndicator";
    lines.add(observation(rank, "CWE", what, value, "F"));
  }

  private static String observation(
      int rank, String type, String what, String value, String status) {
    return new OutputSegment("OBX")
        .set(1, Integer.toString(rank))
        .set(2, type)
        .set(3, what)
        .set(5, value)
        .set(11, status)
        .toString();
  }
}
