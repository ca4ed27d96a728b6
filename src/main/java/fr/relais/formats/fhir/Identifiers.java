// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.hl7.fhir.r4.model.Identifier;
import org.jspecify.annotations.Nullable;

/** Identifiers, so that the same one is the same text in every format. */
final class Identifiers {
  private static final String UUID = "urn:uuid:";

  /** A URI is its own authority (FHIR R4, 2.24.0.6). */
  private static final String ANY_URI = "urn:ietf:rfc:3986";

  private Identifiers() {}

  /**
   * Root, and extension after a circumflex, as a clinical document has them; null without a value.
   */
  static @Nullable String key(Identifier identifier) {
    if (!identifier.hasValue() || identifier.getValue().isBlank()) {
      return null;
    }
    String value = bare(identifier.getValue().strip());
    String system = Objects.requireNonNullElse(identifier.getSystem(), ANY_URI);
    return system.equals(ANY_URI) ? value : bare(system) + "^" + value;
  }

  /** Without the prefix of OIDs and UUIDs. */
  static String bare(String uri) {
    return uri.startsWith(Uris.OID)
        ? uri.substring(Uris.OID.length())
        : uri.startsWith(UUID) ? uri.substring(UUID.length()).toLowerCase(Locale.ROOT) : uri;
  }

  /** Whether its type is this code of HL7 table 0203. */
  static boolean typed(Identifier identifier, String code) {
    return identifier.getType().getCoding().stream().anyMatch(c -> code.equals(c.getCode()));
  }

  /** The value of the first of this type. */
  static @Nullable String typed(List<Identifier> all, String code) {
    return all.stream()
        .filter(identifier -> typed(identifier, code) && identifier.hasValue())
        .map(identifier -> identifier.getValue().strip())
        .findFirst()
        .orElse(null);
  }
}
