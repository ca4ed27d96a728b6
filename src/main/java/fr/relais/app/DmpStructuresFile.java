// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.adapters.xds.DmpStructure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The structures in whose names the DMP is called: a YAML file, one entry each, with its two
 * certificates (PKCS#12 or PEM). Files are found from the folder of the YAML file.
 */
final class DmpStructuresFile {
  private DmpStructuresFile() {}

  /**
   * @param password of the certificates; empty when they have none
   * @throws StoryProblem with every fault found
   */
  static Map<String, DmpStructure> read(Path file, String password) {
    List<StoryProblem.Fault> faults = new ArrayList<>();
    Map<String, DmpStructure> structures = new LinkedHashMap<>();
    try {
      String place = String.valueOf(file.getFileName());
      YamlNode whole = new YamlNode(place, StoryReader.parse(Files.readString(file)), faults);
      whole.only("authorities", "structures");
      Path authorities = file.resolveSibling(whole.text("authorities"));
      for (YamlNode node : whole.list("structures")) {
        structure(file, node, authorities, password, structures);
      }
    } catch (IOException e) {
      faults.add(
          new StoryProblem.Fault(
              String.valueOf(file.getFileName()),
              "Ce fichier ne peut pas être lu.",
              "Vérifiez dmp.structures et le droit de lecture."));
    }
    if (!faults.isEmpty()) {
      throw new StoryProblem(faults);
    }
    return Map.copyOf(structures);
  }

  private static void structure(
      Path file,
      YamlNode node,
      Path authorities,
      String password,
      Map<String, DmpStructure> structures) {
    node.only("id", "name", "sector", "authentication", "seal");
    String id = node.text("id");
    if (!id.matches("[0-9]{2,20}")) {
      node.fault("id", "Ce n'est pas un Struct_IdNat.", "Écrivez 1 suivi du numéro FINESS.");
    }
    try {
      TrustMaterial authentication =
          TrustMaterial.load(
              file.resolveSibling(node.text("authentication")), password, authorities, password);
      TrustMaterial seal =
          TrustMaterial.load(
              file.resolveSibling(node.text("seal")), password, authorities, password);
      structures.put(
          id, new DmpStructure(id, node.text("name"), node.text("sector"), authentication, seal));
    } catch (IOException e) {
      node.fault(
          "authentication",
          "Un certificat de cette structure, ou celui des autorités, ne peut pas être lu.",
          "Vérifiez les noms des fichiers et dmp.structuresPassword.");
    }
  }
}
