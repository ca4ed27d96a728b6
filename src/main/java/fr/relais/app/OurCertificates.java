// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.trust.Expiry;
import fr.relais.adapters.trust.StructureKeys;
import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.web.ops.CertificateWatch;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates that were given to Relais from outside, and when the first of them ends. Those
 * of the simulators are made at each start and are not among them.
 *
 * @param clock the real one, as TLS has it, even where the sandbox's is ahead
 */
record OurCertificates(List<TrustMaterial> all, InstantSource clock) implements CertificateWatch {
  private static final Logger LOG = LoggerFactory.getLogger(OurCertificates.class);

  static CertificateWatch of(Settings settings) {
    List<TrustMaterial> given = new ArrayList<>();
    Optional.ofNullable(Outside.trust(settings)).ifPresent(given::add);
    Optional.ofNullable(MllpKeys.TRUST.load(settings)).ifPresent(given::add);
    for (StructureKeys pair : DmpReal.keys(settings).values()) {
      given.add(pair.authentication());
      given.add(pair.seal());
    }
    CertificateWatch watch = new OurCertificates(List.copyOf(given), InstantSource.system());
    State state = watch.state();
    if (state == State.SOON || state == State.OVER) {
      LOG.warn("CERTIFICATE_ENDS {}", watch.end());
    }
    return watch;
  }

  @Override
  public @Nullable Instant end() {
    return all.stream().map(TrustMaterial::endsAt).min(Instant::compareTo).orElse(null);
  }

  @Override
  public State state() {
    Instant end = end();
    if (end == null) {
      return State.NONE;
    }
    return switch (Expiry.of(end, clock.instant())) {
      case FINE -> State.FINE;
      case SOON -> State.SOON;
      case OVER -> State.OVER;
    };
  }
}
