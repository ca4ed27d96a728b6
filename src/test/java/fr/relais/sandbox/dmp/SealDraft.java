// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import fr.relais.adapters.trust.TrustMaterial;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The signature of a submission set, until a test changes it. Every part is written in its
 * canonical form, so that no library stands between the text and its digest.
 */
final class SealDraft {
  private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
  private static final String C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments";

  TrustMaterial signer;
  String digestMethod = "http://www.w3.org/2001/04/xmlenc#sha256";
  String digestName = "SHA-256";
  String signatureMethod = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
  String signatureName = "SHA256withRSA";
  String setDigest = "AA==";
  String purpose = "1.2.840.10065.1.12.1.14";
  String policy =
      "<SignaturePolicyIdentifier><SignaturePolicyImplied></SignaturePolicyImplied></SignaturePolicyIdentifier>";
  String manifestType = DS + "Manifest";
  String transform = C14N;

  SealDraft(World world) {
    signer = world.seal;
  }

  /**
   * @param documents the canonical bytes by uniqueId
   */
  byte[] xml(String setId, Map<String, byte[]> documents) throws GeneralSecurityException {
    Map<String, String> digests = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> one : documents.entrySet()) {
      digests.put(one.getKey(), digest(one.getValue()));
    }
    StringBuilder references = new StringBuilder();
    references.append("<Reference URI=\"urn:oid:").append(setId).append("\">");
    references.append(method()).append(value(setDigest)).append("</Reference>");
    digests.forEach(
        (id, digest) -> {
          references.append("<Reference URI=\"urn:oid:").append(id);
          references.append("\"><Transforms><Transform Algorithm=\"").append(transform);
          references.append("\"></Transform></Transforms>").append(method());
          references.append(value(digest)).append("</Reference>");
        });
    String manifest = " Id=\"IHEManifest\">" + references + "</Manifest>";
    String properties = " Id=\"proprietes\">" + properties() + "</SignedProperties>";
    String xades = " xmlns=\"http://uri.etsi.org/01903/v1.1.1#\"";
    String info =
        ">"
            + "<CanonicalizationMethod Algorithm=\""
            + C14N
            + "\"></CanonicalizationMethod><SignatureMethod Algorithm=\""
            + signatureMethod
            + "\"></SignatureMethod>"
            + reference(
                manifestType,
                "IHEManifest",
                digest(bytes("<Manifest xmlns=\"" + DS + "\"" + manifest)))
            + reference(
                "http://uri.etsi.org/01903/v1.1.1#SignedProperties",
                "proprietes",
                digest(bytes("<SignedProperties" + xades + properties)))
            + "</SignedInfo>";
    return bytes(
        "<Signature xmlns=\""
            + DS
            + "\" Id=\"signature\"><SignedInfo"
            + info
            + "<SignatureValue>"
            + signature(bytes("<SignedInfo xmlns=\"" + DS + "\"" + info))
            + "</SignatureValue><KeyInfo><X509Data><X509Certificate>"
            + base64(signer.chain().get(0).getEncoded())
            + "</X509Certificate></X509Data></KeyInfo><Object><Manifest"
            + manifest
            + "</Object><Object><SignatureProperties xmlns=\"\"><SignatureProperty"
            + " Id=\"purposeOfSignature\" Target=\"#signature\">"
            + purpose
            + "</SignatureProperty></SignatureProperties></Object><Object><QualifyingProperties"
            + xades
            + " Target=\"#signature\"><SignedProperties"
            + properties
            + "</QualifyingProperties></Object></Signature>");
  }

  private String properties() throws GeneralSecurityException {
    return "<SignedSignatureProperties><SigningTime>2026-11-20T10:00:00Z</SigningTime>"
        + "<SigningCertificate><Cert><CertDigest>"
        + method()
        + value(digest(signer.chain().get(0).getEncoded()))
        + "</CertDigest></Cert></SigningCertificate>"
        + policy
        + "</SignedSignatureProperties>";
  }

  private String reference(String type, String id, String digest) {
    return "<Reference Type=\""
        + type
        + "\" URI=\"#"
        + id
        + "\">"
        + method()
        + value(digest)
        + "</Reference>";
  }

  private String method() {
    return "<DigestMethod Algorithm=\"" + digestMethod + "\"></DigestMethod>";
  }

  private static String value(String digest) {
    return "<DigestValue>" + digest + "</DigestValue>";
  }

  private String digest(byte[] bytes) throws GeneralSecurityException {
    return base64(MessageDigest.getInstance(digestName).digest(bytes));
  }

  private String signature(byte[] bytes) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(signatureName);
    signature.initSign(signer.key());
    signature.update(bytes);
    return base64(signature.sign());
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
