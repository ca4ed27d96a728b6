// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.MessageFormat;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.SenderCharset;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HL7 v2 (2.1 to 2.8), of which discrete ORU^R01 is read: results segment by segment as French
 * laboratories send them (IHE LAB-3 on PAM.fr identities, or plain 2.3.1 to 2.5.1). Every other
 * message type, and documents in a carrier (CI-SIS "Transmission de documents CDA"), are recognised
 * and kept for a person.
 *
 * <p>Nothing is dropped: a segment is read, or knowingly left, or makes a {@link Problem}; OBX are
 * counted in the bytes and in the report. A report is given only when nothing is in doubt.
 */
public final class OruFormat implements MessageFormat {
  private final @Nullable MessageFormat documents;

  public OruFormat() {
    this(null);
  }

  /**
   * @param documents reads what a carrier carries; without it carriers are kept for a person
   */
  OruFormat(@Nullable MessageFormat documents) {
    this.documents = documents;
  }

  @Override
  public boolean recognises(Content content) {
    return Envelope.begins(content.bytes());
  }

  @Override
  public Decoding decode(Content content) {
    return decode(content, null);
  }

  @Override
  public Decoding decode(Content content, @Nullable SenderCharset declared) {
    byte[] bytes = content.bytes();
    List<Envelope.RawMessage> messages = Envelope.of(bytes).messages();
    if (messages.isEmpty()) {
      return Decoding.quarantined(
          FormatName.HL7V2_ORU,
          content,
          Problem.error(
              ProblemCode.HEADER_INCOMPLETE,
              "MSH",
              "Aucun en-tête de message HL7 (MSH).",
              "Renvoyer le message entier, de MSH à son dernier segment."));
    }
    if (messages.size() == 1) {
      MessageReader.Read read =
          new MessageReader(bytes, messages.get(0), content, documents, declared).read();
      return decoding(read, read.problems(), read.forTests() ? List.of() : read.parts());
    }
    return several(bytes, messages, declared);
  }

  /** One bad message of a batch never sinks its neighbours: its problems are those of its parts. */
  private Decoding several(
      byte[] bytes, List<Envelope.RawMessage> messages, @Nullable SenderCharset declared) {
    List<MessageReader.Read> all = new ArrayList<>();
    for (Envelope.RawMessage message : messages) {
      Content own = content(bytes, message);
      all.add(new MessageReader(bytes, message, own, documents, declared).read());
    }
    if (all.stream().allMatch(MessageReader.Read::forTests)) {
      return decoding(all.get(0), all.get(0).problems(), List.of());
    }
    List<Decoding.Part> parts = new ArrayList<>();
    for (MessageReader.Read read : all) {
      for (Decoding.Part part : read.parts()) {
        List<Problem> problems = new ArrayList<>(read.problems());
        problems.addAll(part.problems());
        parts.add(
            new Decoding.Part(part.content(), part.report(), problems, part.dmp(), part.asked()));
      }
    }
    return decoding(all.get(0), List.of(), parts);
  }

  private static Decoding decoding(
      MessageReader.Read read, List<Problem> problems, List<Decoding.Part> parts) {
    return new Decoding(
        read.format(),
        read.version(),
        read.charset() == null ? null : read.charset().name(),
        read.claimedSender(),
        problems,
        parts);
  }

  private static Content content(byte[] bytes, Envelope.RawMessage message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Envelope.Line line : message.lines()) {
      boolean block = line.end() < bytes.length && bytes[line.end()] == Envelope.END_BLOCK;
      out.write(bytes, line.start(), (block ? line.end() : line.next()) - line.start());
      if (block) {
        out.write('\r');
      }
    }
    return Content.of(out.toByteArray());
  }

  @Override
  public boolean endsWhole(Content content) {
    return Envelope.of(content.bytes()).whole();
  }

  /**
   * An HL7 v2 ACK, without MLLP framing, whatever was received.
   *
   * <p>Which level answers (HL7 v2.5 ch. 2.9.3): the sender gets exactly one answer, at once. When
   * MSH-15 asks for an accept acknowledgement (AL, ER, SU) it is that one: CA, CE, CR. When MSH-15
   * is NE or empty it is the application acknowledgement, AA, AE, AR, even if MSH-16 says NE too:
   * we never choose silence, because a sender that hears nothing believes that nothing arrived.
   * Only an acknowledgement is never acknowledged (ch. 2.9.2): two systems would answer each other
   * for ever.
   */
  @Override
  public @Nullable Content acknowledge(Content received, Acknowledgement acknowledgement) {
    return Received.of(received).isAnswer()
        ? null
        : new Answer(received, acknowledgement).content();
  }
}
