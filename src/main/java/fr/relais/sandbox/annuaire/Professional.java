// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.annuaire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A fictitious professional, as a test tells the register of him.
 *
 * @param profession TRE_G15
 * @param skills TRE_R38
 * @param structures the structures where he works, each a situation of its own
 */
public record Professional(
    String rpps,
    String family,
    String given,
    String profession,
    List<String> skills,
    List<Mailbox> mailboxes,
    List<String> structures) {
  private static final String NOS = "https://mos.esante.gouv.fr/NOS/";

  public Professional {
    skills = List.copyOf(skills);
    mailboxes = List.copyOf(mailboxes);
    structures = List.copyOf(structures);
  }

  /** A general practitioner who works in one place and lists no mailbox. */
  public static Professional doctor(String rpps, String family, String given) {
    return new Professional(
        rpps, family, given, "10", List.of("SM54"), List.of(), List.of("CABINET"));
  }

  public Professional reachedAt(Mailbox... all) {
    return new Professional(rpps, family, given, profession, skills, List.of(all), structures);
  }

  public Professional workingAt(String... all) {
    return new Professional(rpps, family, given, profession, skills, mailboxes, List.of(all));
  }

  public Professional as(String other) {
    return new Professional(rpps, family, given, other, skills, mailboxes, structures);
  }

  public Professional named(String otherFamily, String otherGiven) {
    return new Professional(
        rpps, otherFamily, otherGiven, profession, skills, mailboxes, structures);
  }

  Map<String, String> elements() {
    Map<String, String> elements = new TreeMap<>();
    elements.put("language", "\"fr\"");
    elements.put(
        "name",
        "[{\"use\":\"usual\",\"family\":\"%s\",\"given\":[\"%s\"],\"suffix\":[\"DR\"]}]"
            .formatted(family, given));
    if (!mailboxes.isEmpty()) {
      elements.put(
          "telecom",
          mailboxes.stream().map(Mailbox::json).collect(Collectors.joining(",", "[", "]")));
    }
    List<String> codes = new ArrayList<>();
    codes.add(qualification("TRE_G15-ProfessionSante/FHIR/TRE-G15-ProfessionSante", profession));
    skills.forEach(
        s ->
            codes.add(
                qualification("TRE_R38-SpecialiteOrdinale/FHIR/TRE-R38-SpecialiteOrdinale", s)));
    elements.put("qualification", codes.stream().collect(Collectors.joining(",", "[", "]")));
    return elements;
  }

  private static String qualification(String table, String code) {
    return "{\"code\":{\"coding\":[{\"system\":\"%s%s\",\"code\":\"%s\"}]}}"
        .formatted(NOS, table, code);
  }

  /** What a situation of his says. */
  static Map<String, String> situation(String practitioner, String structure) {
    Map<String, String> elements = new TreeMap<>();
    elements.put("practitioner", "{\"reference\":\"Practitioner/" + practitioner + "\"}");
    elements.put("organization", "{\"reference\":\"Organization/" + structure + "\"}");
    elements.put(
        "code",
        "[{\"coding\":[{\"system\":\"%sTRE_R23-ModeExercice/FHIR/TRE-R23-ModeExercice\",\"code\":\"L\"}]}]"
            .formatted(NOS));
    return elements;
  }
}
