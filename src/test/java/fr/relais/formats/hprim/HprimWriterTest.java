// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Loss;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.ParcelWriter.CannotWrite;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.SenderCharset;
import fr.relais.core.model.SoftwareSheet;
import fr.relais.formats.Letters;
import java.lang.reflect.RecordComponent;
import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HprimWriterTest {
  private static final Charset CHARSET = Charset.forName("windows-1252");
  private final HprimWriter writer = new HprimWriter();

  @Test
  void the_five_strict_readers_take_it() {
    String text = written(Letters.biology(Letters.DURAND).build());
    List<String> lines = List.of(text.split("\r\n", -1));

    assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
    // Doctolib: the mark, twelve lines, a readable line 10
    assertThat(text).contains("****FIN****");
    // Mediboard: thirteen lines, both dates strict, RES with a bar after all fourteen fields
    assertThat(lines.get(6)).isEqualTo("03/02/1948");
    assertThat(lines.get(9)).isEqualTo("21/11/2026");
    assertThat(lines.stream().filter(l -> l.startsWith("RES|")))
        .hasSize(3)
        .allSatisfy(l -> assertThat(l).matches("RES\\|([^|]*\\|){13}"));
    // FreeMedForms: names, birth date, FIN then FINFICHIER with nothing after
    assertThat(lines.get(1)).isEqualTo("DURAND");
    assertThat(lines.get(2)).isEqualTo("Jeanne");
    assertThat(text).endsWith("\r\n****FIN****\r\n****FINFICHIER****\r\n");
    // Episodus: the first line is not blank; the LAB mark is exact
    assertThat(lines.get(0)).isEqualTo("0000457812");
    assertThat(lines).contains("****LAB****");
    // MedShakeEHR: codes in the first ten columns of lines 11 and 12, a postcode
    assertThat(lines.get(5)).isEqualTo("89310 NOYERS");
    assertThat(lines.get(10)).isEqualTo("SEREINBIO  Laboratoire du Serein");
    assertThat(lines.get(11)).isEqualTo("claire     MARTIN Claire");
    assertThat(lines.get(12)).isEmpty();
    assertThat(lines).allSatisfy(l -> assertThat(l.startsWith("RES") || l.length() <= 80).isTrue());
  }

  @Test
  void what_came_in_the_profile_goes_out_as_the_same_bytes() {
    Report report = Letters.biology(Letters.DURAND).build();
    Content first = file(Letters.of(report));

    Parcel again = writer.write(Letters.of(read(first, null), first, SoftwareSheet.AS_RECEIVED));

    assertThat(again.enclosures().get(0).content()).isEqualTo(first);
    assertThat(again.losses()).isEmpty();
    assertThat(again.enclosures().get(0).name()).isEqualTo("d-0001.hpr");
    Content unix = Content.of(first.text(CHARSET).replace("\r\n", "\n"), CHARSET);
    assertThat(file(Letters.of(report, unix, SoftwareSheet.AS_RECEIVED))).isEqualTo(first);
  }

  /** Its bytes fit the profile, and say another name there than the one that was read. */
  @Test
  void what_came_in_a_declared_character_set_is_written_again() {
    Report named = Letters.biology(Letters.durand("PÈRE", IdentityStatus.QUALIFIED)).build();
    String written = file(Letters.of(named)).text(CHARSET).replace("PÈRE", "@@@@");
    String alone = Normalizer.normalize(written, Normalizer.Form.NFD).replaceAll("[^\\x00-~]", "");
    Content dos = Content.of(alone.replace("@@@@", "PÈRE"), SenderCharset.CP850.charset());
    assertThat(OutputProfile.satisfiedBy(dos)).isTrue();

    Content again =
        file(Letters.of(read(dos, SenderCharset.CP850), dos, SoftwareSheet.AS_RECEIVED));

    assertThat(again).isNotEqualTo(dos);
    assertThat(again.text(CHARSET)).contains("PÈRE");
  }

  private static Report read(Content file, @Nullable SenderCharset declared) {
    return Objects.requireNonNull(
        new HprimMedecinFormat().decode(file, declared).parts().get(0).report());
  }

  @Test
  void a_name_whose_accent_is_the_only_one_can_be_written() {
    Report report = Letters.biology(Letters.durand("CÔTE", IdentityStatus.QUALIFIED)).build();

    assertThat(written(report)).contains("\r\nCÔTE\r\n");
  }

  @Test
  void each_thing_without_a_place_is_said_to_be_lost_or_moved() {
    List<Loss> losses = writer.write(Letters.of(Letters.biology(Letters.DURAND).build())).losses();

    assertThat(losses)
        .contains(
            new Loss("INS et son OID", "partie texte"),
            new Loss("Sexe", "partie texte"),
            new Loss("Résultats antérieurs", "partie texte"),
            new Loss("Système du code (LOINC)", "nulle part"),
            new Loss("Prescripteur et son RPPS", "partie texte"));
    String text = written(Letters.biology(Letters.DURAND).build());
    assertThat(text)
        .contains("sexe F", "RPPS 89970010222", "Antériorité, 12/06/2026 : Potassium 4,8 mmol/L");
    assertThat(losses).allSatisfy(l -> assertThat(l.fact()).doesNotContain("DURAND", "6.4"));
  }

  /** Someone who adds a fact to the model must say here, and in the table, where it goes. */
  @Test
  void every_fact_of_the_model_is_written_or_in_the_table() {
    assertThat(names(Report.class))
        .isEqualTo(
            Set.of(
                "kind",
                "status",
                "documentIds",
                "setId",
                "versionNumber",
                "replaces",
                "whole",
                "typeCode",
                "title",
                "issuedAt",
                "specimenAt",
                "fileNumber",
                "complete",
                "patient",
                "requester",
                "generalPractitioner",
                "performer",
                "recipients",
                "orders",
                "requestPriority",
                "observations",
                "narrative",
                "laboratoryCall",
                "attachments",
                "flags"));
    assertThat(names(Observation.class))
        .isEqualTo(
            Set.of(
                "code",
                "system",
                "label",
                "translations",
                "value",
                "comparator",
                "unit",
                "low",
                "high",
                "interpretation",
                "status",
                "prior",
                "subId",
                "specimen",
                "observedAt",
                "secondary",
                "comment"));
    assertThat(names(PatientIdentity.class))
        .isEqualTo(
            Set.of(
                "ins",
                "insOid",
                "identityStatus",
                "birthName",
                "usedName",
                "givenNames",
                "birthDate",
                "sex",
                "birthPlace",
                "localIds",
                "phones",
                "address"));
  }

  @Test
  void characters_that_windows_1252_lacks_are_written_by_rule() {
    Observation odd = Letters.observation("β-HCG ≥ seuil…", "12", "μg/L", Interpretation.N);

    String text = written(Letters.biology(Letters.DURAND).observations(List.of(odd)).build());

    assertThat(text).contains("RES|beta-HCG >= seuil...|2823-3|N|12|µg/L|3.5|5.1|N|F|||||");
  }

  @Test
  void separators_and_marks_inside_data_never_become_structure() {
    PatientIdentity patient = Letters.durand("DUPONT~P|1", IdentityStatus.PROVISIONAL);
    Observation odd = Letters.observation("Na|K <b>&lt;x", "12", "g|L", Interpretation.N);
    Report report =
        Letters.biology(patient)
            .observations(List.of(odd))
            .narrative(
                List.of(
                    "****FIN****",
                    "RES|Faux|F|N|1|",
                    "03/02/1948",
                    "x",
                    "y",
                    "03/02/1948",
                    "****LAB****",
                    "OBX|1"))
            .build();

    Content file = file(Letters.of(report));

    Report back = new HprimMedecinFormat().decode(file).parts().get(0).report();
    assertThat(back).isNotNull();
    assertThat(back.patient().usedName()).isEqualTo("DUPONT~P/1");
    assertThat(back.observations()).hasSize(1);
    assertThat(back.observations().get(0).label()).isEqualTo("Na/K <b>&lt;x");
  }

  @Test
  void what_the_format_cannot_say_goes_another_way() {
    Observation withdrawn = withStatus(ObservationStatus.ENTERED_IN_ERROR, "6.4");
    refused(Letters.biology(Letters.DURAND).observations(List.of(withdrawn)).build());
    refused(Letters.biology(Letters.DURAND).status(ReportStatus.CANCELLED).build());
    assertThatThrownBy(() -> writer.write(Letters.notice(Delivery.Kind.NOTICE_ACT)))
        .isInstanceOf(CannotWrite.class);
    Observation ambiguous = Letters.observation("K", "1|2 650", null, Interpretation.N);
    Report report = Letters.biology(Letters.DURAND).observations(List.of(ambiguous)).build();
    assertThat(written(report)).contains("|A|1/2 650|");
  }

  @Test
  void an_awaited_or_missing_result_keeps_its_line() {
    Report report =
        Letters.biology(Letters.DURAND)
            .observations(
                List.of(
                    withStatus(ObservationStatus.REGISTERED, null),
                    withStatus(ObservationStatus.CANCELLED, null)))
            .build();

    assertThat(written(report)).contains("|A|En attente|mmol/L|||HH|R|", "|A|Non rendu|mmol/L|||");
  }

  private void refused(Report report) {
    assertThatThrownBy(() -> writer.write(Letters.of(report))).isInstanceOf(CannotWrite.class);
  }

  private static Observation withStatus(ObservationStatus status, @Nullable String value) {
    return new Observation(
        "K",
        "L",
        "Potassium",
        List.of(),
        value,
        null,
        "mmol/L",
        null,
        null,
        Interpretation.HH,
        status,
        false,
        null,
        null,
        null,
        null,
        null);
  }

  private static Set<String> names(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .map(RecordComponent::getName)
        .collect(Collectors.toSet());
  }

  private Content file(Letter letter) {
    return writer.write(letter).enclosures().get(0).content();
  }

  private String written(Report report) {
    return file(Letters.of(report)).text(CHARSET);
  }
}
