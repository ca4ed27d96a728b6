// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

/**
 * Why a whole request is refused, as a SOAP 1.2 fault.
 *
 * <p>The reason never holds anything of the request.
 */
final class SoapFault extends Exception {
  private static final long serialVersionUID = 1L;
  private final String code;
  private final String subcode;

  /**
   * @param code with its prefix, {@code soap:Sender}
   * @param subcode with its prefix soap, wsa or wsse; empty when there is none
   */
  private SoapFault(String code, String subcode, String reason) {
    super(reason);
    this.code = code;
    this.subcode = subcode;
  }

  /** SOAP 1.1, or no SOAP at all. */
  static SoapFault version() {
    return new SoapFault("soap:VersionMismatch", "", "SOAP 1.2 est attendu");
  }

  /** A message that is no message: broken XML, broken multipart. */
  static SoapFault unreadable(String reason) {
    return new SoapFault("soap:Sender", "", reason);
  }

  /** WS-Addressing (W3C, SOAP binding, section 6.4). */
  static SoapFault addressing(String name, String reason) {
    return new SoapFault("soap:Sender", "wsa:" + name, reason);
  }

  /** WS-Security (OASIS SOAP Message Security 1.1, section 12). */
  static SoapFault security(String name, String reason) {
    return new SoapFault("soap:Sender", "wsse:" + name, reason);
  }

  /** The DMP's own words; only DMPInvalidCertificate is attested. */
  static SoapFault dmp(String name, String reason) {
    return new SoapFault("soap:Sender", "soap:" + name, reason);
  }

  static SoapFault certificate(String reason) {
    return dmp("DMPInvalidCertificate", reason);
  }

  String code() {
    return code;
  }

  String subcode() {
    return subcode;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
