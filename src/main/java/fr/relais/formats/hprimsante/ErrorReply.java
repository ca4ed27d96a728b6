// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Acknowledgement.Kind;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Problem;
import fr.relais.formats.hl7v2.Element;
import java.nio.charset.Charset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code H { ERR } L}: tells a sender what was not understood of its message. No value of it is
 * repeated. An ERR is never answered: two systems would answer each other for ever.
 */
final class ErrorReply {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final Pattern PLACE =
      Pattern.compile("([A-Z]{1,3})(?:\\[(\\d{1,6})\\])?(?:-(\\d{1,3}))?");

  /** By how a recommendation's field numbers begin; its fields count the name of the segment. */
  private static final Map<String, Integer> NUMBERED =
      Map.of("H", 7, "P", 8, "OBR", 9, "OBX", 10, "C", 12, "L", 14);

  private static final int FILE_NAME = 2;
  private static final int SENDER = 4;
  private static final int RECEIVER = 9;
  private static final int VERSION = 12;
  private static final int HASH_DIGITS = 6;

  private final Content received;
  private final Decoding decoding;
  private final Acknowledgement acknowledgement;

  ErrorReply(Content received, Decoding decoding, Acknowledgement acknowledgement) {
    this.received = received;
    this.decoding = decoding;
    this.acknowledgement = acknowledgement;
  }

  @Nullable Content content() {
    Segment header = header();
    if (acknowledgement.kind() == Kind.STORED || header == null) {
      return null;
    }
    if (new Header(header).context() == Header.Context.ERRORS) {
      return null;
    }
    List<String> lines = new ArrayList<>();
    lines.add(head(header));
    for (Problem problem : acknowledgement.problems()) {
      if (problem.isError()) {
        lines.add(err(lines.size(), header, problem));
      }
    }
    if (lines.size() == 1) {
      lines.add(err(1, header, null));
    }
    lines.add("L|1|||" + (lines.size() + 1));
    return Content.of(String.join("\r", lines) + "\r", WINDOWS);
  }

  /** The header of the first message; null when none can be read. */
  private @Nullable Segment header() {
    FileText file = FileText.of(received.bytes());
    List<RawMessage> messages = RawMessage.in(file.text());
    String name = decoding.charset();
    return messages.isEmpty() || name == null
        ? null
        : new Segments(file, Charset.forName(name)).of(messages.get(0)).get(0);
  }

  private String head(Segment header) {
    String name = "ER" + received.hash().hex().substring(0, HASH_DIGITS) + ".HPR";
    return String.join(
        "|",
        "H",
        "~^\\&",
        name,
        "",
        party(header.field(RECEIVER)),
        "",
        "ERR",
        "",
        "",
        party(header.field(SENDER)),
        plain(acknowledgement.id()),
        "P",
        party(header.field(VERSION)),
        time());
  }

  private String err(int rank, Segment header, @Nullable Problem problem) {
    Matcher place = PLACE.matcher(problem == null ? "" : problem.place());
    boolean named = place.matches() && NUMBERED.containsKey(place.group(1));
    return String.join(
        "|",
        "ERR",
        String.valueOf(rank),
        plain(header.field(FILE_NAME).code()),
        time(),
        severity(),
        "",
        named ? place.group(1) + "~" + (place.group(2) == null ? "1" : place.group(2)) : "",
        named && place.group(3) != null
            ? NUMBERED.get(place.group(1)) + "." + (Integer.parseInt(place.group(3)) + 1)
            : "",
        "",
        "",
        plain(problem == null ? text() : problem.cause() + " " + problem.cure()));
  }

  private String text() {
    return acknowledgement.kind() == Kind.TRY_LATER
        ? "Le message n'a pas pu être mis en sûreté pour l'instant. Le renvoyer plus tard."
        : "Le message n'a pas été compris.";
  }

  /** P: some patients of the message were understood; T: none was. */
  private String severity() {
    boolean kept = acknowledgement.kind() == Kind.NOT_UNDERSTOOD;
    boolean some =
        decoding.problems().stream().noneMatch(Problem::isError)
            && decoding.parts().stream().anyMatch(Decoding.Part::accepted);
    return kept && some ? "P" : "T";
  }

  private String time() {
    return TIME.format(acknowledgement.at().atZone(ParisTime.ZONE));
  }

  /** Code and name, written with our own separators. */
  private static String party(Element field) {
    String code = plain(field.component(1).code());
    String name = plain(field.component(2).code());
    return name.isEmpty() ? code : code + "~" + name;
  }

  /** Text that holds none of our separators, on one line. */
  private static String plain(String text) {
    return text.replaceAll("[|~^\\\\&\\p{Cntrl}]", " ").strip();
  }
}
