// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header of a mail or of a part (RFC 5322 section 2.2), its folded lines joined. A line that is
 * no field ends it as an empty line does: some notices leave that one out.
 *
 * @param bodyFrom where what comes after begins
 */
record Fields(List<Field> all, int bodyFrom) {
  private static final int FIELDS_MAX = 2_000;
  private static final int BYTES_MAX = 2 << 20;
  private static final char DELETE = 0x7F;
  private static final Pattern FORM =
      Pattern.compile("([!-9;-~]{1,100})[ \t]{0,9}:(.*)", Pattern.DOTALL);
  private static final Pattern PARAMETER =
      Pattern.compile("(?i);\\s{0,99}(boundary|charset)\\s{0,9}=\\s{0,9}\"?([^\";]{1,200})");

  /**
   * One field.
   *
   * @param name in lower case
   * @param value unfolded, not decoded
   */
  record Field(String name, String value) {}

  Fields {
    all = List.copyOf(all);
  }

  static Fields read(byte[] bytes, int from, int to) {
    Gathered fields = new Gathered();
    int end = Math.min(to, from + BYTES_MAX);
    int at = from;
    while (at < end && fields.names.size() < FIELDS_MAX) {
      int next = nextLine(bytes, at, to);
      String line = new String(bytes, at, next - at, StandardCharsets.ISO_8859_1).stripTrailing();
      if (line.isEmpty()) {
        return new Fields(fields.all(), next);
      }
      if (!fields.take(line)) {
        break;
      }
      at = next;
    }
    return new Fields(fields.all(), at);
  }

  /** Fields whose folded lines are still coming. */
  private static final class Gathered {
    private final List<String> names = new ArrayList<>();
    private final List<StringBuilder> values = new ArrayList<>();

    private boolean take(String line) {
      boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
      if (folded && !names.isEmpty()) {
        values.get(values.size() - 1).append(' ').append(line.strip());
        return true;
      }
      Matcher field = FORM.matcher(line);
      boolean is = field.matches();
      if (is) {
        names.add(field.group(1).toLowerCase(Locale.ROOT));
        values.add(new StringBuilder(field.group(2).strip()));
      }
      // the separator of a mail store, before the first field
      return is || names.isEmpty() && line.startsWith("From ");
    }

    private List<Field> all() {
      List<Field> all = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        all.add(new Field(names.get(i), values.get(i).toString()));
      }
      return all;
    }
  }

  /** Where the line after this one begins. */
  static int nextLine(byte[] bytes, int at, int to) {
    int next = at;
    while (next < to && bytes[next] != '\n') {
      next++;
    }
    return Math.min(to, next + 1);
  }

  /** Whether a limit was passed before the header ended. */
  boolean crowded(int from) {
    return all.size() >= FIELDS_MAX || bodyFrom - from >= BYTES_MAX;
  }

  List<String> values(String name) {
    return all.stream().filter(field -> field.name().equals(name)).map(Field::value).toList();
  }

  /** The first of this name; null when there is none. */
  @Nullable String value(String name) {
    List<String> values = values(name);
    return values.isEmpty() ? null : values.get(0);
  }

  /**
   * With its encoded words read (RFC 2047); bytes that are UTF-8 are read so. Empty when absent.
   */
  String text(String name) {
    String value = value(name);
    if (value == null) {
      return "";
    }
    return decoded(value).replaceAll("\\p{C}+", " ").strip();
  }

  /** Whether a field of this name holds a control character, in clear or in an encoded word. */
  boolean hidesControls(String name) {
    return values(name).stream()
        .map(Fields::decoded)
        .flatMapToInt(String::chars)
        .anyMatch(c -> c < ' ' && c != '\t' || c == DELETE);
  }

  private static String decoded(String value) {
    String plain = utf8(value);
    try {
      return MimeUtility.decodeText(plain);
    } catch (UnsupportedEncodingException e) {
      return plain;
    }
  }

  private static String utf8(String latin) {
    byte[] bytes = latin.getBytes(StandardCharsets.ISO_8859_1);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return latin;
    }
  }

  /** {@code text/plain} in lower case; what RFC 2045 says when there is none. */
  String type() {
    String value = value("content-type");
    if (value == null) {
      return "text/plain";
    }
    int end = value.indexOf(';');
    return value.substring(0, end < 0 ? value.length() : end).strip().toLowerCase(Locale.ROOT);
  }

  /** A parameter of Content-Type, in whatever pieces RFC 2231 allows; null when it has none. */
  @Nullable String parameter(String name) {
    String value = value("content-type");
    if (value == null) {
      return null;
    }
    try {
      return new ContentType(value).getParameter(name);
    } catch (ParseException e) {
      return PARAMETER
          .matcher(value)
          .results()
          .filter(found -> found.group(1).equalsIgnoreCase(name))
          .map(found -> found.group(2).strip())
          .findFirst()
          .orElse(null);
    }
  }
}
