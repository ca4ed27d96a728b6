// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.Content;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A character set and its name in MSH-18 (HL7 table 0211). The one that the sheet names comes
 * first; UTF-8 holds what that one lacks.
 */
record OutputCharset(Charset charset, String name) {
  static final OutputCharset UTF_8 = new OutputCharset(StandardCharsets.UTF_8, "UNICODE UTF-8");

  /** In the order in which they are tried. */
  static List<OutputCharset> of(String sheet) {
    return switch (sheet) {
      case "ISO-8859-15" ->
          List.of(new OutputCharset(Charset.forName("ISO-8859-15"), "8859/15"), UTF_8);
      case "ISO-8859-1", "windows-1252" ->
          List.of(new OutputCharset(StandardCharsets.ISO_8859_1, "8859/1"), UTF_8);
      default -> List.of(UTF_8);
    };
  }

  boolean holds(List<String> lines) {
    return lines.stream().allMatch(charset.newEncoder()::canEncode);
  }

  /** Each segment ends with a carriage return. */
  Content content(List<String> lines) {
    return Content.of(
        lines.stream().map(line -> line + "\r").collect(Collectors.joining()), charset);
  }
}
