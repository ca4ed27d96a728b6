// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.Samples;
import fr.relais.core.model.Order;
import fr.relais.core.model.OrderState;
import fr.relais.core.model.PatientChoices;
import fr.relais.core.model.Phone;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportFlags;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.RequestPriority;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatientNoticesTest {
  private static final PatientChoices ACCEPTS = new PatientChoices(true, false, null, false, true);
  private static final PatientChoices SILENT = new PatientChoices(true, false, null, false, false);
  private static final PatientChoices REFUSES =
      new PatientChoices(true, true, "keller", true, true);

  @Test
  void an_sms_goes_to_the_first_mobile_of_who_accepted_it() {
    Order order = order(ACCEPTS, "03 86 00 00 01", "+33 6.00.00-00(02)", "0700000003");

    PatientNotices.Sms sms = PatientNotices.sms(List.of(order), List.of(report(null, null, null)));

    assertThat(sms.number()).contains("+33600000002");
    assertThat(sms.reason()).isEmpty();
  }

  @Test
  void every_order_must_accept_and_a_result_without_an_order_is_never_told_by_sms() {
    Order yes = order(ACCEPTS, "0600000001");
    Order no = order(SILENT, "0600000001");

    assertThat(why(List.of())).startsWith("Le patient n'a pas accepté");
    assertThat(why(List.of(yes, no))).startsWith("Le patient n'a pas accepté");
    assertThat(why(List.of(order(ACCEPTS, "0386000001", "060000000", "06000000011"))))
        .startsWith("Aucun téléphone mobile");
  }

  /** What any version hides is hidden; who opens the telephone of a minor may be his parents. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "true, -, -, Ce résultat est masqué au patient",
        "-, -, true, Confidentiel",
        "true, -, true, Ce résultat est masqué au patient",
      })
  void what_one_version_hides_from_him_or_from_his_parents_is_not_told(
      @Nullable Boolean patient,
      @Nullable Boolean professionals,
      @Nullable Boolean representatives,
      String says) {
    Report hides = report(patient, professionals, representatives);
    List<Order> orders = List.of(order(ACCEPTS, "0600000001"));
    Report shows = report(false, false, false);

    for (List<Report> versions : List.of(List.of(hides, shows), List.of(shows, hides))) {
      PatientNotices.Sms sms = PatientNotices.sms(orders, versions);
      assertThat(sms.number()).isEmpty();
      assertThat(sms.reason()).startsWith(says);
      assertThat(PatientNotices.masked(versions)).isFalse();
    }
  }

  @Test
  void what_is_hidden_from_other_professionals_stops_copies_and_no_sms() {
    List<Report> versions = List.of(report(null, null, null), report(null, true, null));

    assertThat(PatientNotices.masked(versions)).isTrue();
    assertThat(PatientNotices.masked(List.of())).isFalse();
    assertThat(PatientNotices.sms(List.of(order(ACCEPTS, "0600000001")), versions).number())
        .isPresent();
  }

  @Test
  void whom_the_patient_refused_is_the_requester_alone() {
    assertThat(PatientNotices.refused("boyer", List.of(order(ACCEPTS), order(REFUSES)))).isTrue();
    assertThat(PatientNotices.refused("keller", List.of(order(REFUSES)))).isFalse();
    assertThat(PatientNotices.refused("boyer", List.of(order(ACCEPTS)))).isFalse();
  }

  @Test
  void each_mask_has_its_own_sentence() {
    assertThat(masks(null, null, null).sentences()).isEmpty();
    assertThat(masks(true, null, null).sentences()).singleElement().asString().contains("annonce");
    assertThat(masks(null, true, null).sentences()).singleElement().asString().startsWith("Masqué");
    assertThat(masks(null, null, true).sentences()).singleElement().asString().contains("parents");
    assertThat(masks(null, null, true).othersMayBeTold()).isFalse();
    assertThat(masks(true, true, null).othersMayBeTold()).isTrue();
    assertThat(masks(true, null, null).and(masks(null, true, true)))
        .isEqualTo(new Masks(true, true, true));
    assertThat(masks(null, null, null).and(masks(null, null, null)))
        .isEqualTo(new Masks(false, false, false));
  }

  private static String why(List<Order> orders) {
    PatientNotices.Sms sms = PatientNotices.sms(orders, List.of());
    assertThat(sms.number()).isEmpty();
    return sms.reason();
  }

  private static Masks masks(
      @Nullable Boolean patient,
      @Nullable Boolean professionals,
      @Nullable Boolean representatives) {
    return Masks.of(report(patient, professionals, representatives).flags());
  }

  private static Report report(
      @Nullable Boolean patient,
      @Nullable Boolean professionals,
      @Nullable Boolean representatives) {
    return Samples.builder(ReportStatus.FINAL)
        .flags(new ReportFlags(null, patient, professionals, representatives))
        .build();
  }

  private static Order order(PatientChoices choices, String... numbers) {
    return new Order(
        "o-1",
        "R7F3K9Q2",
        null,
        null,
        null,
        ReportKind.BIOLOGY,
        null,
        "Ionogramme",
        RequestPriority.ROUTINE,
        "boyer",
        "noyers",
        Town.TEN,
        Samples.JEANNE,
        Stream.of(numbers).map(number -> new Phone(number, "elle-même")).toList(),
        null,
        null,
        null,
        null,
        choices,
        Town.TEN,
        OrderState.EXPECTED,
        Town.TEN,
        null);
  }
}
