// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.Content;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads an HL7 v2 acknowledgement of a message of ours (MSA, HL7 v2.5 ch. 2.15.8). */
public final class AnswerReader {
  private AnswerReader() {}

  /** What MSA-1 says, in original or enhanced mode. */
  public enum Code {
    /** AA, CA. */
    ACCEPTED,
    /** AE, CE: it holds an error. */
    ERROR,
    /** AR, CR: not now, or not here. */
    REJECTED
  }

  /** Empty when it is no acknowledgement, or one of another message than the one that was sent. */
  public static Optional<Code> of(Content sent, Content answer) {
    Received message = Received.of(sent);
    Received header = Received.of(answer);
    Segment msh = header.msh();
    if (msh == null || message.msh() == null || !header.isAnswer()) {
      return Optional.empty();
    }
    byte[] bytes = answer.bytes();
    List<Envelope.Line> lines = Envelope.of(bytes).messages().get(0).lines();
    return lines.stream()
        .filter(line -> line.end() - line.start() >= Segment.NAME_LENGTH)
        .map(line -> segment(bytes, line, msh))
        .filter(segment -> segment.is("MSA"))
        .findFirst()
        .filter(msa -> id(msa.field(2)).equals(message.controlId()))
        .flatMap(msa -> code(msa.field(1).component(1).code()));
  }

  private static Segment segment(byte[] bytes, Envelope.Line line, Segment msh) {
    String text =
        new String(bytes, line.start(), line.end() - line.start(), StandardCharsets.ISO_8859_1);
    Delimiters by = msh.field(1).by();
    return new Segment(text, by, new Escapes(by, StandardCharsets.ISO_8859_1), 1, line);
  }

  /** As {@link Received#controlId()} writes it. */
  private static String id(Element field) {
    return Received.encoded(field.component(1).code());
  }

  private static Optional<Code> code(String said) {
    return switch (said) {
      case "AA", "CA" -> Optional.of(Code.ACCEPTED);
      case "AE", "CE" -> Optional.of(Code.ERROR);
      case "AR", "CR" -> Optional.of(Code.REJECTED);
      default -> Optional.empty();
    };
  }
}
