// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Content-Type header (RFC 9110, section 8.3.1), read strictly.
 *
 * @param type in lower case, {@code application/soap+xml}
 * @param parameters by their names in lower case
 */
record MediaType(String type, Map<String, String> parameters) {
  private static final int CHARS_MAX = 2048;
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}";
  private static final Pattern TYPE = Pattern.compile(TOKEN + "/" + TOKEN);
  private static final Pattern PARAMETER =
      Pattern.compile("\\s*;\\s*(" + TOKEN + ")=(?:(" + TOKEN + ")|\"((?:[^\"\\\\]|\\\\.)*+)\")");

  MediaType {
    parameters = Map.copyOf(parameters);
  }

  /**
   * @throws SoapFault when it is no media type, or a parameter stands twice
   */
  static MediaType read(String header) throws SoapFault {
    Matcher type = TYPE.matcher(header);
    if (header.length() > CHARS_MAX || !type.lookingAt()) {
      throw SoapFault.unreadable("Content-Type illisible");
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    Matcher next = PARAMETER.matcher(header);
    int at = type.end();
    while (at < header.length() && next.region(at, header.length()).lookingAt()) {
      String value =
          next.group(2) != null ? next.group(2) : next.group(3).replaceAll("\\\\(.)", "$1");
      if (parameters.put(next.group(1).toLowerCase(Locale.ROOT), value) != null) {
        throw SoapFault.unreadable("Content-Type : paramètre répété");
      }
      at = next.end();
    }
    if (!header.substring(at).matches("\\s*;?\\s*")) {
      throw SoapFault.unreadable("Content-Type illisible");
    }
    return new MediaType(type.group().toLowerCase(Locale.ROOT), parameters);
  }

  /** A parameter, empty when it is missing. */
  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }
}
