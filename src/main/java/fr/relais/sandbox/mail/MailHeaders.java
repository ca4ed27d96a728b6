// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of a mail or a part, unfolded (RFC 5322, 2.2).
 *
 * @param fields in the order of the mail
 */
record MailHeaders(List<Field> fields) {
  private static final int FIELDS_MAX = 200;
  private static final Pattern NAME = Pattern.compile("[!-9;-~]+");
  private static final Pattern VALUE = Pattern.compile("[\\t -~]*");

  /** One field, its value as it is written. */
  record Field(String name, String value) {}

  /**
   * @param block the lines before the empty one
   * @throws Unfit when a line is no field, or holds what is not printable ASCII
   */
  static MailHeaders read(String block) throws Unfit {
    List<Field> fields = new ArrayList<>();
    for (String line : block.isEmpty() ? List.<String>of() : List.of(block.split("\r?\n", -1))) {
      int last = fields.size() - 1;
      if (!VALUE.matcher(line).matches()) {
        throw new Unfit("a header holds more than printable ASCII");
      }
      if (!line.isEmpty() && " \t".indexOf(line.charAt(0)) >= 0) {
        if (last < 0) {
          throw new Unfit("the first header line is a continuation");
        }
        Field folded = fields.get(last);
        fields.set(last, new Field(folded.name(), folded.value() + line));
      } else {
        fields.add(field(line));
      }
    }
    if (fields.size() > FIELDS_MAX) {
      throw new Unfit("more than " + FIELDS_MAX + " headers");
    }
    return new MailHeaders(List.copyOf(fields));
  }

  private static Field field(String line) throws Unfit {
    int colon = line.indexOf(':');
    if (colon < 0 || !NAME.matcher(line.substring(0, colon)).matches()) {
      throw new Unfit("a header line is no field");
    }
    return new Field(line.substring(0, colon), line.substring(colon + 1));
  }

  /**
   * The value of a field that may stand once, trimmed; null when it is missing.
   *
   * @throws Unfit when it stands twice
   */
  @Nullable String only(String name) throws Unfit {
    String found = null;
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        if (found != null) {
          throw new Unfit("twice the header " + name);
        }
        found = field.value().strip();
      }
    }
    return found;
  }

  /**
   * As {@link #only}, for a field that must be there.
   *
   * @throws Unfit when it is missing, empty, or stands twice
   */
  String required(String name) throws Unfit {
    String value = only(name);
    if (value == null || value.isEmpty()) {
      throw new Unfit("without the header " + name);
    }
    return value;
  }
}
