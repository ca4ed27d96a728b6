// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.OrderNumbers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * OBR-2, the number of who asked; OBR-3, that of who executes, in its first or second component.
 */
final class Numbers {
  private Numbers() {}

  static @Nullable String placer(Segment obr) {
    return obr.field(2).component(1).text();
  }

  static @Nullable String filler(Segment obr) {
    String first = obr.field(3).component(1).text();
    return first != null ? first : obr.field(3).component(2).text();
  }

  static List<OrderNumbers> of(List<Groups.Request> requests) {
    Set<OrderNumbers> numbers = new LinkedHashSet<>();
    for (Groups.Request request : requests) {
      Segment obr = request.obr();
      if (obr != null && (placer(obr) != null || filler(obr) != null)) {
        numbers.add(new OrderNumbers(placer(obr), filler(obr)));
      }
    }
    return List.copyOf(numbers);
  }
}
