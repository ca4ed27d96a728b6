// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.formats.cda.CdaHeader.Identifier;
import fr.relais.formats.xml.XmlElement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The specimens that an entry describes by its collection procedures (template
 * 1.3.6.1.4.1.19376.1.3.1.2), known by their number.
 */
record Specimens(Map<String, String> byNumber, @Nullable String only) {
  static final Specimens NONE = new Specimens(Map.of(), null);

  static Specimens of(XmlElement entry) {
    Map<String, String> byNumber = new HashMap<>();
    List<XmlElement> roles =
        entry.everything().stream()
            .filter(element -> element.name().equals("procedure"))
            .flatMap(procedure -> procedure.all("participant", "participantRole"))
            .filter(role -> "SPEC".equals(role.attribute("classCode")))
            .toList();
    for (XmlElement role : roles) {
      String material = material(role.first("playingEntity", "code"));
      Identifier id = Parts.id(role.child("id"));
      if (material != null && id != null) {
        byNumber.put(id.key(), material);
      }
    }
    List<String> materials =
        roles.stream()
            .map(role -> material(role.first("playingEntity", "code")))
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    return new Specimens(byNumber, materials.size() == 1 ? materials.get(0) : null);
  }

  /** The material of a statement's own specimen; a micro-organism is none. */
  @Nullable String usedBy(XmlElement statement) {
    return statement
        .all("specimen", "specimenRole")
        .filter(role -> !isolate(role))
        .map(
            role -> {
              String named = material(role.first("specimenPlayingEntity", "code"));
              Identifier id = Parts.id(role.child("id"));
              return named != null || id == null ? named : byNumber.get(id.key());
            })
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Whether what plays the specimen is a micro-organism (classCode MIC). */
  static boolean isolate(XmlElement specimenRole) {
    return "MIC".equals(Parts.value(specimenRole.child("specimenPlayingEntity"), "classCode"));
  }

  private static @Nullable String material(@Nullable XmlElement code) {
    return Stream.of("displayName", "code")
        .map(attribute -> Parts.value(code, attribute))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
