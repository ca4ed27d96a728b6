// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.SignatureMethod;

/**
 * How XML is signed for the DMP: its samples of 2019 to 2021 say SHA-1, one of 2024 SHA-256; what
 * it asks for today is to be confirmed, so both are there (XML Signature 1.1, section 6).
 */
public enum SignatureAlgorithm {
  RSA_SHA256(SignatureMethod.RSA_SHA256, DigestMethod.SHA256, "SHA-256"),
  RSA_SHA1(SignatureMethod.RSA_SHA1, DigestMethod.SHA1, "SHA-1");

  private final String signature;
  private final String digest;
  private final String messageDigest;

  SignatureAlgorithm(String signature, String digest, String messageDigest) {
    this.signature = signature;
    this.digest = digest;
    this.messageDigest = messageDigest;
  }

  /** Identifier of the signature method. */
  public String signature() {
    return signature;
  }

  /** Identifier of the digest method that goes with it. */
  public String digest() {
    return digest;
  }

  /** The digest by its Java name. */
  String messageDigest() {
    return messageDigest;
  }
}
