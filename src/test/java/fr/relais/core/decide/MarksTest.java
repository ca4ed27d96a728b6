// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.Samples;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.RequestPriority;
import fr.relais.core.model.Sex;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a site's doctors add to the laboratory's flags, as a clinician reviewed it. */
class MarksTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 19);
  private static final String PAGE = "marks.md";
  private static final Set<String> LOWERED =
      Set.of("4548-4", "2276-4", Marks.folded("Hémoglobine glyquée"));

  @Test
  void each_value_alone_has_the_urgency_of_its_row() throws IOException {
    Marks marks = new Marks(LOWERED, new CriticalValues(limits()));
    Map<String, String> codes = codes();
    Map<String, String> expected = new LinkedHashMap<>();
    Map<String, String> found = new LinkedHashMap<>();
    for (Map<String, String> row : rows(2)) {
      Report report = report(row, codes);
      expected.put(row.toString(), row.get("-> urgence"));
      found.put(row.toString(), Priorities.of(report, report.observations(), marks).french());
    }
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void without_a_signed_table_nothing_is_raised_and_nothing_lowered() throws IOException {
    Map<String, String> codes = codes();
    for (Map<String, String> row : rows(2)) {
      Report report = report(row, codes);
      boolean flagged = Set.of("HH", "LL", "AA").contains(row.get("marque"));
      assertThat(Priorities.of(report).french().equals("Critique"))
          .as("%s", row)
          .isEqualTo(flagged);
    }
  }

  @Test
  void what_is_lowered_hides_nothing_beside_it() throws IOException {
    Marks marks = new Marks(LOWERED, CriticalValues.NONE);
    for (Map<String, String> row : rows(3)) {
      Report report = beside(row.get("à côté"));
      assertThat(Priorities.of(report, report.observations(), marks).french())
          .as("%s", row)
          .isEqualTo(row.get("-> urgence"));
    }
  }

  @Test
  void a_result_taken_back_is_told_at_the_urgency_that_the_table_gave_it() {
    Marks marks = new Marks(Set.of(), new CriticalValues(List.of(adult("6.2"))));
    Report first = Samples.report(ReportStatus.FINAL, Samples.potassium("6.3", Interpretation.H));
    Report gone =
        Samples.builder(
                ReportStatus.CORRECTED,
                Samples.observation(
                    "2823-3", "6.3", Interpretation.H, ObservationStatus.ENTERED_IN_ERROR))
            .issuedAt(PartialDateTime.of(LocalDateTime.of(2026, 11, 19, 11, 0)))
            .build();

    Versions.Current current =
        Versions.of(
            List.of(new Versions.Version(first, false), new Versions.Version(gone, false)), marks);

    assertThat(current.priority().french()).isEqualTo("Critique");
  }

  private static CriticalValues.Line adult(String above) {
    return new CriticalValues.Line(
        "2823-3", "mmol/L", null, new BigDecimal(above), 6570, null, null, "essai");
  }

  private static List<Map<String, String>> rows(int table) {
    try {
      return MarkdownTable.read(PAGE, table).rows();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<CriticalValues.Line> limits() throws IOException {
    List<CriticalValues.Line> lines = new ArrayList<>();
    for (Map<String, String> row : rows(1)) {
      lines.add(
          new CriticalValues.Line(
              row.get("LOINC"),
              row.get("unité"),
              number(row.get("basse")),
              number(row.get("haute")),
              Integer.parseInt(row.get("de (jours)")),
              row.get("à (jours)").equals("-") ? null : Integer.valueOf(row.get("à (jours)")),
              row.get("sexe").equals("-") ? null : Sex.valueOf(row.get("sexe")),
              "essai"));
    }
    return lines;
  }

  private static @Nullable BigDecimal number(String cell) {
    return cell.equals("-") ? null : new BigDecimal(cell);
  }

  private static Map<String, String> codes() {
    Map<String, String> codes = new HashMap<>(Map.of("HbA1c", "4548-4"));
    codes.put("HbA1c d'un autre code", "17856-6");
    rows(1).forEach(row -> codes.put(row.get("examen"), row.get("LOINC")));
    return codes;
  }

  private static Report report(Map<String, String> row, Map<String, String> codes) {
    String written = row.get("valeur");
    String comparator =
        written.startsWith("<") || written.startsWith(">") ? written.substring(0, 1) : null;
    String exam = row.get("examen");
    String unit = row.get("unité");
    Observation observation =
        observation(
            codes.get(exam),
            exam.startsWith("HbA1c") ? "HÉMOGLOBINE GLYQUÉE" : exam,
            comparator == null ? written : written.substring(1),
            comparator,
            unit.equals("absente") ? null : unit,
            row.get("marque").equals("aucune") ? null : Interpretation.valueOf(row.get("marque")));
    return Report.builder(ReportKind.BIOLOGY, ReportStatus.FINAL, patient(row))
        .observations(List.of(observation))
        .specimenAt(new PartialDateTime(DAY, null))
        .build();
  }

  private static PatientIdentity patient(Map<String, String> row) {
    String age = row.get("âge");
    int count = age.equals("inconnu") ? 0 : Integer.parseInt(age.substring(0, age.indexOf(' ')));
    PatientIdentity p = Samples.JEANNE;
    return new PatientIdentity(
        p.ins(),
        p.insOid(),
        p.identityStatus(),
        p.birthName(),
        p.usedName(),
        p.givenNames(),
        age.equals("inconnu")
            ? null
            : age.endsWith("ans") ? DAY.minusYears(count) : DAY.minusDays(count),
        row.get("sexe").equals("inconnu") ? Sex.U : Sex.valueOf(row.get("sexe")),
        p.birthPlace(),
        p.localIds(),
        p.phones(),
        p.address());
  }

  private static Report beside(String what) {
    Observation hba1c = observation("4548-4", "HbA1c", "14", null, "%", Interpretation.HH);
    List<Observation> all = new ArrayList<>(List.of(hba1c));
    if (what.equals("potassium HH")) {
      all.add(Samples.potassium("6.9", Interpretation.HH));
    }
    return Samples.builder(ReportStatus.FINAL, all.toArray(Observation[]::new))
        .laboratoryCall(
            what.equals("le laboratoire a appelé") ? "Prescripteur appelé à 11h40" : null)
        .requestPriority(
            what.equals("prescription urgente") ? RequestPriority.STAT : RequestPriority.ROUTINE)
        .narrative(
            what.equals("texte « résultat critique »")
                ? List.of("*** RÉSULTAT CRITIQUE ***")
                : List.of())
        .build();
  }

  private static Observation observation(
      @Nullable String code,
      String label,
      String value,
      @Nullable String comparator,
      @Nullable String unit,
      @Nullable Interpretation flag) {
    return new Observation(
        code == null ? "LOCAL" : code,
        code == null ? "L" : "LN",
        label,
        List.of(),
        value,
        comparator,
        unit,
        null,
        null,
        flag,
        ObservationStatus.FINAL,
        false,
        null,
        null,
        null,
        null,
        null);
  }
}
