// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;

/** What a person typed or chose in a form, stripped; what was left out is empty. */
record Typed(Map<String, String> values) {
  /** Characters in one field. */
  static final int LENGTH_MAX = 2_000;

  static final Typed NOTHING = new Typed(Map.of());

  static Typed of(Context ctx) {
    Map<String, String> values = new HashMap<>();
    ctx.formParamMap()
        .forEach((name, all) -> values.put(name, all.isEmpty() ? "" : all.get(0).strip()));
    return new Typed(values);
  }

  String get(String name) {
    return values.getOrDefault(name, "");
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** As typed, or this when the form is new. */
  String or(String name, String proposed) {
    return values.getOrDefault(name, proposed);
  }
}
