// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.Content;
import fr.relais.core.model.FollowUpPriority;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether bytes that could not be read hold HH, LL or AA where the field's formats write a flag: on
 * a result line (RES, OBX), in its own field or glued to the number, or as a code in XML or JSON. A
 * false alarm costs a call; a missed one a life.
 */
public final class CriticalMarks {
  private static final Pattern ON_A_LINE =
      Pattern.compile(
          "(?i:RES|OBX)[^\\r\\n]*?[|^~&\\\\](?:(?i:HH|LL|AA)|"
              + "[<>=]{0,2}\\h?[\\d.,]{1,20}\\h{0,3}\\(?(?:HH|LL|AA)\\)?\\h{0,3}"
              + "|\\(?(?:HH|LL|AA)\\)?\\h{1,3}[\\d.,]{1,20})(?:[|^~&\\\\\\r\\n]|$)");
  private static final Pattern AS_A_CODE =
      Pattern.compile("code(?:\"|\\s{1,9}value)?\\s{0,9}[=:]\\s{0,9}[\"'](?:HH|LL|AA)[\"']");

  /** A document inside a message (OBX-5, ED; FHIR data): its codes count like those in clear. */
  private static final Pattern CARRIED =
      Pattern.compile(
          "(?:(?i:base64)[\\^~&]|data(?:\"|\\s{1,9}value)?\\s{0,9}[=:]\\s{0,9}[\"'])"
              + "([A-Za-z0-9+/]{64,})={0,2}");

  /** The separators that HPRIM Santé (H) and HL7 (MSH) declare for themselves. */
  private static final Pattern DECLARED =
      Pattern.compile("[^A-Za-z0-9]{0,40}(H|MSH)(\\p{Punct}{4,6})");

  private CriticalMarks() {}

  /** How pressing bytes are that nobody has read yet. */
  public static FollowUpPriority priorityOf(Content unread) {
    String text = unread.text(StandardCharsets.ISO_8859_1);
    String plain = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    return marked(plain) || marked(usual(plain))
        ? FollowUpPriority.CRITICAL
        : FollowUpPriority.UNCLASSIFIED;
  }

  private static boolean marked(String plain) {
    for (String line : plain.split("[\\r\\n]+")) {
      if (ON_A_LINE.matcher(line).find() || AS_A_CODE.matcher(line).find() || carriedIn(line)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The same lines with the usual separator, and HPRIM Santé's addenda (A) glued again; nothing
   * when the text declares no separators.
   */
  private static String usual(String text) {
    Matcher declared = DECLARED.matcher(text);
    if (!declared.lookingAt()) {
      return "";
    }
    String usual = text;
    for (char separator : declared.group(2).toCharArray()) {
      usual = usual.replace(separator, '|');
    }
    return declared.group(1).equals("H") ? usual.replaceAll("[\\r\\n]++A\\|", "") : usual;
  }

  private static boolean carriedIn(String line) {
    Matcher carried = CARRIED.matcher(line);
    while (carried.find()) {
      String whole = carried.group(1);
      // cut to whole groups of four: a cut document is read as far as it goes
      byte[] document = Base64.getDecoder().decode(whole.substring(0, whole.length() / 4 * 4));
      if (AS_A_CODE.matcher(new String(document, StandardCharsets.ISO_8859_1)).find()) {
        return true;
      }
    }
    return false;
  }
}
