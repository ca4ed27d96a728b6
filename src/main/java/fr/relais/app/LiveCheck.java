// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.trust.StructureKeys;
import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers what {@link LiveRefusals} judges. */
final class LiveCheck {

  private LiveCheck() {}

  static LiveFacts facts(Settings settings, Roster roster, InstantSource clock) {
    LocalDate today = clock.instant().atZone(ParisTime.ZONE).toLocalDate();
    List<String> sites =
        roster.sites().stream()
            .filter(site -> !practises(roster.practitioner(site.referent()), today))
            .map(Site::id)
            .toList();
    TrustMaterial outside = Outside.trust(settings);
    TrustMaterial mllp = MllpKeys.TRUST.load(settings);
    boolean sandbox =
        outside != null && outside.ofSandbox()
            || mllp != null && mllp.ofSandbox()
            || ofSandbox(DmpReal.keys(settings));
    return new LiveFacts(
        mllp != null,
        false,
        Stores.keys(settings).currentPeriod().startsWith("sandbox-"),
        sandbox,
        practises(roster.operatorDoctor(clock.instant()), today),
        sites);
  }

  private static boolean ofSandbox(Map<String, StructureKeys> keys) {
    return keys.values().stream()
        .anyMatch(pair -> pair.authentication().ofSandbox() || pair.seal().ofSandbox());
  }

  private static boolean practises(Optional<Practitioner> doctor, LocalDate today) {
    return doctor.filter(d -> d.revokedOn() == null || d.revokedOn().isAfter(today)).isPresent();
  }
}
