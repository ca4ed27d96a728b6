// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import fr.relais.adapters.trust.TestPki;
import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.adapters.trust.VihfDialect;
import fr.relais.adapters.trust.VihfRequest;
import fr.relais.sandbox.dmp.DmpPlatform;
import fr.relais.sandbox.dmp.DmpRules;
import fr.relais.sandbox.dmp.DmpStructures;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys and the settings of the tests: one authority, one structure, one server. */
final class DmpHouse {
  static final InstantSource CLOCK = InstantSource.system();
  static final DmpSettings.Limits QUICK = limits(Duration.ofSeconds(30));

  /** For a server that never answers. */
  static final DmpSettings.Limits IMPATIENT = limits(Duration.ofSeconds(4));

  private static final String PATH = "/si-dmp-server/v2/services/";

  /** Keys of RSA take a while: made once for all tests. */
  static final DmpHouse ONE = new DmpHouse();

  final TestPki pki = new TestPki(CLOCK, Duration.ofHours(1));
  final TrustMaterial server = pki.rsaServer("dmp");
  final DmpStructure structure =
      structure(
          pki.structureAuthentication(Publications.STRUCTURE, "Maison de santé"),
          pki.structureSeal(Publications.STRUCTURE, "Maison de santé"));

  private DmpHouse() {}

  /** The platform of the sandbox, which knows the structure and one patient. */
  DmpPlatform platform() throws java.io.IOException {
    return platform(DmpRules.strict());
  }

  /** The same, under these rules. */
  DmpPlatform platform(DmpRules rules) throws java.io.IOException {
    DmpPlatform platform =
        DmpPlatform.start(
            server,
            structure.authentication().authorities(),
            () -> List.of(pki.revocations()),
            new DmpStructures(
                List.of(new DmpStructures.Structure(Publications.STRUCTURE, "SA52")),
                Set.of("HOMOLOGATION-TEST")),
            rules,
            CLOCK);
    platform.addPatient(Publications.INS, Publications.TEST_OID);
    return platform;
  }

  static DmpStructure structure(TrustMaterial authentication, TrustMaterial seal) {
    return new DmpStructure(
        Publications.STRUCTURE, "MAISON DE SANTE DES TESTS", "SA52", authentication, seal);
  }

  private static DmpSettings.Limits limits(Duration answer) {
    return new DmpSettings.Limits(Duration.ofSeconds(30), answer, 2_000_000, 1_000_000, 50);
  }

  DmpSettings settings(int port) {
    return settings(port, QUICK);
  }

  DmpSettings settings(int port, DmpSettings.Limits limits) {
    return settings("https://localhost:" + port + PATH, structure, limits);
  }

  static DmpSettings settings(String base, DmpStructure structure, DmpSettings.Limits limits) {
    return settings(base, structure, VihfDialect.SAMPLES, limits);
  }

  static DmpSettings settings(
      String base, DmpStructure structure, VihfDialect dialect, DmpSettings.Limits limits) {
    return new DmpSettings(
        URI.create(base + "repository"),
        URI.create(base + "registry"),
        URI.create(base + "patients"),
        URI.create(base + "habilitations"),
        Map.of(structure.id(), structure),
        new VihfRequest.Software("Relais", "0.1.0", "HOMOLOGATION-TEST", null),
        dialect,
        "1.2.250.1.999.1.1",
        limits);
  }
}
