// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.mail;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A header of the form {@code value; name=value; name="value"} (RFC 2045, 5.1), with the long and
 * accented parameters of RFC 2231.
 *
 * @param value in lower case
 * @param parameters as written, names in lower case
 */
record MailParameters(String value, Map<String, String> parameters) {
  private static final Pattern PARAMETER =
      Pattern.compile(
          "\\G\\s*;\\s*([A-Za-z0-9!#$&+.^_`|~*-]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s;\"]+))\\s*");

  /**
   * @throws Unfit when it is not of this form or a name stands twice
   */
  static MailParameters read(String header) throws Unfit {
    int semicolon = header.indexOf(';');
    int end = semicolon < 0 ? header.length() : semicolon;
    Map<String, String> parameters = new LinkedHashMap<>();
    Matcher parameter = PARAMETER.matcher(header);
    int read = end;
    for (boolean more = parameter.find(end); more; more = parameter.find()) {
      String quoted = parameter.group(2);
      String value = quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1");
      String name = parameter.group(1).toLowerCase(Locale.ROOT);
      if (parameters.putIfAbsent(name, value) != null) {
        throw new Unfit("twice the same parameter");
      }
      read = parameter.end();
    }
    if (read != header.length() && !header.substring(read).strip().equals(";")) {
      throw new Unfit("a broken header parameter");
    }
    return new MailParameters(
        header.substring(0, end).strip().toLowerCase(Locale.ROOT), parameters);
  }

  /**
   * The parameter of this name in any of its forms, null when it is missing.
   *
   * @throws Unfit when an extended form is broken
   */
  @Nullable String get(String name) throws Unfit {
    String plain = parameters.get(name);
    if (plain != null) {
      return plain;
    }
    String extended = parameters.get(name + '*');
    return extended == null ? joined(name) : MailText.extended(extended);
  }

  private @Nullable String joined(String name) throws Unfit {
    StringBuilder whole = new StringBuilder();
    boolean extended = parameters.containsKey(name + "*0*");
    for (int i = 0; ; i++) {
      String coded = parameters.get(name + '*' + i + '*');
      String plain = parameters.get(name + '*' + i);
      if (coded == null && plain == null) {
        String text = whole.toString();
        return i == 0 ? null : extended ? MailText.extended(text) : text;
      }
      whole.append(coded != null ? coded : extended ? plain.replace("%", "%25") : plain);
    }
  }
}
