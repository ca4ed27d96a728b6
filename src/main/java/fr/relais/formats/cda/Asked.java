// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.formats.xml.XmlElement;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Sections in which the requester asks and the author finds nothing yet. Each sentence is marked as
 * asked, so that a suspicion to be checked is not taken for one that was found.
 */
final class Asked {
  /** LOINC: clinical information, reason for study, for referral, for visit; request; complaint. */
  private static final Set<String> SECTIONS =
      Set.of("55752-0", "18785-6", "42349-1", "29299-5", "46239-0", "55115-0", "10154-3");

  private static final Pattern SAYS_SO =
      Pattern.compile("(?i)(?:indications?|motif|contexte|question)\\s{0,3}:.*", Pattern.DOTALL);

  private Asked() {}

  static boolean is(XmlElement section) {
    String code = Parts.value(section.child("code"), "code");
    return code != null && SECTIONS.contains(code);
  }

  static List<String> marked(List<String> lines) {
    return lines.stream()
        .flatMap(line -> Stream.of(line.split("(?<=[.;!?])\\s+")))
        .map(
            sentence -> SAYS_SO.matcher(sentence).matches() ? sentence : "Indication : " + sentence)
        .toList();
  }
}
