// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.relais.core.model.Content;
import fr.relais.core.model.Roster;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small right directory; a test states what it changes. Its day J is 19 November 2026. */
final class Directory {
  static final Instant NOW = Instant.parse("2026-11-19T10:00:00Z");

  private final Map<String, String> files = new LinkedHashMap<>();

  private Directory() {}

  static Directory right() {
    return new Directory()
        .with(
            "people.csv",
            "id,rpps,family,given,opens,closes,mission_end,revoked_on,folder",
            "martin,89970010115,MARTIN,Claire,08:30,19:00,,,martin",
            "boyer,89970010222,BOYER,Anne,,,2027-05-01,,boyer",
            "lenoir,89970010776,LENOIR,Hugues,,,,,")
        .with(
            "sites.csv",
            "id,name,finess,referent,care_place",
            "noyers,MSP du Serein,890009986,martin,oui")
        .with(
            "roster.csv",
            "kind,practitioner,site,from,to",
            "PRESENCE,boyer,noyers,2026-11-18 08:00,2026-11-20 18:00",
            "ABSENCE,boyer,,2026-12-01,2026-12-02",
            "DUTY,martin,noyers,J-30,J+365",
            "OPERATOR_DUTY,lenoir,,J-30,J+365")
        .with(
            "senders.csv",
            "id,name,finess,application,facility,folder,hprim_code,site,cumulative",
            "labo-serein,Laboratoire du Serein,890009991,SIL-SEREIN,LBM DU SEREIN,labo-serein,"
                + "SEREINBIO,noyers,oui")
        .with(
            "codes.csv",
            "sender,code,practitioner,site",
            "labo-serein,BOYEAN,boyer,",
            "labo-serein,MSPNOY,,noyers");
  }

  Directory with(String file, String... lines) {
    files.put(file, String.join("\n", lines) + "\n");
    return this;
  }

  /** Adds a line at the end of a file. */
  Directory plus(String file, String line) {
    files.merge(file, line + "\n", String::concat);
    return this;
  }

  Directory changed(String file, String from, String to) {
    files.computeIfPresent(file, (name, text) -> text.replace(from, to));
    return this;
  }

  List<CsvFile> files() {
    List<CsvFile> all = new ArrayList<>();
    files.forEach((name, text) -> all.add(new CsvFile(name, Content.of(text, UTF_8))));
    return all;
  }

  RosterImport read() {
    return importing(files(), Roster.EMPTY, false);
  }

  Roster roster() {
    return rosterOf(read());
  }

  static RosterImport importing(List<CsvFile> files, Roster existing, boolean confirmed) {
    return new RosterCsv(InstantSource.fixed(NOW)).importFiles(files, existing, confirmed);
  }

  static Roster rosterOf(RosterImport result) {
    return result.fold(
        RosterImport.Imported::roster,
        no -> {
          throw new AssertionError(no.problems().toString());
        });
  }

  static List<ImportProblem> problemsOf(RosterImport result) {
    return result.fold(yes -> List.of(), RosterImport.NotImported::problems);
  }

  static List<ImportProblem> warningsOf(RosterImport result) {
    return result.fold(
        RosterImport.Imported::warnings,
        no -> {
          throw new AssertionError(no.problems().toString());
        });
  }
}
