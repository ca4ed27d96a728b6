// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.trust.TestPki;
import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.adapters.xds.DmpStructure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of a simulated DMP and of its structures, made when they are first asked for: an
 * RSA key takes a while.
 */
final class SandboxCertificates {
  private static final Duration LIFE = Duration.ofDays(30);

  private final InstantSource clock = InstantSource.system();
  private final Map<String, DmpStructure> structures = new HashMap<>();
  private @Nullable TestPki authority;
  private @Nullable TrustMaterial server;

  /** The real one: certificates are compared with it. */
  InstantSource clock() {
    return clock;
  }

  /** What the DMP shows. */
  synchronized TrustMaterial server() {
    TrustMaterial made = server == null ? pki().rsaServer("DMP du bac à sable") : server;
    server = made;
    return made;
  }

  /**
   * What a structure connects and signs with; the same each time.
   *
   * @param id Struct_IdNat
   */
  synchronized DmpStructure structure(String id, String name, String sector) {
    return structures.computeIfAbsent(
        id,
        one ->
            new DmpStructure(
                one,
                name,
                sector,
                pki().structureAuthentication(one, name),
                pki().structureSeal(one, name)));
  }

  private TestPki pki() {
    TestPki made = authority == null ? new TestPki(clock, LIFE) : authority;
    authority = made;
    return made;
  }
}
