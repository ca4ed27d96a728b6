// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.relais.core.model.Attachment;
import fr.relais.core.model.Coding;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.LocalId;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.Outcome;
import fr.relais.core.model.PerformerReference;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.RequestPriority;
import fr.relais.core.model.Sex;
import fr.relais.formats.identifiers.InsNumber;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OruExemplaryTest {
  private static final PractitionerReference LEMOINE =
      new PractitionerReference("89971000016", null, "LEMOINE", "CLAIRE");
  private static final PractitionerReference HADDAD =
      new PractitionerReference("89971000024", null, "HADDAD", "SAMIR");
  private static final PractitionerReference VERNET =
      new PractitionerReference("89971000032", null, "VERNET", "PAUL");

  @Test
  void a_qualified_identity_is_read_whole() {
    Report report = Samples.report("nfs-identite-qualifiee");
    assertThat(report.patient().ins()).isEqualTo("258039999900161");
    assertThat(report.patient().insOid()).isEqualTo("1.2.250.1.213.1.4.10");
    assertThat(report.patient().identityStatus()).isEqualTo(IdentityStatus.QUALIFIED);
    assertThat(report.patient().birthName()).isEqualTo("ESSAI");
    assertThat(report.patient().usedName()).isEqualTo("MODELE");
    assertThat(report.patient().givenNames()).containsExactly("MARIE", "JEANNE");
    assertThat(report.patient().birthDate()).isEqualTo(LocalDate.of(1958, 3, 14));
    assertThat(report.patient().sex()).isEqualTo(Sex.F);
    assertThat(report.patient().birthPlace()).isEqualTo("48999");
    assertThat(report.patient().localIds()).containsExactly(new LocalId("T-101", "LABTEST", "PI"));
    assertThat(report.patient().phones()).containsExactly("0466000001", "0466000002");
    assertThat(report.patient().address()).isEqualTo("3 RUE DU TEST, BAT B, VILLETEST, 48999, FRA");
  }

  @Test
  void who_asked_who_made_it_and_who_gets_a_copy_are_read() {
    Report report = Samples.report("nfs-identite-qualifiee");
    assertThat(report.requester()).isEqualTo(LEMOINE);
    assertThat(report.generalPractitioner()).isEqualTo(VERNET);
    assertThat(report.recipients()).extracting("practitioner").containsExactly(VERNET, HADDAD);
    assertThat(report.performer())
        .isEqualTo(new PerformerReference("LBM DES TESTS", "480099971", "SIL-TEST"));
    assertThat(report.orders()).containsExactly(new OrderNumbers("PLC-1", "FIL-1"));
    assertThat(report.requestPriority()).isEqualTo(RequestPriority.STAT);
    assertThat(report.title()).isEqualTo("Hémogramme");
    assertThat(report.typeCode()).isEqualTo("58410-2");
    assertThat(report.issuedAt()).hasToString("2026-04-15T14:05");
    assertThat(report.specimenAt()).hasToString("2026-04-15T08:12");
  }

  @Test
  void values_bounds_flags_and_notes_belong_to_their_observation() {
    Report report = Samples.report("nfs-identite-qualifiee");
    assertThat(report.observations())
        .extracting(
            Observation::code,
            Observation::value,
            Observation::comparator,
            Observation::unit,
            Observation::low,
            Observation::high,
            Observation::interpretation,
            Observation::specimen,
            Observation::comment)
        .containsExactly(
            tuple(
                "718-7",
                "10.2",
                null,
                "g/dL",
                "12.0",
                "16.0",
                Interpretation.L,
                "BLD",
                "Anémie normochrome à contrôler\nDeuxième ligne"),
            tuple("777-3", "5", "<", "10*9/L", "150", "400", Interpretation.LL, "BLD", null));
    assertThat(report.observations().get(0).translations())
        .containsExactly(new Coding("HB", "L", "Hémoglobine"));
    assertThat(report.observations().get(1).observedAt()).hasToString("2026-04-15T13:50");
    assertThat(report.narrative())
        .containsExactly("Anémie normochrome à contrôler", "Deuxième ligne");
  }

  @Test
  void a_pending_line_makes_the_report_preliminary_and_the_call_is_found() {
    Report report = Samples.report("potassium-critique-mllp");
    assertThat(report.status()).isEqualTo(ReportStatus.PRELIMINARY);
    assertThat(report.observations().get(0).value()).isEqualTo("6.80");
    assertThat(report.observations().get(0).interpretation()).isEqualTo(Interpretation.HH);
    assertThat(report.observations().get(1).status()).isEqualTo(ObservationStatus.REGISTERED);
    assertThat(report.laboratoryCall()).isEqualTo("Prescripteur appelé à 11h40, sans réponse.");
  }

  @Test
  void corrections_withdrawals_and_impossible_results_are_told_apart() {
    assertThat(Samples.report("resultat-corrige").status()).isEqualTo(ReportStatus.CORRECTED);
    assertThat(Samples.report("resultat-retire").status()).isEqualTo(ReportStatus.ENTERED_IN_ERROR);
    assertThat(Samples.report("resultat-retire").kind()).isEqualTo(ReportKind.WITHDRAWAL);
    assertThat(Samples.report("resultat-impossible").status()).isEqualTo(ReportStatus.CANCELLED);
    assertThat(Samples.report("resultat-impossible").observations().get(0).value()).isNull();
  }

  @Test
  void a_document_is_an_attachment_even_without_padding() {
    Report report = Samples.report("pdf-seul");
    assertThat(report.attachments())
        .containsExactly(
            new Attachment("application/pdf", 15), new Attachment("application/pdf", 14));
    assertThat(report.observations()).isEmpty();
    assertThat(report.complete()).isFalse();
  }

  @Test
  void an_old_message_with_local_codes_and_commas_is_read() {
    Decoding decoding = Samples.decode("exemplary/ancien-231-code-local");
    Report report = Samples.report("ancien-231-code-local");
    assertThat(decoding.formatVersion()).isEqualTo("2.3.1");
    assertThat(report.requester())
        .isEqualTo(new PractitionerReference(null, "CODELOC", "HADDAD", "SAMIR"));
    assertThat(report.patient().identityStatus()).isEqualTo(IdentityStatus.PROVISIONAL);
    assertThat(report.patient().usedName()).isEqualTo("LEPROVISOIRE");
    assertThat(report.patient().birthName()).isNull();
    assertThat(report.observations())
        .extracting(Observation::value, Observation::comparator, Observation::high)
        .containsExactly(
            tuple("14.9", null, "12.0"),
            tuple("Négatif", null, null),
            tuple("4.0", "<", "5"),
            tuple("non rendu", null, null));
    assertThat(report.observations().get(3).comment()).isEqualTo("Référence : sans objet");
    assertThat(decoding.allProblems())
        .extracting(Problem::code, Problem::place)
        .containsExactly(tuple(ProblemCode.VALUE_KEPT_AS_TEXT, "OBX[4]-5"));
  }

  @Test
  void two_patients_never_mix() {
    Decoding decoding = Samples.decode("exemplary/deux-patients");
    assertThat(decoding.parts()).hasSize(2);
    String first = decoding.parts().get(0).content().text(ISO_8859_1);
    String second = decoding.parts().get(1).content().text(ISO_8859_1);
    assertThat(first).startsWith("MSH|").contains("ESSAI").doesNotContain("FICTIF", "coli");
    assertThat(second).startsWith("MSH|").contains("FICTIF").doesNotContain("ESSAI", "TSH");
    Report culture = Objects.requireNonNull(decoding.parts().get(1).report());
    assertThat(culture.observations())
        .extracting(Observation::value, Observation::interpretation)
        .containsExactly(tuple("Escherichia coli\n100 000 UFC/mL", Interpretation.A));
    assertThat(culture.complete()).isFalse();
  }

  @Test
  void each_part_is_a_message_that_reads_the_same_alone() {
    Decoding decoding = Samples.decode("exemplary/deux-patients");
    for (Decoding.Part part : decoding.parts()) {
      Decoding again = new OruFormat().decode(part.content());
      assertThat(again.parts()).hasSize(1);
      assertThat(again.parts().get(0).report()).isEqualTo(part.report());
    }
  }

  @Test
  void two_requesters_of_one_patient_get_each_their_own() {
    Decoding decoding = Samples.decode("exemplary/deux-prescripteurs");
    assertThat(decoding.parts())
        .extracting(part -> Objects.requireNonNull(part.report()).requester())
        .containsExactly(LEMOINE, HADDAD);
    assertThat(decoding.parts().get(0).content().text(ISO_8859_1)).doesNotContain("HADDAD");
    assertThat(Objects.requireNonNull(decoding.parts().get(1).report()).observations())
        .extracting(Observation::code)
        .containsExactly("2823-3", "2951-2");
  }

  @Test
  void requesters_that_disagree_leave_the_choice_to_a_person() {
    Decoding decoding = Samples.decode("exemplary/prescripteurs-discordants");
    assertThat(decoding.outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(Samples.report("prescripteurs-discordants").requester()).isNull();
    assertThat(decoding.allProblems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.REQUESTERS_DISAGREE);
  }

  @Test
  void escapes_become_text_and_never_structure() {
    Report report = Samples.report("echappements-utf8");
    assertThat(report.title()).isEqualTo("Hémoculture & antibiogramme");
    assertThat(report.observations())
        .extracting(Observation::value, Observation::comparator, Observation::high)
        .containsExactly(
            tuple(
                "Staphylococcus aureus\nOxacilline : S\nCMI 0|5 ; 10^5 UFC \nOBX|1|fin \\ ~",
                null,
                null),
            tuple("350", ">", "5"),
            tuple("1:128", null, null),
            tuple(null, null, null),
            tuple("A RH POS", null, null),
            tuple("Valeur « limite » – à recontrôler é", null, null),
            tuple("0.5", "<=", "1.1"));
  }

  @Test
  void imaging_text_is_kept_line_by_line_and_a_misplaced_flag_is_said() {
    Decoding decoding = Samples.decode("exemplary/imagerie-texte");
    Report report = Samples.report("imagerie-texte");
    assertThat(decoding.charset()).isEqualTo("ISO-8859-15");
    assertThat(report.kind()).isEqualTo(ReportKind.IMAGING);
    assertThat(report.observations())
        .extracting(Observation::value)
        .containsExactly(
            "Opacité nodulaire, cœur normal.\nContours réguliers.", "Scanner à réaliser.");
    assertThat(report.attachments()).containsExactly(new Attachment("text/html", 0));
    assertThat(report.complete()).isFalse();
  }

  @Test
  void a_bad_message_of_a_batch_does_not_sink_its_neighbours() {
    Decoding decoding = Samples.decode("exemplary/lot");
    assertThat(decoding.parts())
        .extracting(Decoding.Part::accepted)
        .containsExactly(true, false, true);
    assertThat(decoding.parts().get(1).problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.MESSAGE_TYPE_NOT_READ);
    assertThat(decoding.outcome()).isEqualTo(Outcome.QUARANTINED);
  }

  @Test
  void other_separators_are_read_from_the_header() {
    Report report = Samples.report("autres-separateurs");
    assertThat(report.requester()).isEqualTo(LEMOINE);
    assertThat(report.observations())
        .extracting(Observation::value)
        .containsExactly("4.1", "a # b");
  }

  @Test
  void a_doubtful_number_is_never_an_ins() {
    Decoding decoding = Samples.decode("exemplary/ins-douteux");
    Report report = Samples.report("ins-douteux");
    assertThat(report.patient().ins()).isNull();
    assertThat(report.patient().identityStatus()).isEqualTo(IdentityStatus.VALIDATED);
    assertThat(report.patient().birthDate()).isNull();
    assertThat(report.patient().localIds())
        .containsExactly(new LocalId("9", "INS-C", "NH"), new LocalId("77", "X", "INS"));
    assertThat(decoding.allProblems())
        .extracting(Problem::code)
        .containsExactly(
            ProblemCode.INS_KEY_WRONG,
            ProblemCode.INS_KEY_WRONG,
            ProblemCode.IDENTITY_OID_UNKNOWN,
            ProblemCode.DATE_NOT_UNDERSTOOD);
  }

  @Test
  void an_ins_without_validated_identity_is_only_retrieved() {
    assertThat(Samples.report("ins-non-qualifie").patient().identityStatus())
        .isEqualTo(IdentityStatus.RETRIEVED);
    assertThat(Samples.decode("exemplary/ins-non-qualifie").allProblems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.INS_NOT_QUALIFIED);
  }

  @Test
  void typography_of_windows_is_read_when_nothing_is_declared() {
    assertThat(Samples.decode("exemplary/sans-declaration-windows").charset())
        .isEqualTo("windows-1252");
    assertThat(Samples.report("sans-declaration-windows").observations().get(0).value())
        .isEqualTo("l’œil est normal");
  }

  @Test
  void a_corsican_key_is_computed_with_nineteen_and_eighteen() {
    assertThat(InsNumber.right("2580" + "32A999001" + "60")).isEqualTo(key("2580319999001") == 60);
    assertThat(InsNumber.right("258032A999001" + two(key("2580319999001")))).isTrue();
    assertThat(InsNumber.right("258032B999001" + two(key("2580318999001")))).isTrue();
    assertThat(InsNumber.right("258032B999001" + two(key("2580319999001")))).isFalse();
  }

  private static long key(String body) {
    return 97 - Long.parseLong(body) % 97;
  }

  private static String two(long key) {
    return "%02d".formatted(key);
  }
}
