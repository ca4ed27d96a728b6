// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Content;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The places in a message where a story wants the number of an order: {@code %ORDER-<as>%}. */
final class StoryTokens {
  private static final Pattern TOKEN = Pattern.compile("%ORDER-([a-z0-9-]{1,40})%");

  private StoryTokens() {}

  /** The names that the message asks for. */
  static List<String> names(Content content) {
    return TOKEN.matcher(text(content)).results().map(found -> found.group(1)).toList();
  }

  /** The message with the numbers in their places; every other byte stays. */
  static Content fill(Content content, Map<String, String> numbers) {
    String filled =
        TOKEN
            .matcher(text(content))
            .replaceAll(
                found -> Matcher.quoteReplacement(numbers.getOrDefault(found.group(1), "")));
    return Content.of(filled, StandardCharsets.ISO_8859_1);
  }

  /** One character for each byte, whatever the charset is. */
  private static String text(Content content) {
    return content.text(StandardCharsets.ISO_8859_1);
  }
}
