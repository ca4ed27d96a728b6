// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;

/**
 * A small public-key infrastructure for the sandbox and the tests, made at run time: one authority
 * with short-lived certificates on P-256, and two in a row with RSA keys, as IGC-Santé has them for
 * structures. All of them are called "Relais sandbox": live refuses them by that name.
 */
public final class TestPki {
  private static final String MARK = "Relais sandbox";
  private static final Duration PAST = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Duration life;
  private final TestAuthority local;
  private @Nullable TestAuthority root;
  private @Nullable TestAuthority organisations;

  /**
   * Makes a new authority, which no other one believes.
   *
   * @param clock the real one: it is compared with the clock of TLS
   * @param life of every certificate, from now on
   */
  public TestPki(InstantSource clock, Duration life) {
    this.clock = clock;
    this.life = life;
    this.local =
        new TestAuthority(clock, life, commonName(MARK + " authority"), TestKeys.P256, null);
  }

  /** Whether a certificate was made here, now or in another run. */
  static boolean made(X509Certificate certificate) {
    return certificate.getIssuerX500Principal().getName().contains(MARK);
  }

  /** A server that is called by {@code localhost}, {@code 127.0.0.1} or {@code ::1}. */
  public TrustMaterial server(String name) {
    return server(name, List.of("localhost"), List.of("127.0.0.1", "::1"));
  }

  /** A server that is called by these names and addresses and by no other. */
  public TrustMaterial server(String name, List<String> hosts, List<String> addresses) {
    return local.issue(commonName(name), serverUse(hosts, addresses), end(), local.chain());
  }

  /** A client; servers know it by this name, the common name of its certificate. */
  public TrustMaterial client(String name) {
    return local.issue(commonName(name), client(), end(), local.chain());
  }

  /** A client whose certificate ended a minute ago. */
  public TrustMaterial expiredClient(String name) {
    return local.issue(commonName(name), client(), past(), local.chain());
  }

  /**
   * What a structure shows when it connects ("authentification").
   *
   * @param structureId Struct_IdNat, such as {@code 1} and a FINESS
   * @param name of the certificate
   */
  public TrustMaterial structureAuthentication(String structureId, String name) {
    return structure(structureId, name, client(), end());
  }

  /** What a structure signs with ("cachet"); no server believes it as a client. */
  public TrustMaterial structureSeal(String structureId, String name) {
    return structure(structureId, name, seal(), end());
  }

  /** The same as {@link #structureAuthentication}, ended a minute ago. */
  public TrustMaterial expiredStructureAuthentication(String structureId, String name) {
    return structure(structureId, name, client(), past());
  }

  /** The same as {@link #structureSeal}, ended a minute ago. */
  public TrustMaterial expiredStructureSeal(String structureId, String name) {
    return structure(structureId, name, seal(), past());
  }

  /** A server of a national service, called by {@code localhost} and its addresses. */
  public TrustMaterial rsaServer(String name) {
    return rsaServer(name, List.of("localhost"), List.of("127.0.0.1", "::1"));
  }

  /** A server of a national service, that is called by these names and addresses alone. */
  public TrustMaterial rsaServer(String name, List<String> hosts, List<String> addresses) {
    TestAuthority authority = organisations();
    return authority.issue(
        commonName(name), serverUse(hosts, addresses), end(), healthAuthorities(authority));
  }

  /** Whoever asks for the lists from now on is told that this certificate is believed no more. */
  public void revoke(X509Certificate certificate) {
    for (TestAuthority authority : authorities()) {
      if (authority.signed(certificate)) {
        authority.revoke(certificate);
        return;
      }
    }
    throw new IllegalArgumentException("the certificate is of another authority");
  }

  /** The list of the authority of structures and national services. */
  public X509CRL revocations() {
    return organisations().revocations();
  }

  /**
   * Every authority's list: what {@link TrustMaterial#checkedBy} needs, whatever the kind of key.
   */
  public List<X509CRL> revocationLists() {
    organisations();
    return authorities().stream().map(TestAuthority::revocations).toList();
  }

  private synchronized List<TestAuthority> authorities() {
    TestAuthority top = root;
    TestAuthority below = organisations;
    return top == null || below == null ? List.of(local) : List.of(local, below, top);
  }

  /** Made when first asked for: an RSA key takes a while. */
  private synchronized TestAuthority organisations() {
    TestAuthority known = organisations;
    if (known != null) {
      return known;
    }
    TestAuthority top =
        new TestAuthority(
            clock,
            life,
            health(MARK + " AC RACINE IGC-SANTE ELEMENTAIRE", "IGC-SANTE TEST", "ASIP-SANTE"),
            TestKeys.RSA,
            null);
    TestAuthority made =
        new TestAuthority(
            clock,
            life,
            health(
                MARK + " AC IGC-SANTE ELEMENTAIRE ORGANISATIONS", "IGC-SANTE TEST", "ASIP-SANTE"),
            TestKeys.RSA,
            top);
    root = top;
    organisations = made;
    return made;
  }

  private TrustMaterial structure(
      String structureId, String name, TestAuthority.Use use, Instant end) {
    TestAuthority authority = organisations();
    return authority.issue(
        health(name, structureId, "STRUCTURE FICTIVE"), use, end, healthAuthorities(authority));
  }

  /** Both are believed, the lower one too: so the path to check is the last certificate alone. */
  private static List<X509Certificate> healthAuthorities(TestAuthority authority) {
    return new ArrayList<>(authority.chain());
  }

  private static TestAuthority.Use client() {
    return new TestAuthority.Use(KeyUsage.digitalSignature, KeyPurposeId.id_kp_clientAuth, null);
  }

  /** As the seals of IGC-Santé: e-mail protection, so that it is for no TLS. */
  private static TestAuthority.Use seal() {
    return new TestAuthority.Use(
        KeyUsage.digitalSignature | KeyUsage.nonRepudiation,
        KeyPurposeId.id_kp_emailProtection,
        null);
  }

  private static TestAuthority.Use serverUse(List<String> hosts, List<String> addresses) {
    List<GeneralName> names = new ArrayList<>();
    hosts.forEach(host -> names.add(new GeneralName(GeneralName.dNSName, host)));
    addresses.forEach(address -> names.add(new GeneralName(GeneralName.iPAddress, address)));
    return new TestAuthority.Use(
        KeyUsage.digitalSignature,
        KeyPurposeId.id_kp_serverAuth,
        new GeneralNames(names.toArray(GeneralName[]::new)));
  }

  private Instant end() {
    return clock.instant().plus(life);
  }

  private Instant past() {
    return clock.instant().minus(PAST);
  }

  private static X500Name commonName(String name) {
    return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
  }

  /** From the country to the common name, as certificates of IGC-Santé hold it. */
  private static X500Name health(String name, String unit, String organisation) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.C, "FR")
        .addRDN(BCStyle.O, organisation)
        .addRDN(BCStyle.OU, unit)
        .addRDN(BCStyle.CN, name)
        .build();
  }
}
