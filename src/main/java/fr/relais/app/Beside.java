// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.flow.Digests;
import fr.relais.flow.EmergencyLists;
import fr.relais.flow.Rules;
import fr.relais.flow.Silence;
import fr.relais.flow.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Work beside the walk that looks by itself, now and then, whether there is something to do.
 *
 * @param work answers how much it did, 0 when there was nothing
 */
record Beside(String name, IntSupplier work, Duration pause) {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration SELDOM = Duration.ofSeconds(10);

  /**
   * @param register how the national register is asked; null where it is not
   */
  static List<Beside> of(
      Settings settings,
      Store store,
      Rules rules,
      InstantSource clock,
      @Nullable RegisterRefresh register) {
    Digests digests =
        new Digests(
            store, rules, clock, new RandomIds(clock), settings.get(SettingKeys.FOLLOW_DIGESTS));
    List<Beside> all = new ArrayList<>();
    all.add(new Beside("digests", digests::runOnce, LOOK));
    Silence silence = new Silence(store, rules, clock, new RandomIds(clock));
    all.add(new Beside("silence", silence::runOnce, SELDOM));
    settings
        .get(SettingKeys.EMERGENCY_DIR)
        .map(folder -> new EmergencyFolder(folder, new EmergencyLists(store, rules, clock), clock))
        .ifPresent(lists -> all.add(new Beside("emergency", lists::runOnce, LOOK)));
    if (register != null) {
      all.add(new Beside("annuaire", register::runOnce, LOOK));
    }
    return List.copyOf(all);
  }
}
