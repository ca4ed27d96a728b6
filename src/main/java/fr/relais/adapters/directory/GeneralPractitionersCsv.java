// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sex;
import fr.relais.flow.DeclaredLists.Said;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads who is whose médecin traitant, and since when, from {@code general-practitioners.csv}: one
 * line for each patient and doctor; all of it or nothing.
 */
public final class GeneralPractitionersCsv {
  /** The name that such a file bears. */
  public static final String FILE = "general-practitioners.csv";

  private static final String NIR = "1.2.250.1.213.1.4.8";
  private static final String TEST = "1.2.250.1.213.1.4.10";
  private static final Form FORM =
      Form.of(
          FILE,
          "?ins",
          "?ins_oid",
          "birth_name",
          "?used_name",
          "given",
          "birth_date",
          "?sex",
          "?birth_place",
          "practitioner",
          "since");

  private final InstantSource clock;
  private final Set<String> insOidsRefused;

  /**
   * @param insOidsRefused authorities of identities that this installation refuses
   */
  public GeneralPractitionersCsv(InstantSource clock, Set<String> insOidsRefused) {
    this.clock = clock;
    this.insOidsRefused = Set.copyOf(insOidsRefused);
  }

  /**
   * What was read.
   *
   * @param said one for each line, in order; empty when there is a problem
   */
  public record Reading(List<Said> said, List<ImportProblem> problems) {
    public Reading {
      said = problems.isEmpty() ? List.copyOf(said) : List.of();
      problems = List.copyOf(problems);
    }
  }

  /**
   * @param roster the doctors whom the file may name
   */
  public Reading readPath(Path file, Roster roster) {
    try {
      return read(CsvFile.read(file), roster);
    } catch (IOException e) {
      return new Reading(
          List.of(),
          List.of(
              new ImportProblem(
                  FILE,
                  0,
                  "",
                  "Le fichier ne peut pas être lu.",
                  "Vérifiez le chemin et le droit de lecture.")));
    }
  }

  /** The same with a file that was read already. */
  public Reading read(CsvFile file, Roster roster) {
    Instant now = clock.instant();
    Problems problems = new Problems();
    Optional<List<Row>> rows = CsvTable.read(FORM, file, Calendar.at(now), problems);
    List<Said> said = lines(rows.orElse(List.of()), roster, now);
    if (rows.isPresent() && said.isEmpty() && problems.none()) {
      problems.add(FILE, 0, "", "Le fichier n'a aucune ligne.", "Ajoutez-en.");
    }
    return new Reading(said, problems.list());
  }

  /**
   * What another kind of file declares, under the same checks.
   *
   * @param file its name
   * @param cells what each declaration says, by the names of our columns
   * @param places where each stands in the file, in the same order
   */
  public Reading read(
      String file, List<Map<String, String>> cells, List<String> places, Roster roster) {
    Instant now = clock.instant();
    Problems problems = new Problems();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      rows.add(new Row(file, i + 1, cells.get(i), Calendar.at(now), problems));
    }
    List<Said> said = lines(rows, roster, now);
    return new Reading(
        said,
        problems.list().stream()
            .map(
                p ->
                    new ImportProblem(
                        file, 0, places.get(p.line() - 1) + ", " + p.column(), p.cause(), p.cure()))
            .toList());
  }

  private List<Said> lines(List<Row> rows, Roster roster, Instant now) {
    List<Said> said = new ArrayList<>();
    Map<String, String> doctors = new HashMap<>();
    for (Row row : rows) {
      Said one = line(row, roster, now);
      String known = doctors.putIfAbsent(one.patient() + " " + one.since(), one.practitioner());
      if (known != null && !known.equals(one.practitioner())) {
        row.wrong(
            "practitioner",
            "Une autre ligne déclare un autre médecin pour ce patient le même jour.",
            "Gardez une seule des deux lignes, ou corrigez since.");
      }
      said.add(one);
    }
    return said;
  }

  private Said line(Row row, Roster roster, Instant now) {
    String practitioner = doctor(row, roster);
    LocalDate birth = row.required("birth_date").isEmpty() ? null : row.day("birth_date");
    PatientIdentity patient = patient(row, birth, now);
    LocalDate since = row.required("since").isEmpty() ? null : row.day("since");
    if (since != null
        && (since.isAfter(Calendar.at(now).today()) || (birth != null && since.isBefore(birth)))) {
      row.wrong(
          "since",
          "Cette déclaration est datée de l'avenir, ou d'avant la naissance.",
          "Corrigez l'une des deux dates.");
    }
    return new Said(patient, practitioner, Objects.requireNonNullElse(since, LocalDate.EPOCH));
  }

  private static String doctor(Row row, Roster roster) {
    String cell = row.required("practitioner");
    Optional<Practitioner> found = roster.practitioner(cell).or(() -> roster.byRpps(cell));
    if (found.isEmpty() && !cell.isEmpty()) {
      row.wrong(
          "practitioner",
          "Ce médecin n'est pas connu de Relais.",
          "Donnez son identifiant ou son RPPS, tels que people.csv les porte.");
    } else if (found.isPresent() && !found.get().role().doctor()) {
      row.wrong(
          "practitioner",
          "Cette personne n'est pas médecin.",
          "Un médecin traitant est un médecin : donnez son identifiant ou son RPPS.");
    }
    return found.map(Practitioner::id).orElse("");
  }

  private PatientIdentity patient(Row row, @Nullable LocalDate birth, Instant now) {
    PatientCells cells = new PatientCells(row, insOidsRefused, now);
    String oid = row.text("ins_oid");
    if (oid == null && row.text("ins") != null) {
      oid = insOidsRefused.contains(NIR) ? TEST : NIR;
    }
    String ins = cells.ins(oid);
    Sex sex = row.text("sex") == null ? null : row.constant("sex", Sex.class, "F, M, U (inconnu).");
    cells.plausible(birth, ins, sex);
    return new PatientIdentity(
        ins,
        ins == null ? null : oid,
        ins == null ? IdentityStatus.PROVISIONAL : IdentityStatus.QUALIFIED,
        row.required("birth_name"),
        row.text("used_name"),
        List.of(row.required("given").split(" +")),
        birth,
        sex,
        row.text("birth_place"),
        List.of(),
        List.of(),
        null);
  }
}
