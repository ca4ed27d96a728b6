// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.RequestPriority;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How urgent the request was: ORC-7.6, OBR-27.6, OBR-5, TQ1-9 (HL7 table 0485). */
final class Urgency {
  private Urgency() {}

  /** The most pressing of all. */
  static @Nullable RequestPriority of(List<Groups.Request> requests) {
    return requests.stream()
        .flatMap(Urgency::codes)
        .map(Urgency::priority)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private static Stream<String> codes(Groups.Request request) {
    Segment orc = request.orc();
    Stream<String> own =
        Stream.of(
            orc == null ? "" : orc.field(7).component(6).code(),
            request.obr().field(27).component(6).code(),
            request.obr().field(5).component(1).code());
    Stream<String> timing =
        request.details().stream()
            .filter(segment -> segment.is("TQ1"))
            .map(tq1 -> tq1.field(9).component(1).code());
    return Stream.concat(own, timing);
  }

  private static @Nullable RequestPriority priority(String code) {
    return switch (code) {
      case "S" -> RequestPriority.STAT;
      case "A" -> RequestPriority.ASAP;
      case "U" -> RequestPriority.URGENT;
      case "R" -> RequestPriority.ROUTINE;
      default -> null;
    };
  }
}
