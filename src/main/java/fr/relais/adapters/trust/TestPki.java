// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A small public-key infrastructure for the sandbox and the tests, made at run time and never
 * written anywhere: one authority, short-lived certificates on P-256.
 */
public final class TestPki {
  private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock;
  private final Duration life;
  private final KeyPair authorityKeys;
  private final X509Certificate authority;

  /**
   * Makes a new authority, which no other one believes.
   *
   * @param clock the real one: it is compared with the clock of TLS
   * @param life of every certificate, from now on
   */
  public TestPki(InstantSource clock, Duration life) {
    this.clock = clock;
    this.life = life;
    this.authorityKeys = keys();
    this.authority = authority();
  }

  /** A server that is called by {@code localhost}, {@code 127.0.0.1} or {@code ::1}. */
  public TrustMaterial server(String name) {
    return server(name, List.of("localhost"), List.of("127.0.0.1", "::1"));
  }

  /** A server that is called by these names and addresses and by no other. */
  public TrustMaterial server(String name, List<String> hosts, List<String> addresses) {
    GeneralName[] names = new GeneralName[hosts.size() + addresses.size()];
    for (int i = 0; i < hosts.size(); i++) {
      names[i] = new GeneralName(GeneralName.dNSName, hosts.get(i));
    }
    for (int i = 0; i < addresses.size(); i++) {
      names[hosts.size() + i] = new GeneralName(GeneralName.iPAddress, addresses.get(i));
    }
    return issue(name, KeyPurposeId.id_kp_serverAuth, new GeneralNames(names), now().plus(life));
  }

  /** A client; servers know it by this name, the common name of its certificate. */
  public TrustMaterial client(String name) {
    return issue(name, KeyPurposeId.id_kp_clientAuth, null, now().plus(life));
  }

  /** A client whose certificate ended a minute ago. */
  public TrustMaterial expiredClient(String name) {
    return issue(name, KeyPurposeId.id_kp_clientAuth, null, now().minus(Duration.ofMinutes(1)));
  }

  private Instant now() {
    return clock.instant();
  }

  private TrustMaterial issue(
      String name, KeyPurposeId purpose, @Nullable GeneralNames alternatives, Instant until) {
    KeyPair keys = keys();
    try {
      JcaX509v3CertificateBuilder certificate = certificate(named(name), keys, until);
      certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      certificate.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      certificate.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      if (alternatives != null) {
        certificate.addExtension(Extension.subjectAlternativeName, false, alternatives);
      }
      return new TrustMaterial(
          keys.getPrivate(), List.of(signed(certificate), authority), List.of(authority));
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("no certificate could be made", e);
    }
  }

  private X509Certificate authority() {
    try {
      JcaX509v3CertificateBuilder certificate =
          certificate(named("Relais sandbox authority"), authorityKeys, now().plus(life));
      certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      certificate.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      return signed(certificate);
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("no authority could be made", e);
    }
  }

  private JcaX509v3CertificateBuilder certificate(X500Name subject, KeyPair keys, Instant until) {
    Instant from = now().minus(CLOCKS_APART);
    return new JcaX509v3CertificateBuilder(
        named("Relais sandbox authority"),
        new BigInteger(127, random),
        Date.from(from),
        Date.from(until),
        subject,
        keys.getPublic());
  }

  private X509Certificate signed(JcaX509v3CertificateBuilder certificate)
      throws GeneralSecurityException, OperatorCreationException {
    PrivateKey signer = authorityKeys.getPrivate();
    return new JcaX509CertificateConverter()
        .getCertificate(
            certificate.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
  }

  private static X500Name named(String name) {
    return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
  }

  private KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("P-256 is missing in this Java", e);
    }
  }
}
