// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.time.Duration;
import java.util.Set;

/**
 * What the published texts leave open, or give differently from one to the other.
 *
 * @param vihfVersions accepted values of VIHF_Version (samples say 3.0, a later mapping 4.0)
 * @param sha1 whether signatures and digests by SHA-1 are accepted, as in the oldest samples
 * @param extensions whether the id of a document may be {@code OID^extension}: the DMP is said not
 *     to take it, the metadata allow it
 * @param issuerFromCountry whether the VIHF's Issuer is written from the country to the common
 *     name, as the certificate holds it; otherwise from the common name, as the samples do
 * @param existenceIndirect whether TD0.2 may be asked in indirect mode
 * @param assertionAge how old a VIHF may be
 * @param loginAge how long ago the person may have signed in
 * @param latency how long an answer takes under {@link Fault#LATENCY}
 * @param bodyBytesMax of a request
 */
public record DmpRules(
    Set<String> vihfVersions,
    boolean sha1,
    boolean extensions,
    boolean issuerFromCountry,
    boolean existenceIndirect,
    Duration assertionAge,
    Duration loginAge,
    Duration latency,
    int bodyBytesMax) {

  public DmpRules {
    vihfVersions = Set.copyOf(vihfVersions);
  }

  /** The strict reading. */
  public static DmpRules strict() {
    return new DmpRules(
        Set.of("3.0", "4.0"),
        false,
        false,
        false,
        true,
        Duration.ofMinutes(5),
        Duration.ofHours(12),
        Duration.ofSeconds(2),
        32 * 1024 * 1024);
  }

  /** The same, with SHA-1. */
  public DmpRules withSha1() {
    return new DmpRules(
        vihfVersions,
        true,
        extensions,
        issuerFromCountry,
        existenceIndirect,
        assertionAge,
        loginAge,
        latency,
        bodyBytesMax);
  }

  /** The same, with document ids that have an extension. */
  public DmpRules withExtensions() {
    return new DmpRules(
        vihfVersions,
        sha1,
        true,
        issuerFromCountry,
        existenceIndirect,
        assertionAge,
        loginAge,
        latency,
        bodyBytesMax);
  }

  /** The same, where the Issuer is written from the country. */
  public DmpRules withIssuerFromCountry() {
    return new DmpRules(
        vihfVersions,
        sha1,
        extensions,
        true,
        existenceIndirect,
        assertionAge,
        loginAge,
        latency,
        bodyBytesMax);
  }

  /** The same, where TD0.2 wants a signed-in doctor. */
  public DmpRules withoutExistenceIndirect() {
    return new DmpRules(
        vihfVersions,
        sha1,
        extensions,
        issuerFromCountry,
        false,
        assertionAge,
        loginAge,
        latency,
        bodyBytesMax);
  }

  /** The same, with another latency. */
  public DmpRules withLatency(Duration time) {
    return new DmpRules(
        vihfVersions,
        sha1,
        extensions,
        issuerFromCountry,
        existenceIndirect,
        assertionAge,
        loginAge,
        time,
        bodyBytesMax);
  }

  /** The same, for shorter requests. */
  public DmpRules withBodyBytesMax(int bytes) {
    return new DmpRules(
        vihfVersions,
        sha1,
        extensions,
        issuerFromCountry,
        existenceIndirect,
        assertionAge,
        loginAge,
        latency,
        bytes);
  }
}
