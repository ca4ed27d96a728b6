// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Decoding.ClaimedSender;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.MessageFormat;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.SenderCharset;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one message, from MSH to its last segment. */
final class MessageReader {

  /**
   * What one message gave.
   *
   * @param forTests whether it must be refused, not kept
   */
  record Read(
      FormatName format,
      @Nullable String version,
      @Nullable Charset charset,
      ClaimedSender claimedSender,
      List<Problem> problems,
      List<Decoding.Part> parts,
      boolean forTests) {}

  private final byte[] bytes;
  private final Envelope.RawMessage message;
  private final Content original;
  private final @Nullable MessageFormat documents;
  private final @Nullable SenderCharset declared;
  private final Findings findings = new Findings();

  /**
   * @param original the content of the message when it makes one part
   * @param documents reads what a carrier carries; null when carriers are not read
   * @param declared the character set that the sender declared; null when he declared none
   */
  MessageReader(
      byte[] bytes,
      Envelope.RawMessage message,
      Content original,
      @Nullable MessageFormat documents,
      @Nullable SenderCharset declared) {
    this.bytes = bytes;
    this.message = message;
    this.original = original;
    this.documents = documents;
    this.declared = declared;
  }

  Read read() {
    wrapping();
    Envelope.Line first = message.lines().get(0);
    String msh = text(first, StandardCharsets.ISO_8859_1);
    Delimiters by = Delimiters.of(msh);
    if (by == null) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          "MSH-2",
          "Les séparateurs du message ne sont pas des signes simples et distincts.",
          "Écrire les séparateurs habituels |^~\\& en ASCII.");
      return unread(FormatName.HL7V2_ORU, null, null, ClaimedSender.NONE, false);
    }
    Charset charset = charset(msh, by);
    List<Segment> segments = new Segments(bytes, by, charset, findings).of(message.lines());
    Header header = new Header(segments.get(0));
    if (by.repetition() == Delimiters.TYPOGRAPHIC_TILDE) {
      findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          "MSH-2",
          "Le séparateur de répétitions est un tilde typographique (U+02DC) ; il a été compris.",
          "Écrire ~ en ASCII en MSH-2.");
    }
    boolean document = segments.stream().anyMatch(EmbeddedDocument::isIn);
    FormatName format = header.check(document, documents != null, findings);
    if (findings.hasError()) {
      return unread(format, header.version(), charset, header.claimedSender(), header.forTests());
    }
    List<Decoding.Part> parts = parts(format, header, segments);
    return new Read(
        format,
        header.version(),
        charset,
        header.claimedSender(),
        findings.problems(),
        parts,
        false);
  }

  private List<Decoding.Part> parts(FormatName format, Header header, List<Segment> segments) {
    if (format != FormatName.HL7V2_CDA || documents == null) {
      return new Parts(bytes, header, original, findings).of(segments);
    }
    return header.acknowledges()
        ? List.of(new BusinessAcknowledgement(header, original, findings).read(segments))
        : new CarrierReader(header, original, documents, findings).read(segments);
  }

  private Charset charset(String msh, Delimiters by) {
    Segment latin =
        new Segment(
            msh, by, new Escapes(by, StandardCharsets.ISO_8859_1), 1, message.lines().get(0));
    int end = message.lines().get(message.lines().size() - 1).end();
    return new MessageCharset(bytes, message.lines().get(0).start(), end, findings)
        .settle(latin.field(18).component(1).code(), declared);
  }

  private Read unread(
      FormatName format,
      @Nullable String version,
      @Nullable Charset charset,
      ClaimedSender sender,
      boolean forTests) {
    List<Decoding.Part> parts = List.of(new Decoding.Part(original, null, List.of()));
    return new Read(format, version, charset, sender, findings.problems(), parts, forTests);
  }

  private void wrapping() {
    for (Envelope.Flaw flaw : message.flaws()) {
      switch (flaw) {
        case TRUNCATED ->
            findings.error(
                ProblemCode.TRUNCATED,
                "fin du message",
                "Le message est coupé : sa marque de fin manque.",
                "Renvoyer le message entier.");
        case OUTSIDE ->
            findings.error(
                ProblemCode.CONTENT_OUTSIDE,
                "autour du message",
                "Du contenu se trouve hors de tout message.",
                "Renvoyer le message seul, entre ses marques.");
        case MIXED_ENDS ->
            findings.error(
                ProblemCode.SEQUENCE,
                "fins de segment",
                "Les segments finissent de plusieurs façons ; on ne sait pas où ils s'arrêtent.",
                "Terminer chaque segment par un retour chariot.");
        case BATCH_COUNT ->
            findings.error(
                ProblemCode.COUNT_MISMATCH,
                "BTS-1",
                "Le lot n'a pas le nombre de messages qu'il annonce.",
                "Renvoyer le lot entier.");
      }
    }
  }

  private String text(Envelope.Line line, Charset charset) {
    return new String(bytes, line.start(), line.end() - line.start(), charset);
  }
}
