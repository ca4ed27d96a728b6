// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.losses;

import fr.relais.core.model.Observation;
import fr.relais.core.model.Report;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks the components of a report, so that a component added to the model is a fact from that day
 * on: what no format knows, none can leave out in silence. What is absent, empty, or as every
 * report is unless it says otherwise, is no fact.
 */
public final class Facts {
  /** {@code prior}: said by the path. The two others are facts when they are not the usual. */
  private static final Map<String, Object> USUAL = Map.of("whole", false, "complete", true);

  /** Looking the components of a type up costs a hundred times more than reading one. */
  private static final ClassValue<List<RecordComponent>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
          return List.of(type.getRecordComponents());
        }
      };

  private final List<Fact> facts = new ArrayList<>();

  private Facts() {}

  /** In the order of the model. */
  public static List<Fact> of(Report report) {
    Facts all = new Facts();
    all.components("", "", report);
    return List.copyOf(all.facts);
  }

  private void components(String path, String place, Record record) {
    for (RecordComponent component : COMPONENTS.get(record.getClass())) {
      String name = component.getName();
      if (!(record instanceof Observation && name.equals("prior"))) {
        value(path + name, place + name, valueOf(record, component));
      }
    }
  }

  private void value(String path, String place, @Nullable Object value) {
    if (absent(value) || value == null || value.equals(USUAL.get(path))) {
      return;
    }
    if (value instanceof Record record) {
      components(path + ".", place + ".", record);
    } else if (value instanceof List<?> list && list.get(0) instanceof Record) {
      each(path, place, list);
    } else {
      facts.add(new Fact(path, place, value));
    }
  }

  private void each(String path, String place, List<?> list) {
    Map<String, Integer> ranks = new HashMap<>();
    for (Object one : list) {
      boolean prior = one instanceof Observation observation && observation.prior();
      int rank = ranks.merge(prior ? "priors" : path, 1, Integer::sum) - 1;
      String under = prior ? "priors" : path;
      String there = (prior ? "priors" : place) + "[" + rank + "].";
      components(under + ".", there, (Record) one);
    }
  }

  private static boolean absent(@Nullable Object value) {
    return value == null
        || value instanceof String text && text.isBlank()
        || value instanceof List<?> list && list.isEmpty();
  }

  private static @Nullable Object valueOf(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a component of the model cannot be read", e);
    }
  }
}
