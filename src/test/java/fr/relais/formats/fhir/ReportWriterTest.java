// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.Samples;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportWriterTest {
  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
  private static final FhirModel MODEL = new FhirModel();

  private static ReportWriter writer(Report report) {
    return new ReportWriter(
        "f1.v1", new ReportVersion("v1", "o1", "890009991", false, 1, NOW, report), null);
  }

  private static Observation fact(String value, @Nullable String comparator, boolean prior) {
    return new Observation(
        "2823-3",
        "LN",
        "Potassium",
        List.of(),
        value,
        comparator,
        "mmol/L",
        "3.50",
        "N/D",
        Interpretation.BELOW_SCALE,
        ObservationStatus.FINAL,
        prior,
        null,
        null,
        null,
        null,
        null);
  }

  private static String json(Observation fact) {
    return MODEL.json(writer(Samples.report(ReportStatus.FINAL, fact)).observations().get(0));
  }

  @Test
  void digits_stay_as_the_laboratory_wrote_them() {
    assertThat(json(fact("7.10", "<", false)))
        .contains("\"value\": 7.10", "\"comparator\": \"<\"", "\"text\": \"3.50 - N/D\"");
  }

  @Test
  void what_is_no_number_stays_a_text_with_its_comparator_and_unit() {
    assertThat(json(fact("traces", ">", false))).contains("\"valueString\": \">traces mmol/L\"");
    assertThat(json(fact("007", null, false))).contains("\"valueString\": \"007 mmol/L\"");
  }

  @Test
  void earlier_results_given_for_comparison_are_never_shown_as_current() {
    ReportWriter writer =
        writer(
            Samples.report(ReportStatus.FINAL, fact("4.1", null, true), fact("6.8", null, false)));

    assertThat(writer.observations()).hasSize(1);
    assertThat(MODEL.json(writer.observations().get(0))).contains("6.8");
  }

  @Test
  void the_national_number_leaves_with_a_qualified_identity_alone() {
    PatientIdentity known = Samples.JEANNE;
    PatientIdentity retrieved =
        new PatientIdentity(
            known.ins(),
            known.insOid(),
            IdentityStatus.RETRIEVED,
            known.birthName(),
            known.usedName(),
            known.givenNames(),
            known.birthDate(),
            known.sex(),
            known.birthPlace(),
            List.of(),
            List.of(),
            null);

    Patient qualified = PeopleWriter.patient(known, List.of(), null);
    Patient other = PeopleWriter.patient(retrieved, List.of(), null);

    assertThat(qualified.getIdentifierFirstRep().getValue()).isEqualTo(known.ins());
    assertThat(other.getIdentifier()).isEmpty();
    assertThat(MODEL.json(other)).contains("PROV");
  }

  @Test
  void a_result_that_did_not_come_is_a_task_about_its_order() {
    Task task =
        new FollowUpWriter(Roster.EMPTY).task(Samples.opening("boyer", NOW), NOW, null, "order-1");

    assertThat(task.getFocus().getReference()).isEqualTo("ServiceRequest/order-1");
    assertThat(task.getDescription()).isEqualTo("Résultat attendu, non reçu");
  }
}
