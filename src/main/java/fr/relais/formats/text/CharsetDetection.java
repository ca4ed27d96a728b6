// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The character set of a French text file that does not declare one: byte order mark, then strict
 * UTF-8 (only when it holds at least one multi-byte sequence), then the best score among the
 * single-byte sets of the field, windows-1252 first.
 *
 * @param bomLength bytes of the byte order mark, 0 when there is none
 */
public record CharsetDetection(Charset charset, int bomLength) {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final Charset LATIN_9 = Charset.forName("ISO-8859-15");
  private static final List<Charset> SINGLE_BYTE =
      List.of(WINDOWS, Charset.forName("IBM850"), Charset.forName("x-MacRoman"), LATIN_9);

  /** Reads the bytes once for each candidate; linear in their number. */
  public static CharsetDetection of(byte[] bytes) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return new CharsetDetection(StandardCharsets.UTF_8, 3);
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return new CharsetDetection(StandardCharsets.UTF_16LE, 2);
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return new CharsetDetection(StandardCharsets.UTF_16BE, 2);
    }
    return new CharsetDetection(withoutMark(bytes), 0);
  }

  /** Whether each char of this set is two bytes, so that ASCII bytes alone mean nothing. */
  public boolean wide() {
    return charset.equals(StandardCharsets.UTF_16LE) || charset.equals(StandardCharsets.UTF_16BE);
  }

  private static Charset withoutMark(byte[] bytes) {
    int high = 0;
    int utf8Pairs = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] < 0) {
        high++;
        utf8Pairs += latinPair(bytes, i) ? 1 : 0;
      }
    }
    if (high == 0) {
      return WINDOWS;
    }
    // one damaged message must not make its neighbours unreadable: mostly UTF-8 is UTF-8
    boolean mostlyUtf8 = utf8Pairs * 2L > high - utf8Pairs * 2L;
    return mostlyUtf8 || strictUtf8(bytes) ? StandardCharsets.UTF_8 : bestSingleByte(bytes);
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
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException notUtf8) {
      return false;
    }
  }

  private static Charset bestSingleByte(byte[] bytes) {
    Charset best = WINDOWS;
    long bestScore = Long.MIN_VALUE;
    for (Charset candidate : SINGLE_BYTE) {
      long score = FrenchSpelling.score(bytes, candidate);
      if (score > bestScore && (candidate != LATIN_9 || hasLatin9Letter(bytes))) {
        best = candidate;
        bestScore = score;
      }
    }
    return best;
  }

  /** {@code € Œ œ}: without one of them the text is as well windows-1252. */
  private static boolean hasLatin9Letter(byte[] bytes) {
    for (byte b : bytes) {
      if (b == (byte) 0xA4 || b == (byte) 0xBC || b == (byte) 0xBD) {
        return true;
      }
    }
    return false;
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
