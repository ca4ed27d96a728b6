// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

/**
 * Why the registry or the repository refuses what a well-formed request asks (ebRS RegistryError).
 *
 * <p>The context names attributes and rules, never values.
 */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;
  private final String code;
  private final String location;

  Refusal(String code, String context, String location) {
    super(context);
    this.code = code;
    this.location = location;
  }

  Refusal(String code, String context) {
    this(code, context, "");
  }

  /** An attribute that is missing, or is not what it should be. */
  static Refusal metadata(String attribute, String why) {
    return new Refusal("XDSRegistryMetadataError", attribute + " : " + why, attribute);
  }

  /** A submission whose documents are not what it says. */
  static Refusal repository(String why) {
    return new Refusal("XDSRepositoryMetadataError", why);
  }

  String code() {
    return code;
  }

  String context() {
    return String.valueOf(getMessage());
  }

  String location() {
    return location;
  }
}
