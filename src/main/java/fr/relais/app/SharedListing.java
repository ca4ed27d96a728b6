// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.sandbox.dmp.Filed;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What stands in the sandbox's DMP, in lines: titles, authors and states, never a value. */
final class SharedListing {
  private final SandboxDmp dmp;

  SharedListing(SandboxDmp dmp) {
    this.dmp = dmp;
  }

  /** Every record that anybody asked for. */
  String all() {
    List<String> known = dmp.asked();
    return known.isEmpty()
        ? "Personne n'a encore demandé de DMP. Écrivez par exemple : dmp 248028999900129\n"
        : known.stream()
            .map(ins -> ins + "  " + state(ins) + " · documents : " + dmp.documents(ins).size())
            .collect(Collectors.joining("\n", "", "\n"));
  }

  /** One record and its documents with their numbers, replaced and deleted ones too. */
  String of(String ins) {
    List<String> documents = lines(ins);
    StringBuilder text = new StringBuilder("DMP simulé ").append(state(ins));
    List<String> refused = dmp.refused(ins);
    if (!refused.isEmpty()) {
      text.append(", mais refusé à ").append(String.join(", ", refused));
    }
    text.append(documents.isEmpty() ? ", aucun document.\n" : " :\n");
    for (int n = 1; n <= documents.size(); n++) {
      text.append("  ").append(n).append("  ").append(documents.get(n - 1)).append("\n");
    }
    return text.toString();
  }

  /**
   * Everything that the registry says of one document: it may name the patient, who is fictitious.
   *
   * @param number as {@link #of} shows it
   */
  String described(String ins, String number) {
    List<Filed> documents = dmp.documents(ins);
    int at = number.matches("\\d{1,6}") ? Integer.parseInt(number) : 0;
    if (at < 1 || at > documents.size()) {
      return "Ce DMP n'a pas de document de ce numéro : « dmp " + ins + " » les liste.\n";
    }
    Filed one = documents.get(at - 1);
    StringBuilder text = new StringBuilder();
    line(text, "uniqueId", one.uniqueId());
    line(text, "entryUUID", one.entryUuid());
    line(text, "logicalId", one.logicalId());
    line(text, "availabilityStatus", one.state().name());
    line(text, "replaces", Objects.requireNonNullElse(one.replaces(), ""));
    line(text, "hash", one.hash());
    line(text, "size", String.valueOf(one.bytes().length));
    line(text, "submissionSet", String.join(" ", one.sets()));
    line(text, "structure", one.structure());
    new TreeMap<>(one.metadata())
        .forEach((name, values) -> values.forEach(value -> line(text, name, value)));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append("  ").append(name).append(" = ").append(value).append("\n");
    }
  }

  /** One line for each document, the oldest first. */
  List<String> lines(String ins) {
    List<Filed> documents = dmp.documents(ins);
    Map<String, Filed> byId =
        documents.stream().collect(Collectors.toMap(Filed::uniqueId, Function.identity()));
    return documents.stream().map(one -> line(one, byId)).toList();
  }

  private String state(String ins) {
    return dmp.state(ins);
  }

  private static String line(Filed one, Map<String, Filed> byId) {
    return one.first("title")
        + " · "
        + person(one.first("authorPerson"))
        + institution(one.first("authorInstitution"))
        + " · version "
        + version(one, byId)
        + ", "
        + switch (one.state()) {
          case APPROVED -> "en vigueur";
          case DEPRECATED -> "remplacée";
          case DELETED -> "supprimée";
        }
        + " · déposé par la structure "
        + one.structure();
  }

  /** How many it took the place of, one after the other, and itself. */
  private static int version(Filed one, Map<String, Filed> byId) {
    int version = 1;
    Filed earlier = byId.get(Objects.requireNonNullElse(one.replaces(), ""));
    while (earlier != null && version <= byId.size()) {
      version++;
      earlier = byId.get(Objects.requireNonNullElse(earlier.replaces(), ""));
    }
    return version;
  }

  /** XCN: given name and family name. */
  private static String person(String xcn) {
    String[] parts = xcn.split("\\^", -1);
    return parts.length > 2 ? (parts[2] + " " + parts[1]).strip() : "auteur non dit";
  }

  /** XON: its name. */
  private static String institution(String xon) {
    String name = xon.split("\\^", -1)[0];
    return name.isEmpty() ? "" : ", " + name;
  }
}
