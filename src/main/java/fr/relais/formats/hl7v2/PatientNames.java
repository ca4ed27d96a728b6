// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * PID-5 and PID-6 (XPN): {@code L} is the birth name, {@code D} the used name. A single name
 * without type is the used one, as older senders mean it.
 *
 * @param given the birth given names, the first one first
 */
record PatientNames(@Nullable String birth, @Nullable String used, List<String> given) {

  static PatientNames of(Segment pid) {
    List<Element> names = pid.field(5).repetitions();
    Element birth = typed(names, "L");
    Element used = typed(names, "D");
    if (birth == null && used == null) {
      Element untyped = typed(names, "");
      used = untyped != null ? untyped : names.isEmpty() ? null : names.get(0);
    }
    String birthName = family(birth);
    Element mother = typed(pid.field(6).repetitions(), "M");
    if (birthName == null) {
      birthName = family(mother);
    }
    List<String> given = given(birth);
    return new PatientNames(birthName, family(used), given.isEmpty() ? given(used) : given);
  }

  private static @Nullable Element typed(List<Element> names, String type) {
    return names.stream()
        .filter(name -> name.component(7).code().equals(type))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String family(@Nullable Element name) {
    return name == null ? null : name.component(1).sub(1).text();
  }

  /** Component 3 holds them all, blank between; where component 2 starts it, it is the first. */
  private static List<String> given(@Nullable Element name) {
    if (name == null) {
      return List.of();
    }
    String first = name.component(2).text();
    String all = name.component(3).text();
    if (all == null || first == null) {
      return Stream.of(all, first).filter(Objects::nonNull).toList();
    }
    if (!all.startsWith(first + " ")) {
      return List.of(all);
    }
    Stream<String> others = Stream.of(all.substring(first.length()).strip().split(" +"));
    return Stream.concat(Stream.of(first), others).toList();
  }
}
