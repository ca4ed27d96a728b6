// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Resource;

/** Our StructureDefinitions, ValueSets and CodeSystems, named one a line in {@code index.txt}. */
final class Profiles {
  private static final String FOLDER = "/fhir-profiles/";

  private Profiles() {}

  static List<Resource> load(FhirModel model) {
    List<Resource> all = new ArrayList<>();
    try (BufferedReader names =
        new BufferedReader(new InputStreamReader(open("index.txt"), StandardCharsets.UTF_8))) {
      for (String name : names.lines().filter(line -> !line.isBlank()).toList()) {
        try (InputStream in = open(name)) {
          all.add((Resource) model.context().newJsonParser().parseResource(in));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the FHIR profiles cannot be read", e);
    }
    return all;
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(
        Profiles.class.getResourceAsStream(FOLDER + name), () -> FOLDER + name);
  }
}
