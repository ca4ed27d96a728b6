// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.decide.Policy;
import fr.relais.core.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one site as a file says them.
 *
 * @param file name of the file, for messages
 * @param site null: every site without a file of its own
 * @param edition name and version, without the hash
 * @param text the whole file, as it was read
 * @param hash of what is signed
 * @param signed null when nobody signed
 * @param yaml where each of its places is
 */
record PolicyFile(
    String file,
    @Nullable String site,
    String edition,
    Policy policy,
    String text,
    Sha256 hash,
    @Nullable Signature signed,
    LinedYaml.Read yaml) {
  private static final String BLOCK = "signed:";

  /** The only file that may stand unsigned: it says what the design says. */
  static final String DEFAULT = "default.yaml";

  /**
   * Who answers for these rules.
   *
   * @param by id of the practitioner
   * @param on the day on which he signed
   * @param hash what he signed
   */
  record Signature(String by, LocalDate on, String hash) {}

  StoryProblem.Fault fault(String place, String cause, String cure) {
    return yaml.lined(new StoryProblem.Fault(file + place, cause, cure));
  }

  /** The site's name in records and traces. */
  String scope() {
    return site == null ? "*" : site;
  }

  /**
   * The digest of the lines above the one that begins with {@code signed:}, line ends as LF; what
   * {@code sed '/^signed:/,$d' FILE | sha256sum} prints.
   */
  static Sha256 hash(String text) {
    return Sha256.of(unsigned(text).getBytes(StandardCharsets.UTF_8));
  }

  /** The text without a byte-order mark, with LF for line ends. */
  static String plain(String text) {
    return (text.startsWith("\uFEFF") ? text.substring(1) : text).replace("\r\n", "\n");
  }

  /** What is signed. */
  static String unsigned(String text) {
    String plain = plain(text);
    if (plain.startsWith(BLOCK)) {
      return "";
    }
    int end = plain.indexOf("\n" + BLOCK);
    if (end >= 0) {
      return plain.substring(0, end + 1);
    }
    return plain.endsWith("\n") ? plain : plain + "\n";
  }

  /** The line on which the signed block would begin, from 1. */
  static int signedLine(String text) {
    return (int) unsigned(text).chars().filter(c -> c == '\n').count() + 1;
  }
}
