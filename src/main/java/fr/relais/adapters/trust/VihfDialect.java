// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

/**
 * What sources on the token disagree about, so what a platform may want one way or the other
 * (national services 1.4 and 8).
 *
 * @param version value of {@code VIHF_Version}: 3.0 in samples, 4.0 in a newer guide
 * @param mode name of the attribute that says the mode
 * @param issuer order in which the issuer's name is written
 */
public record VihfDialect(
    String version, ModeAttribute mode, IssuerOrder issuer, SignatureAlgorithm algorithm) {
  /** As the samples of the DMP, but with SHA-256. */
  public static final VihfDialect SAMPLES =
      new VihfDialect(
          "3.0",
          ModeAttribute.LOWER_CASE,
          IssuerOrder.MOST_SPECIFIC_FIRST,
          SignatureAlgorithm.RSA_SHA256);

  public VihfDialect {
    if (!version.matches("\\d{1,2}\\.\\d{1,2}")) {
      throw new IllegalArgumentException("a version of the token has two numbers");
    }
  }

  /** Two spellings of one name. */
  public enum ModeAttribute {
    LOWER_CASE("Authentification_mode"),
    UPPER_CASE("Authentification_Mode");

    private final String spelling;

    ModeAttribute(String spelling) {
      this.spelling = spelling;
    }

    /** As the token spells it. */
    public String spelling() {
      return spelling;
    }
  }

  /** In which order the parts of the signer's distinguished name are written. */
  public enum IssuerOrder {
    /** RFC 2253: from the common name to the country. */
    MOST_SPECIFIC_FIRST,
    /** As the certificate holds it: from the country to the common name. */
    COUNTRY_FIRST
  }
}
