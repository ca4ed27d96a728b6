// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Writes FR Core's recurrence ({@code rrule} of fr-core-schedule-availability-time) as the rule of
 * RFC 5545 that it is made of. Whether the rule can be followed is judged by whoever follows it.
 */
final class Rules {
  private Rules() {}

  static String rule(Extension rrule) {
    List<String> parts = new ArrayList<>();
    rrule.getExtension().stream()
        .map(Extension::getUrl)
        .distinct()
        .forEach(name -> parts.add(part(name, rrule.getExtension())));
    return String.join(";", parts);
  }

  private static String part(String name, List<Extension> all) {
    String values =
        all.stream()
            .filter(e -> name.equals(e.getUrl()))
            .map(e -> text(e.getValue()))
            .collect(Collectors.joining(","));
    boolean until = name.equals("until");
    String key = name.toUpperCase(Locale.ROOT);
    return key + "=" + (until ? until(values) : values.toUpperCase(Locale.ROOT));
  }

  /** A day, or an instant in UTC, without its marks: {@code 20270630}. */
  private static String until(String value) {
    if (value.length() <= "2027-06-30".length()) {
      return value.replace("-", "");
    }
    try {
      return OffsetDateTime.parse(value)
          .withOffsetSameInstant(ZoneOffset.UTC)
          .format(DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'"));
    } catch (DateTimeException e) {
      return value;
    }
  }

  private static String text(@Nullable Type value) {
    String text =
        value instanceof Coding coding
            ? coding.getCode()
            : value instanceof PrimitiveType<?> primitive ? primitive.getValueAsString() : null;
    return text == null ? "" : text;
  }

  static @Nullable String code(List<Extension> all, String url) {
    return Words.extension(all, url).map(e -> text(e.getValue())).orElse(null);
  }
}
