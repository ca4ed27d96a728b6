// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The character sets of the field, as a sender may declare the one that he writes in messages that
 * do not say theirs. ISO-8859-1 is read as Windows-1252, which holds it.
 */
public enum SenderCharset {
  UTF_8("UTF-8", "UTF-8", "UTF8"),
  WINDOWS_1252("windows-1252", "windows-1252", "CP1252", "ISO-8859-1"),
  ISO_8859_15("ISO-8859-15", "ISO-8859-15"),
  CP850("IBM850", "CP850", "IBM850"),
  MAC_ROMAN("x-MacRoman", "MacRoman", "x-MacRoman");

  private final Charset charset;
  private final List<String> names;

  SenderCharset(String java, String... names) {
    this.charset = Charset.forName(java);
    this.names = List.of(names);
  }

  public Charset charset() {
    return charset;
  }

  /** The one that an operator calls so, whatever the case of the letters. */
  public static Optional<SenderCharset> named(String name) {
    String wanted = name.strip().toUpperCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(set -> set.names.stream().anyMatch(n -> n.toUpperCase(Locale.ROOT).equals(wanted)))
        .findFirst();
  }

  /** The name of each, to tell whoever wrote another. */
  public static List<String> choices() {
    return Arrays.stream(values()).map(set -> set.names.get(0)).toList();
  }
}
