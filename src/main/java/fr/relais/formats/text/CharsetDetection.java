// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.text;

import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.SenderCharset;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The character set of a French text file that does not declare one: byte order mark, then strict
 * UTF-8 (only when it holds at least one multi-byte sequence), then the single-byte set of the
 * field in which it looks most like French, windows-1252 first. A few accented letters may be
 * letters in two sets: {@link #certaintyOf} tells whether a name depends on it.
 *
 * @param bomLength bytes of the byte order mark, 0 when there is none
 * @param guessed whether only the look of the text tells the set
 * @param rivals the other sets that stay possible, with how much less likely they are
 * @param contradicted whether the sender declared another set, which these bytes cannot be in
 */
public record CharsetDetection(
    Charset charset, int bomLength, boolean guessed, List<Rival> rivals, boolean contradicted) {

  /** Whether a text means the same in every character set that stays possible. */
  public enum Certainty {
    SURE,
    /** Another set gives other letters, and is much less likely. */
    LIKELY,
    /** Nobody can tell from the file. */
    OPEN
  }

  /**
   * Another set that stays possible.
   *
   * @param unlikely whether much more speaks for the set that was chosen
   */
  public record Rival(Charset charset, boolean unlikely) {}

  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final Charset LATIN_9 = Charset.forName("ISO-8859-15");
  private static final Charset DOS = Charset.forName("IBM850");
  private static final Charset MAC = Charset.forName("x-MacRoman");

  /** By so many points the chosen set is much more likely. */
  private static final int LIKELY_BY = 5;

  /** What stands in another place in ISO-8859-15 than in windows-1252: {@code € Š š Ž ž Œ œ Ÿ}. */
  private static final String LATIN_9_ONLY = "\u00a4\u00a6\u00a8\u00b4\u00b8\u00bc\u00bd\u00be";

  public CharsetDetection {
    rivals = List.copyOf(rivals);
  }

  /** A set that is known. */
  public CharsetDetection(Charset charset, int bomLength) {
    this(charset, bomLength, false, List.of(), false);
  }

  /** Reads the bytes once for each candidate; linear in their number. */
  public static CharsetDetection of(byte[] bytes) {
    return of(bytes, endsAsDos(bytes));
  }

  /**
   * The same for bytes without their end.
   *
   * @param dos whether the file ended with Ctrl-Z, as files of DOS do
   */
  public static CharsetDetection of(byte[] bytes, boolean dos) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return new CharsetDetection(StandardCharsets.UTF_8, 3);
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return new CharsetDetection(StandardCharsets.UTF_16LE, 2);
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return new CharsetDetection(StandardCharsets.UTF_16BE, 2);
    }
    return withoutMark(bytes, dos);
  }

  /**
   * The same once the sender has declared his set: it settles what only the look of the text told.
   * A byte order mark, a text in UTF-8 and signs that his set cannot have there are stronger.
   *
   * @param declared null when he declared none
   * @param bytes those that were looked at
   */
  public CharsetDetection declared(@Nullable SenderCharset declared, byte[] bytes) {
    if (declared == null || bomLength == 0 && ascii(bytes)) {
      return this;
    }
    Charset said = declared.charset();
    if (said.equals(charset)) {
      return new CharsetDetection(charset, bomLength);
    }
    boolean possible =
        guessed
            && declared != SenderCharset.UTF_8
            && Likeness.of(bytes, said).faults() <= Likeness.of(bytes, charset).faults() * 2;
    return possible
        ? new CharsetDetection(said, 0)
        : new CharsetDetection(charset, bomLength, guessed, rivals, true);
  }

  /**
   * What is told where the sender's declaration is contradicted: the message is read as it is.
   *
   * @param place where the message would say its character set
   */
  public static Problem contradiction(String place) {
    return Problem.warning(
        ProblemCode.CHARSET_CONFLICT,
        place,
        "Le jeu de caractères du message n'est pas celui qui est déclaré pour son expéditeur.",
        "Vérifier l'export ; corriger la colonne charset de senders.csv s'il a changé.");
  }

  private static boolean ascii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether each char of this set is two bytes, so that ASCII bytes alone mean nothing. */
  public boolean wide() {
    return charset.equals(StandardCharsets.UTF_16LE) || charset.equals(StandardCharsets.UTF_16BE);
  }

  private static CharsetDetection withoutMark(byte[] bytes, boolean dos) {
    int high = 0;
    int utf8Pairs = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] < 0) {
        high++;
        utf8Pairs += latinPair(bytes, i) ? 1 : 0;
      }
    }
    if (high == 0) {
      return new CharsetDetection(WINDOWS, 0);
    }
    // one damaged message must not make its neighbours unreadable: mostly UTF-8 is UTF-8
    boolean mostlyUtf8 = utf8Pairs * 2L > high - utf8Pairs * 2L;
    return mostlyUtf8 || strictUtf8(bytes)
        ? new CharsetDetection(StandardCharsets.UTF_8, 0)
        : bestSingleByte(bytes, dos);
  }

  /** U+0080 to U+00FF in UTF-8: two bytes that mean nothing together in the single-byte sets. */
  private static boolean latinPair(byte[] bytes, int at) {
    int lead = bytes[at] & 0xFF;
    return (lead == 0xC2 || lead == 0xC3)
        && at + 1 < bytes.length
        && (bytes[at + 1] & 0xC0) == 0x80;
  }

  private static boolean strictUtf8(byte[] bytes) {
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      // two capitals of DOS make a letter of another alphabet
      return text.chars().noneMatch(c -> c >= 0x400 && c < 0x1E00);
    } catch (CharacterCodingException notUtf8) {
      return false;
    }
  }

  private static CharsetDetection bestSingleByte(byte[] bytes, boolean dos) {
    Map<Charset, Likeness> all = new LinkedHashMap<>();
    all.put(WINDOWS, Likeness.of(bytes, WINDOWS));
    all.put(DOS, Likeness.of(bytes, DOS).with(dos ? 6 : -2));
    if (!dos) {
      all.put(MAC, Likeness.of(bytes, MAC).with(-3));
    }
    if (hasLatin9Letter(bytes)) {
      all.put(LATIN_9, Likeness.of(bytes, LATIN_9).with(-1));
    }
    Charset best = WINDOWS;
    for (Map.Entry<Charset, Likeness> candidate : all.entrySet()) {
      best =
          candidate.getValue().points() > Objects.requireNonNull(all.get(best)).points()
              ? candidate.getKey()
              : best;
    }
    Likeness chosen = Objects.requireNonNull(all.get(best));
    List<Rival> rivals = new ArrayList<>();
    for (Map.Entry<Charset, Likeness> candidate : all.entrySet()) {
      Likeness other = candidate.getValue();
      if (candidate.getKey() != best && other.faults() <= chosen.faults() * 2) {
        boolean unlikely = chosen.points() - other.points() >= LIKELY_BY;
        boolean expected = best.equals(WINDOWS) || best.equals(LATIN_9) || dos;
        rivals.add(new Rival(candidate.getKey(), unlikely && expected));
      }
    }
    return new CharsetDetection(best, 0, true, rivals, false);
  }

  /**
   * Whether the name of a person is certain: it reads well, and is the same in every set that stays
   * possible.
   *
   * @param name as it was read in {@link #charset}
   */
  public Certainty certaintyOf(String name) {
    if (!guessed || name.chars().allMatch(c -> c < 0x80)) {
      return Certainty.SURE;
    }
    byte[] bytes = name.getBytes(charset);
    boolean smallFirst = name.charAt(0) >= 0x80 && Character.isLowerCase(name.charAt(0));
    if (smallFirst || Likeness.of(bytes, charset).faults() > 0) {
      return Certainty.OPEN;
    }
    Certainty certainty = Certainty.SURE;
    for (Rival rival : rivals) {
      String other = new String(bytes, rival.charset);
      if (!other.equals(name) && nameable(other)) {
        certainty =
            rival.unlikely && certainty != Certainty.OPEN ? Certainty.LIKELY : Certainty.OPEN;
      }
    }
    return certainty;
  }

  /** Letters, and the signs of ASCII. */
  private static boolean nameable(String name) {
    return name.chars().allMatch(c -> c < 0x80 || c == '’' || Spelled.letter((char) c));
  }

  private static boolean hasLatin9Letter(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0 && LATIN_9_ONLY.indexOf(b & 0xFF) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** The DOS end of file, with what is blank around it. */
  public static boolean endsAsDos(byte[] bytes) {
    int last = bytes.length - 1;
    while (last >= 0 && (bytes[last] == ' ' || bytes[last] == '\r' || bytes[last] == '\n')) {
      last--;
    }
    return last >= 0 && bytes[last] == 0x1A;
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
