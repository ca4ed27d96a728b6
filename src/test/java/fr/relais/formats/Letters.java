// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats;

import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Letter;
import fr.relais.core.model.LocalId;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.Order;
import fr.relais.core.model.OrderState;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.PatientChoices;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.PerformerReference;
import fr.relais.core.model.Phone;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.RequestPriority;
import fr.relais.core.model.Role;
import fr.relais.core.model.Sex;
import fr.relais.core.model.Site;
import fr.relais.core.model.SoftwareSheet;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Letters about fictitious people, with everything in them; a test changes what it is about. */
public final class Letters {
  public static final Instant AT = Instant.parse("2026-11-21T13:28:00Z");
  public static final PatientIdentity DURAND = durand("DURAND", IdentityStatus.QUALIFIED);
  public static final Practitioner BOYER = doctor("boyer", "89970010222", "BOYER", "Anne");
  public static final Practitioner MARTIN = doctor("martin", "89970010115", "MARTIN", "Claire");
  public static final Content ORIGINAL =
      Content.of(new byte[] {'M', 'S', 'H', '|', '^', '~', '\\', '&'});

  private Letters() {}

  public static PatientIdentity durand(String name, IdentityStatus status) {
    return new PatientIdentity(
        "248028999900129",
        "1.2.250.1.213.1.4.10",
        status,
        name,
        name,
        List.of("Jeanne", "Marie"),
        LocalDate.of(1948, 2, 3),
        Sex.F,
        "89999",
        List.of(new LocalId("0000457812", "SIL-SEREIN", "PI")),
        List.of("0386000000"),
        "3 rue de l'Église, 89310 NOYERS");
  }

  public static Observation observation(
      String label, String value, @Nullable String unit, @Nullable Interpretation flag) {
    return new Observation(
        "2823-3",
        "LN",
        label,
        List.of(),
        value,
        null,
        unit,
        "3.5",
        "5.1",
        flag,
        ObservationStatus.FINAL,
        false,
        null,
        null,
        null,
        null,
        null);
  }

  /** A normal value of the laboratory's own analyte. */
  public static Observation within(
      String label, String value, String unit, String low, String high) {
    return new Observation(
        "NA",
        "L",
        label,
        List.of(),
        value,
        null,
        unit,
        low,
        high,
        Interpretation.N,
        ObservationStatus.FINAL,
        false,
        null,
        null,
        null,
        null,
        null);
  }

  public static Observation prior(String label, String value, String unit) {
    return new Observation(
        "2823-3",
        "LN",
        label,
        List.of(),
        value,
        null,
        unit,
        null,
        null,
        null,
        ObservationStatus.FINAL,
        true,
        null,
        null,
        new PartialDateTime(LocalDate.of(2026, 6, 12), null),
        null,
        null);
  }

  public static Report.Builder biology(PatientIdentity patient) {
    return Report.builder(ReportKind.BIOLOGY, ReportStatus.FINAL, patient)
        .title("Ionogramme sanguin")
        .issuedAt(PartialDateTime.of(LocalDateTime.of(2026, 11, 21, 14, 20)))
        .specimenAt(PartialDateTime.of(LocalDateTime.of(2026, 11, 21, 9, 40)))
        .fileNumber("261121-0042")
        .performer(new PerformerReference("Laboratoire du Serein", "890009991", "SEREINBIO"))
        .observations(
            List.of(
                within("Sodium", "138", "mmol/L", "135", "145"),
                observation("Potassium", "6.4", "mmol/L", Interpretation.HH),
                observation("Créatinine", "121", "µmol/L", Interpretation.H),
                prior("Potassium", "4.8", "mmol/L")))
        .narrative(List.of("IONOGRAMME", "Potassium ........ 6,4 mmol/L *"));
  }

  /** A report of so many results. */
  public static Report large(int results) {
    List<Observation> all = new ArrayList<>();
    for (int i = 0; i < results; i++) {
      Interpretation flag = i % 7 == 0 ? Interpretation.H : Interpretation.N;
      all.add(observation("Analyse numéro " + i, i + ".25", "mmol/L", flag));
    }
    return biology(DURAND).observations(all).build();
  }

  public static Letter of(Report report) {
    return of(Delivery.Kind.RESULT, report, ORIGINAL, SoftwareSheet.AS_RECEIVED, false);
  }

  public static Letter of(Report report, Content original, SoftwareSheet sheet) {
    return of(Delivery.Kind.RESULT, report, original, sheet, false);
  }

  public static Letter correction(Report report) {
    return of(Delivery.Kind.RESULT, report, ORIGINAL, SoftwareSheet.AS_RECEIVED, true);
  }

  public static Letter notice(Delivery.Kind kind) {
    return of(kind, null, null, SoftwareSheet.AS_RECEIVED, false);
  }

  public static Letter of(
      Delivery.Kind kind,
      @Nullable Report report,
      @Nullable Content original,
      SoftwareSheet sheet,
      boolean corrects) {
    return new Letter(
        delivery(kind, report == null ? null : "v1"),
        followUp(),
        MARTIN,
        sheet,
        report == null
            ? null
            : new ReportVersion(
                "v1", "o1", "890009991", false, corrects ? 2 : 1, AT.minusSeconds(60), report),
        original,
        corrects,
        order(),
        new Site("noyers", "MSP du Serein", "890009986", "martin", true, null, null, null),
        BOYER,
        MARTIN,
        List.of("Dr Hugues LENOIR"),
        "pas de médecin traitant déclaré, le Dr BOYER est absent, vous êtes de recours",
        URI.create("https://relais.example.fr"),
        AT);
  }

  public static Delivery delivery(Delivery.Kind kind, @Nullable String subject) {
    return new Delivery(
        "d-0001",
        "f-0001",
        kind,
        subject,
        "martin",
        Channel.MAIL.code(),
        "claire.martin@medecin.mssante.example",
        FollowUpPriority.CRITICAL,
        DeliveryState.READY,
        AT,
        1,
        1);
  }

  private static FollowUp followUp() {
    return new FollowUp(
        "f-0001",
        "7F3K",
        FollowUpState.OPEN,
        FollowUpPriority.CRITICAL,
        ReportKind.BIOLOGY,
        "martin",
        "noyers",
        "boyer",
        AT,
        AT,
        AT.plusSeconds(1800),
        AT.plusSeconds(900),
        0,
        0,
        0,
        List.of(),
        null,
        null,
        null,
        1);
  }

  private static Order order() {
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
        Instant.parse("2026-11-12T10:00:00Z"),
        DURAND,
        List.of(new Phone("06 00 00 00 01", "elle-même"), new Phone("06 00 00 00 02", "sa fille")),
        "3 rue de l'Église, 89310 NOYERS",
        null,
        "fatigue",
        "si K > 5,5 : contrôle en urgence et ECG",
        PatientChoices.NONE,
        AT.plusSeconds(86400),
        OrderState.EXPECTED,
        AT.plusSeconds(86400),
        null);
  }

  private static Practitioner doctor(String id, String rpps, String family, String given) {
    return new Practitioner(
        id,
        rpps,
        family,
        given,
        null,
        null,
        null,
        null,
        null,
        null,
        given.toLowerCase(java.util.Locale.ROOT) + "@medecin.mssante.example",
        "0386000001",
        null,
        null,
        Role.DOCTOR,
        null,
        null);
  }
}
