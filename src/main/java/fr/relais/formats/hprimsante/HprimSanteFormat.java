// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Decoding.Part;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.MessageFormat;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.SenderCharset;
import fr.relais.formats.text.CharsetDetection;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * HPRIM Santé 2.0 to 2.4 (H.PR.I.M. association, after ASTM E1238), of which results (ORU), demands
 * (ORM) and error replies (ERR) are read. Admissions, payments and invoices are recognised and kept
 * for a person.
 *
 * <p>Nothing is dropped: a segment is read, or knowingly left, or makes a {@link Problem}; OBX are
 * counted in the bytes and in the report. A report is given only when nothing is in doubt.
 */
public final class HprimSanteFormat implements MessageFormat {
  private static final int BYTES_MAX = 32 << 20;

  @Override
  public boolean recognises(Content content) {
    String text = FileText.of(content.bytes()).text();
    int at = RawMessage.firstLine(text);
    return Signs.follow(text.substring(at, Math.min(text.length(), at + 10)));
  }

  @Override
  public Decoding decode(Content content) {
    return decode(content, null);
  }

  @Override
  public Decoding decode(Content content, @Nullable SenderCharset declared) {
    if (content.size() > BYTES_MAX) {
      return Decoding.quarantined(FormatName.HPRIM_SANTE, content, tooLarge());
    }
    FileText file = FileText.of(content.bytes());
    List<RawMessage> messages = RawMessage.in(file.text());
    if (messages.isEmpty()) {
      return Decoding.quarantined(FormatName.HPRIM_SANTE, content, noHeader());
    }
    CharsetDetection detection = file.detection(glued(messages), declared);
    MessageReader reader = new MessageReader(file, detection);
    if (messages.size() == 1) {
      MessageReader.Read read = reader.read(messages.get(0), content);
      return decoding(read, detection, read.problems(), read.forTests() ? List.of() : read.parts());
    }
    return several(file, messages, reader, detection);
  }

  /** One bad message of a file never sinks its neighbours: its problems are those of its parts. */
  private static Decoding several(
      FileText file, List<RawMessage> messages, MessageReader reader, CharsetDetection detection) {
    List<MessageReader.Read> all = new ArrayList<>();
    messages.forEach(message -> all.add(reader.read(message, content(file, message))));
    if (all.stream().allMatch(MessageReader.Read::forTests)) {
      return decoding(all.get(0), detection, all.get(0).problems(), List.of());
    }
    List<Part> parts = new ArrayList<>();
    for (MessageReader.Read read : all) {
      for (Part part : read.parts()) {
        List<Problem> problems = new ArrayList<>(read.problems());
        problems.addAll(part.problems());
        parts.add(new Part(part.content(), part.report(), problems));
      }
    }
    return decoding(all.get(0), detection, List.of(), parts);
  }

  private static Decoding decoding(
      MessageReader.Read read,
      CharsetDetection detection,
      List<Problem> problems,
      List<Part> parts) {
    List<Problem> all = new ArrayList<>(problems);
    if (detection.contradicted()) {
      all.add(CharsetDetection.contradiction("fichier"));
    }
    return new Decoding(
        FormatName.HPRIM_SANTE,
        read.version(),
        detection.charset().name(),
        read.claimedSender(),
        all,
        parts);
  }

  private static Content content(FileText file, RawMessage message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(file.start());
    file.write(message.from(), message.to(), out);
    return Content.of(out.toByteArray());
  }

  private static String glued(List<RawMessage> messages) {
    return messages.stream()
        .flatMap(message -> message.segments().stream())
        .map(RawSegment::units)
        .collect(Collectors.joining("\n"));
  }

  @Override
  public boolean endsWhole(Content content) {
    List<RawMessage> messages = RawMessage.in(FileText.of(content.bytes()).text());
    if (messages.isEmpty()) {
      return false;
    }
    RawMessage last = messages.get(messages.size() - 1);
    String end = last.segments().get(last.segments().size() - 1).units().toString();
    return end.strip().equals("L") || end.startsWith("L" + last.by().field());
  }

  /** An ERR message where something is wrong; there is none to say that all is well. */
  @Override
  public @Nullable Content acknowledge(Content received, Acknowledgement acknowledgement) {
    return new ErrorReply(received, decode(received), acknowledgement).content();
  }

  private static Problem tooLarge() {
    return Problem.error(
        ProblemCode.TOO_LARGE,
        "fichier",
        "Le fichier dépasse la taille que l'on accepte.",
        "Envoyer un message par fichier.");
  }

  private static Problem noHeader() {
    return Problem.error(
        ProblemCode.HEADER_INCOMPLETE,
        "H-1",
        "Les séparateurs de l'en-tête ne sont pas des signes simples et distincts, ou le fichier a"
            + " trop de lignes.",
        "Commencer le message par H|~^\\&| et l'envoyer seul.");
  }
}
