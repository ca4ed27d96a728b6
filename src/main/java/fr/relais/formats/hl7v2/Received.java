// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.Content;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What an answer takes from the message it answers; much is missing when it is no HL7 at all.
 *
 * @param msh null when no header can be read
 * @param charset in which the answer may be written
 * @param fallbackId names the content when it has no identifier
 */
record Received(@Nullable Segment msh, Charset charset, String fallbackId) {
  private static final int FALLBACK_LENGTH = 20;
  private static final int COMPONENTS_MAX = 3;
  private static final int TEXT_MAX = 199;
  private static final String OUR_VERSION = "2.5";

  static Received of(Content content) {
    byte[] bytes = content.bytes();
    String fallback = content.hash().hex().substring(0, FALLBACK_LENGTH);
    Optional<Envelope.RawMessage> first = Envelope.of(bytes).messages().stream().findFirst();
    if (first.isEmpty() || !Envelope.begins(bytes)) {
      return new Received(null, StandardCharsets.US_ASCII, fallback);
    }
    List<Envelope.Line> lines = first.get().lines();
    Envelope.Line line = lines.get(0);
    Charset latin = StandardCharsets.ISO_8859_1;
    String text = new String(bytes, line.start(), line.end() - line.start(), latin);
    Delimiters by = Delimiters.of(text);
    if (by == null) {
      return new Received(null, StandardCharsets.US_ASCII, fallback);
    }
    Segment rough = new Segment(text, by, new Escapes(by, latin), 1, line);
    String declared = rough.field(18).component(1).code();
    Findings findings = new Findings();
    int end = lines.get(lines.size() - 1).end();
    Charset charset = new MessageCharset(bytes, line.start(), end, findings).settle(declared, null);
    String clear = new String(bytes, line.start(), line.end() - line.start(), charset);
    boolean safe = declared.isEmpty() || !findings.problems().isEmpty();
    return new Received(
        new Segment(clear, by, new Escapes(by, charset), 1, line),
        safe ? StandardCharsets.US_ASCII : charset,
        fallback);
  }

  /** Whether the message is itself an acknowledgement (MSH-9.1 ACK or MCF). */
  boolean isAnswer() {
    Segment header = msh;
    String type = header == null ? "" : header.field(9).component(1).code();
    return type.equals("ACK") || type.equals("MCF");
  }

  /** A field of the received header, written with our own delimiters. */
  String field(int n) {
    Segment header = msh;
    if (header == null) {
      return "";
    }
    List<String> components = new ArrayList<>();
    IntStream.rangeClosed(1, COMPONENTS_MAX)
        .mapToObj(component -> header.field(n).component(component).code())
        .map(Received::encoded)
        .forEach(components::add);
    while (!components.isEmpty() && components.get(components.size() - 1).isEmpty()) {
      components.remove(components.size() - 1);
    }
    return components.stream().collect(Collectors.joining("^"));
  }

  String controlId() {
    String id = field(10);
    return id.isEmpty() ? fallbackId : id;
  }

  String event() {
    Segment header = msh;
    String event = header == null ? "" : header.field(9).component(2).code();
    return event.matches("[A-Z][A-Z0-9]{2}") ? event : "";
  }

  String version() {
    Segment header = msh;
    String version = header == null ? "" : header.field(12).component(1).code();
    return version.matches("2\\.[1-8](\\.\\d)?") ? version : OUR_VERSION;
  }

  /** MSH-12 with its country and profile, when its version is one. */
  String versionField() {
    String field = field(12);
    return field.startsWith(version()) ? field : version();
  }

  String processing() {
    String id = field(11);
    return id.isEmpty() ? "P" : id;
  }

  /** Escapes what would be structure; control characters become blanks. */
  static String encoded(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), TEXT_MAX); i++) {
      char c = text.charAt(i);
      out.append(
          switch (c) {
            case '|' -> "\\F\\";
            case '^' -> "\\S\\";
            case '&' -> "\\T\\";
            case '~' -> "\\R\\";
            case '\\' -> "\\E\\";
            default -> Character.isISOControl(c) ? " " : String.valueOf(c);
          });
    }
    return out.toString();
  }
}
