// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.directory.CsvFile;
import fr.relais.adapters.directory.GeneralPractitionersCsv;
import fr.relais.adapters.directory.GeneralPractitionersCsv.Reading;
import fr.relais.adapters.directory.ImportProblem;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Roster;
import fr.relais.formats.fhir.CareTeams;
import fr.relais.formats.fhir.CareTeams.Declared;
import fr.relais.formats.fhir.StrictJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Médecins traitants from a FHIR Bundle of CareTeams, under the checks of the CSV list. */
final class CareTeamFile {
  private static final String ENDING = ".fhir.json";

  private CareTeamFile() {}

  /** Whether it is a Bundle of care teams; one of agendas bears the same ending. */
  static boolean is(Path file) {
    if (!String.valueOf(file.getFileName()).endsWith(ENDING)) {
      return false;
    }
    try {
      return new CareTeams(new StrictJson(Formats.FHIR))
          .reads(CsvFile.readAll(List.of(file)).get(0).content());
    } catch (IOException e) {
      return false;
    }
  }

  static Reading read(Path file, GeneralPractitionersCsv checks, Roster roster) {
    String name = String.valueOf(file.getFileName());
    CareTeams.Reading read;
    try {
      read =
          new CareTeams(new StrictJson(Formats.FHIR))
              .read(CsvFile.readAll(List.of(file)).get(0).content());
    } catch (IOException e) {
      return new Reading(
          List.of(),
          List.of(
              new ImportProblem(
                  name,
                  0,
                  "",
                  "Le fichier ne peut pas être lu.",
                  "Vérifiez le chemin et le droit de lecture.")));
    }
    if (read.declared().isEmpty()) {
      return new Reading(
          List.of(),
          read.problems().stream()
              .map(p -> new ImportProblem(name, 0, p.place(), p.cause(), p.cure()))
              .toList());
    }
    return checks.read(
        name,
        read.declared().stream().map(CareTeamFile::cells).toList(),
        read.declared().stream().map(Declared::place).toList(),
        roster);
  }

  private static Map<String, String> cells(Declared one) {
    PatientIdentity who = one.patient();
    Map<String, String> cells = new HashMap<>();
    boolean qualified = who.identityStatus() == IdentityStatus.QUALIFIED;
    put(cells, "ins", qualified ? who.ins() : null);
    put(cells, "ins_oid", qualified ? who.insOid() : null);
    put(cells, "birth_name", who.birthName());
    put(cells, "used_name", who.usedName());
    put(cells, "given", String.join(" ", who.givenNames()));
    put(cells, "birth_date", who.birthDate());
    put(cells, "sex", who.sex());
    put(cells, "birth_place", who.birthPlace());
    put(
        cells,
        "practitioner",
        one.doctor().rpps() != null ? one.doctor().rpps() : one.doctor().otherId());
    put(cells, "since", one.since());
    return cells;
  }

  private static void put(Map<String, String> cells, String column, @Nullable Object value) {
    if (value != null) {
      cells.put(column, value.toString());
    }
  }
}
