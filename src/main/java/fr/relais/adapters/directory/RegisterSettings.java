// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.adapters.trust.TrustMaterial;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the national register is reached. Its text form shows no key.
 *
 * @param base with its version, {@code https://gateway.api.esante.gouv.fr/fhir/v2}
 * @param key header {@code ESANTE-API-KEY}
 * @param trust null: the authorities of this Java, as for any public site
 * @param plain whether http on loopback will do: in the sandbox alone
 * @param connect time for a connection
 * @param answer time for one answer; the service gives itself 30 s
 * @param total time for everything
 * @param batch how many people are asked for at once
 */
public record RegisterSettings(
    URI base,
    String key,
    @Nullable TrustMaterial trust,
    boolean plain,
    Duration connect,
    Duration answer,
    Duration total,
    int batch) {

  /** As the service wants to be asked. */
  public static RegisterSettings usual(
      URI base, String key, @Nullable TrustMaterial trust, boolean plain) {
    return new RegisterSettings(
        base,
        key,
        trust,
        plain,
        Duration.ofSeconds(5),
        Duration.ofSeconds(35),
        Duration.ofMinutes(10),
        25);
  }

  @Override
  public String toString() {
    return "RegisterSettings[" + base + "]";
  }
}
