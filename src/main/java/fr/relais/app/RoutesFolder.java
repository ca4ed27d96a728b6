// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the routes are: the folder that the settings name; when it is not there (the jar was
 * started from another place) the routes that come in the jar, laid beside the data.
 */
final class RoutesFolder {
  private static final List<String> FILES =
      List.of(
          "in-mllp.camel.yaml",
          "in-folder.camel.yaml",
          "in-mail.camel.yaml",
          "software/segur-mail.yaml",
          "software/weda.yaml",
          "software/doctolib-medecin.yaml",
          "software/hprim-folder.yaml",
          "software/fhir-hook.yaml",
          "policy/default.yaml",
          "policy/noyers.yaml",
          "policy/sainte-aube.yaml");

  /** Name of the folder of the software sheets, beside the routes. */
  static final String SOFTWARE = "software";

  /** Name of the folder of the sites' rules, beside the routes. */
  static final String POLICY = "policy";

  private RoutesFolder() {}

  static Path find(Settings settings) {
    Path named = settings.get(SettingKeys.ROUTES_DIR).toAbsolutePath().normalize();
    return Files.isDirectory(named)
        ? named
        : laid(settings.get(SettingKeys.DATA_DIR).toAbsolutePath().resolve("routes"));
  }

  /** The software sheets that the jar holds: their texts by their names. */
  static Map<String, String> shippedSheets() {
    Map<String, String> texts = new TreeMap<>();
    for (String file : FILES) {
      if (file.startsWith(SOFTWARE + "/")) {
        String name = file.substring(SOFTWARE.length() + 1).replace(".yaml", "");
        try (InputStream in = shipped(file)) {
          texts.put(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
          throw new UncheckedIOException("fiches introuvables", e);
        }
      }
    }
    return texts;
  }

  private static InputStream shipped(String file) {
    InputStream in = RoutesFolder.class.getResourceAsStream("/routes/" + file);
    if (in == null) {
      throw new IllegalStateException("the jar does not hold its routes");
    }
    return in;
  }

  /** The site's own once it is laid: a start never takes its changes back. */
  private static boolean signed(String file) {
    return file.startsWith(POLICY + "/") && !file.endsWith(PolicyFile.DEFAULT);
  }

  private static Path laid(Path folder) {
    try {
      Files.createDirectories(folder.resolve(SOFTWARE));
      Files.createDirectories(folder.resolve(POLICY));
      for (String file : FILES) {
        if (signed(file) && Files.exists(folder.resolve(file))) {
          continue;
        }
        try (InputStream in = shipped(file)) {
          Files.copy(in, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("routes introuvables", e);
    }
  }
}
