// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import fr.relais.adapters.trust.TestPki;
import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.sandbox.dmp.DmpStructures.Structure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Fictitious people and certificates for the tests of the platform. */
final class World {
  static final String INS = "184127599900117";
  static final String OTHER_INS = "270037599900223";
  static final String OID = "1.2.250.1.213.1.4.10";
  static final String DOCTOR = "889970000017";
  static final String OTHER_DOCTOR = "889970000025";
  static final String STRUCTURE = "1750099998";
  static final String OTHER_STRUCTURE = "1750088888";
  static final String HOMOLOGATION = "ESSAI-0001";

  /** Keys of RSA take a while: made once for all tests. */
  static final World ONE = new World();

  final InstantSource clock = InstantSource.system();
  final TestPki pki = new TestPki(clock, Duration.ofHours(1));
  final TrustMaterial server = pki.rsaServer("dmp d'essai");
  final TrustMaterial authentication = pki.structureAuthentication(STRUCTURE, "auth d'essai");
  final TrustMaterial seal = pki.structureSeal(STRUCTURE, "cachet d'essai");
  final TrustMaterial otherAuthentication =
      pki.structureAuthentication(OTHER_STRUCTURE, "auth d'ailleurs");
  final TrustMaterial otherSeal = pki.structureSeal(OTHER_STRUCTURE, "cachet d'ailleurs");

  private World() {}

  /** A platform with one active record, where the doctor may consult. */
  DmpPlatform platform() {
    return platform(DmpRules.strict());
  }

  DmpPlatform platform(DmpRules rules) {
    DmpStructures structures =
        new DmpStructures(
            List.of(
                new Structure(STRUCTURE, "SA52"),
                new Structure(OTHER_STRUCTURE, Set.of("SA07"), true, Set.of(OTHER_DOCTOR)),
                new Structure("1750077777", Set.of("SA52"), false, Set.of())),
            Set.of(HOMOLOGATION));
    try {
      DmpPlatform platform =
          DmpPlatform.start(
              server, server.authorities(), pki::revocationLists, structures, rules, clock);
      platform.addPatient(
          DmpPatient.active(INS, OID).authorising(DOCTOR).authorising(OTHER_DOCTOR));
      return platform;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String cx(String ins) {
    return ins + "^^^&" + OID + "&ISO^NH";
  }

  static String person(String id) {
    return id + "^FICTIF^CAMILLE^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS";
  }

  static String institution(String id) {
    return "MAISON D'ESSAI^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^" + id;
  }
}
