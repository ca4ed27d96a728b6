// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import java.time.Instant;

/** What a token is asked for in the tests: fictitious people and numbers. */
final class VihfSamples {
  static final Instant AT = Instant.parse("2026-11-24T02:00:00.120Z");
  static final VihfRequest.Authentication BY_SOFTWARE =
      new VihfRequest.Authentication(
          AT.minusSeconds(60), VihfRequest.Authentication.UNSPECIFIED, null);
  static final VihfRequest.Professional DOCTOR =
      new VihfRequest.Professional(
          "899700000011",
          "BOYER",
          "ANNE",
          new VihfRequest.Code("10", "Médecin"),
          new VihfRequest.Code("SM26", "Qualifié en Médecine Générale (SM)"));

  private VihfSamples() {}

  static VihfRequest indirect(VihfRequest.Subject subject) {
    return request(VihfRequest.Mode.INDIRECT, subject, BY_SOFTWARE, false);
  }

  static VihfRequest request(
      VihfRequest.Mode mode,
      VihfRequest.Subject subject,
      VihfRequest.Authentication authentication,
      boolean secret) {
    return new VihfRequest(
        mode,
        new VihfRequest.Structure("1750000000", "SA07"),
        subject,
        new VihfRequest.Software("Relais", "0.9", "ESSAI-0001", "noyers-1"),
        authentication,
        "279035121518989",
        "1.2.250.1.213.1.4.10",
        VihfRequest.NORMAL_ACCESS,
        secret,
        AT);
  }
}
