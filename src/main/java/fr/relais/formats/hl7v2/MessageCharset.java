// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.SenderCharset;
import fr.relais.formats.text.CharsetDetection;
import fr.relais.formats.text.FrenchSpelling;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The charset of a message: MSH-18 verified against the bytes, because empty and false declarations
 * are common. Nothing is guessed when they disagree.
 */
final class MessageCharset {
  private static final String PLACE = "MSH-18";
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final Charset LATIN_9 = Charset.forName("ISO-8859-15");
  private static final Set<String> UTF_8 = Set.of("UNICODE UTF-8", "UTF-8", "UTF8");
  private static final Set<String> LATIN_1 =
      Set.of("8859/1", "ISO-8859-1", "ISO8859-1", "WINDOWS-1252", "CP1252");
  private static final Set<String> LATIN_15 = Set.of("8859/15", "ISO-8859-15", "ISO8859-15");

  private final byte[] bytes;
  private final int start;
  private final int end;
  private final Findings findings;

  MessageCharset(byte[] bytes, int start, int end, Findings findings) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.findings = findings;
  }

  /**
   * @param said MSH-18, first repetition; empty when it says nothing
   * @param declared by the sender, for messages that say nothing; null when he declared none
   */
  Charset settle(String said, @Nullable SenderCharset declared) {
    Charset read = read(said, declared);
    if (declared != null && !ascii() && !holds(declared.charset(), read)) {
      findings.add(CharsetDetection.contradiction(PLACE));
    }
    return read;
  }

  /** Windows-1252 holds what ISO-8859-1 has. */
  private static boolean holds(Charset declared, Charset read) {
    return declared.equals(read)
        || declared.equals(WINDOWS) && read.equals(StandardCharsets.ISO_8859_1);
  }

  private Charset read(String said, @Nullable SenderCharset declared) {
    String name = said.strip().toUpperCase(Locale.ROOT);
    boolean ascii = ascii();
    boolean utf8 = validUtf8();
    if (UTF_8.contains(name)) {
      if (!utf8) {
        conflict("Le message se déclare en UTF-8 et n'en est pas.");
      }
      return StandardCharsets.UTF_8;
    }
    if (ascii) {
      return name.isEmpty() || name.equals("ASCII") ? StandardCharsets.US_ASCII : latin(name);
    }
    if (name.isEmpty()) {
      return utf8 ? StandardCharsets.UTF_8 : unsaid(declared);
    }
    if (name.equals("ASCII")) {
      conflict("Le message se déclare en ASCII et contient d'autres caractères.");
      return StandardCharsets.ISO_8859_1;
    }
    if (!LATIN_1.contains(name) && !LATIN_15.contains(name)) {
      conflict("Le jeu de caractères déclaré n'est pas lu.");
      return StandardCharsets.ISO_8859_1;
    }
    if (utf8 || utf8LeadSeen()) {
      conflict("Le message se déclare en Latin et contient des séquences UTF-8.");
      return latin(name);
    }
    return singleByte(latin(name), false);
  }

  /** MSH-18 is empty, and it is no UTF-8. */
  private Charset unsaid(@Nullable SenderCharset declared) {
    Charset set = declared == null ? WINDOWS : declared.charset();
    boolean old = declared == SenderCharset.CP850 || declared == SenderCharset.MAC_ROMAN;
    if (old && FrenchSpelling.firstFault(new String(bytes, start, end - start, set)) < 0) {
      return set;
    }
    return singleByte(set.equals(LATIN_9) ? LATIN_9 : StandardCharsets.ISO_8859_1, true);
  }

  private static Charset latin(String name) {
    return LATIN_15.contains(name) ? LATIN_9 : StandardCharsets.ISO_8859_1;
  }

  /** Bytes 0x80 to 0x9F are Windows typography, or letters of an old machine (CP850, MacRoman). */
  private Charset singleByte(Charset wanted, boolean undeclared) {
    boolean windows = false;
    for (int i = start; i < end; i++) {
      int b = bytes[i] & 0xff;
      if (b >= 0x80 && b < 0xa0) {
        if (!typography(b, i)) {
          conflict("Des octets ne sont pas des caractères du jeu déclaré.");
          return wanted;
        }
        windows = true;
      }
    }
    if (windows && !undeclared) {
      findings.warning(
          ProblemCode.CHARSET_CONFLICT,
          PLACE,
          "Le message se déclare en Latin et contient des caractères de Windows ; ils ont été lus.",
          "Déclarer le jeu de caractères réel en MSH-18, de préférence UNICODE UTF-8.");
    }
    return windows ? WINDOWS : wanted;
  }

  private boolean typography(int b, int at) {
    boolean afterLetter = at > start && Character.isLetter(bytes[at - 1] & 0xff);
    return switch (b) {
      case 0x92, 0x9c -> true;
      case 0x80, 0x85, 0x8c, 0x91, 0x93, 0x94, 0x95, 0x96, 0x97 -> !afterLetter;
      default -> false;
    };
  }

  private boolean ascii() {
    for (int i = start; i < end; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean validUtf8() {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, end - start));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Â or Ã followed by a sign: no French word has it, every accented letter in UTF-8 does. */
  private boolean utf8LeadSeen() {
    for (int i = start; i + 1 < end; i++) {
      int lead = bytes[i] & 0xff;
      int next = bytes[i + 1] & 0xff;
      if ((lead == 0xc2 || lead == 0xc3) && next >= 0x80 && next < 0xc0) {
        return true;
      }
    }
    return false;
  }

  private void conflict(String cause) {
    findings.error(
        ProblemCode.CHARSET_CONFLICT,
        PLACE,
        cause,
        "Déclarer en MSH-18 le jeu de caractères réel, puis renvoyer le message.");
  }
}
