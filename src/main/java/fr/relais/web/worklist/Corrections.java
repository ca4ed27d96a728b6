// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.decide.Analytes;
import fr.relais.core.decide.Versions;
import fr.relais.core.model.Observation;
import fr.relais.flow.Cases;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the laboratory changed since the version before. */
final class Corrections {

  private Corrections() {}

  static List<ResultView.Change> of(Cases.Case found) {
    Versions.Current before = found.before();
    Versions.Current after = found.current();
    // of two that contradict each other none corrects the other
    if (before == null || after == null || after.tie() || !Versions.mustLookAgain(before, after)) {
      return List.of();
    }
    List<ResultView.Change> changes = new ArrayList<>();
    for (Observation now : measured(after)) {
      Observation then = same(now, measured(before));
      if (then == null) {
        changes.add(new ResultView.Change(ValueView.name(now), "absent", said(now)));
      } else if (!Analytes.sameFact(then, now)) {
        changes.add(new ResultView.Change(ValueView.name(now), said(then), said(now)));
      }
    }
    for (Observation then : measured(before)) {
      if (same(then, measured(after)) == null) {
        changes.add(new ResultView.Change(ValueView.name(then), said(then), "retiré"));
      }
    }
    return changes;
  }

  private static List<Observation> measured(Versions.Current current) {
    return current.observations().stream().filter(o -> !o.prior()).toList();
  }

  private static @Nullable Observation same(Observation one, List<Observation> others) {
    return others.stream().filter(o -> Analytes.same(one, o)).findFirst().orElse(null);
  }

  private static String said(Observation observation) {
    ValueView view = ValueView.of(observation, List.of());
    return (view.value() + " " + view.unit() + " " + view.sign()).strip()
        + " ("
        + view.flag()
        + ")";
  }
}
