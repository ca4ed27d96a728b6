// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** The kinds of keys that test authorities have and certify. */
enum TestKeys {
  P256("EC", new ECGenParameterSpec("secp256r1"), "SHA256withECDSA"),
  /** As IGC-Santé certifies them. */
  RSA("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4), "SHA256withRSA");

  private final String algorithm;
  private final AlgorithmParameterSpec size;
  private final String signature;

  TestKeys(String algorithm, AlgorithmParameterSpec size, String signature) {
    this.algorithm = algorithm;
    this.size = size;
    this.signature = signature;
  }

  KeyPair make(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(size, random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("keys of this kind are missing in this Java", e);
    }
  }

  /** How such a key signs certificates. */
  String signature() {
    return signature;
  }
}
