// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.PerformerReference;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.formats.french.ReceiptWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of a document that was sent (CI-SIS "Transmission de documents CDA", 2.0 and 2.1):
 * published in the DMP, received by a mailbox, read there.
 *
 * <pre>
 * MSH EVN OBX { OBX } [ERR]
 * </pre>
 *
 * <p>The message that it answers is named by its control id in OBX-4; it names no patient. That a
 * mailbox has read says nothing of a doctor who takes charge.
 */
final class BusinessAcknowledgement {
  private static final Set<String> ANSWERS =
      Set.of("ACK_RECEPTION_DMP", "ACK_RECEPTION_MSS", "ACK_LECTURE_MSS");
  private static final Set<String> MAILBOXES = Set.of("DESTINATAIRE_MSS", "LECTEUR_MSS");
  private final Header header;
  private final Content original;
  private final Findings findings;
  private final List<String> words = new ArrayList<>();
  private @Nullable Segment answer;
  private @Nullable Segment event;
  private @Nullable Segment error;

  /**
   * @param findings what is wrong with the message
   */
  BusinessAcknowledgement(Header header, Content original, Findings findings) {
    this.header = header;
    this.original = original;
    this.findings = findings;
  }

  Decoding.Part read(List<Segment> segments) {
    segments.forEach(this::take);
    Segment said = answer;
    if (said == null) {
      findings.error(
          ProblemCode.REQUIRED_MISSING,
          "OBX",
          "Le message ne dit pas ce qui est acquitté.",
          "Écrire l'accusé en OBX (ACK_RECEPTION_DMP, ACK_RECEPTION_MSS ou ACK_LECTURE_MSS).");
    }
    if (findings.hasError() || said == null) {
      return new Decoding.Part(original, null, List.of());
    }
    Times times = new Times(findings);
    Segment happened = event;
    return new Decoding.Part(
        original,
        Report.builder(ReportKind.ACKNOWLEDGEMENT, ReportStatus.FINAL, PatientIdentity.NOBODY)
            .typeCode(said.field(3).component(1).text())
            .title(title(said))
            .issuedAt(happened == null ? times.read(header.segment(), 7) : times.read(happened, 2))
            .performer(new PerformerReference(header.claimedSender().facility(), null, null))
            .narrative(words)
            .build(),
        List.of());
  }

  /** What it means; that a mailbox has read says nothing of a doctor. */
  private String title(Segment said) {
    boolean yes = said.field(5).component(1).code().equals("Y");
    return switch (said.field(3).component(1).code()) {
      case "ACK_RECEPTION_DMP" ->
          yes ? "Document accepté par le DMP" : "Document refusé par le DMP" + because();
      case "ACK_RECEPTION_MSS" ->
          yes
              ? "Courriel remis à la boîte aux lettres du destinataire"
              : "Courriel non remis" + because();
      default ->
          yes
              ? "Message lu dans la boîte aux lettres du destinataire, ou intégré par son logiciel"
              : refusal();
    };
  }

  private String refusal() {
    String code = errorCode();
    return code.isEmpty()
        ? "Refus : le logiciel du destinataire n'a pas intégré le document"
        : "Refus " + code + errorWords().map(words -> " : " + words).orElse("");
  }

  private String because() {
    String code = errorCode();
    String words = errorWords().orElse("");
    return code.isEmpty() && words.isEmpty()
        ? ""
        : " : " + code + (code.isEmpty() || words.isEmpty() ? "" : ", ") + words;
  }

  private String errorCode() {
    return error == null ? "" : error.field(5).component(1).code();
  }

  /** As we know the code, else as the message words it. */
  private Optional<String> errorWords() {
    String code = errorCode();
    return ReceiptWords.ofRefusal(code)
        .or(() -> ReceiptWords.ofMail(code))
        .or(() -> ReceiptWords.ofDmp(code))
        .or(() -> Optional.ofNullable(error).map(err -> err.field(5).component(2).text()));
  }

  private void take(Segment segment) {
    switch (segment.name()) {
      case "MSH", "SFT" -> {
        // read already
      }
      case "EVN" -> event = segment;
      case "OBX" -> observation(segment);
      case "ERR" -> {
        error = error == null ? segment : error;
        word("Code", segment.field(5).component(1), segment.field(5).component(2));
      }
      default ->
          findings.error(
              ProblemCode.SEQUENCE,
              segment.place(),
              "Segment qui n'est pas attendu dans un accusé.",
              "Suivre l'ordre MSH, EVN, OBX, ERR de la norme.");
    }
  }

  private void observation(Segment obx) {
    String code = obx.field(3).component(1).code();
    if (ANSWERS.contains(code) && answer == null) {
      answer = obx;
      answered(obx);
    } else if (MAILBOXES.contains(code)) {
      word("Boîte aux lettres", obx.field(5).component(4));
    } else {
      findings.error(
          ProblemCode.CODE_NOT_UNDERSTOOD,
          obx.place(3),
          "Cette ligne n'est pas de celles d'un accusé.",
          "Employer les codes d'AckMetierZAM, un accusé par message.");
    }
  }

  private void answered(Segment obx) {
    String value = obx.field(5).component(1).code();
    if (!value.equals("Y") && !value.equals("N")) {
      findings.error(
          ProblemCode.CODE_NOT_UNDERSTOOD,
          obx.place(5),
          "L'accusé ne dit ni oui ni non.",
          "Écrire Y ou N en OBX-5.");
    }
    if (obx.field(4).text() == null) {
      findings.error(
          ProblemCode.REQUIRED_MISSING,
          obx.place(4),
          "L'accusé ne dit pas à quel message il répond.",
          "Écrire en OBX-4 le MSH-10 du message d'origine.");
    }
    words.add(value.equals("Y") ? "Réponse : oui" : "Réponse : non");
    word("Message d'origine", obx.field(4));
  }

  private void word(String label, Element... said) {
    String text =
        Stream.of(said)
            .map(Element::code)
            .filter(one -> !one.isEmpty())
            .collect(Collectors.joining(" · "));
    if (!text.isEmpty()) {
      words.add(label + " : " + text);
    }
  }
}
