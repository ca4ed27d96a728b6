// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats;

import fr.relais.core.model.Attachment;
import fr.relais.core.model.Coding;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.LocalId;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.PerformerReference;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Recipient;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportFlags;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.RequestPriority;
import fr.relais.core.model.Sex;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reports about fictitious people, from a seed: each fact is there or not, as the seed says. */
public final class Reports {
  private static final List<String> LABELS =
      List.of("Potassium", "Créatinine", "Hémoglobine A1c", "TSH (3e gén.)", "D-dimères", "µ-alb");
  private static final List<String> UNITS =
      List.of("mmol/L", "µmol/L", "%", "G/L", "/mm3", "UI/mL", "10^9/L");
  private static final List<String> WORDS =
      List.of("Négatif", "Positif", "voir texte", "Absence de germe", "++", "A Rh +", "1:40");
  private static final List<String> DOCTORS = List.of("89970010222", "89970010115", "89970010446");
  private static final PerformerReference LABORATORY =
      new PerformerReference("Laboratoire du Serein", "890009991", "SEREINBIO");

  private final Random random;
  private final double share;

  /**
   * @param share how often a fact that may be absent is there, 0 to 1
   */
  public Reports(Random random, double share) {
    this.random = random;
    this.share = share;
  }

  /** One with every fact that the model knows. */
  public static Report whole(long seed) {
    return new Reports(new Random(seed), 1).report();
  }

  public Report report() {
    List<Observation> observations = new ArrayList<>();
    int count = 1 + random.nextInt(9);
    for (int i = 0; i < count; i++) {
      observations.add(observation(i, false));
    }
    if (maybe()) {
      observations.add(observation(count, true));
    }
    return Report.builder(ReportKind.BIOLOGY, ReportStatus.FINAL, patient())
        .documentIds(maybe() ? List.of("1.2.250.1.999.1.7." + random.nextInt(9_999)) : List.of())
        .setId(or(() -> "1.2.250.1.999.1.8." + random.nextInt(9_999)))
        .versionNumber(or(() -> 1 + random.nextInt(5)))
        .replaces(maybe() ? List.of("1.2.250.1.999.1.7.1") : List.of())
        .whole(maybe())
        .typeCode(or(() -> "11502-2"))
        .title(or(() -> "Ionogramme sanguin"))
        .issuedAt(or(this::moment))
        .specimenAt(or(this::moment))
        .fileNumber(or(() -> "261121-00" + random.nextInt(90)))
        .complete(!maybe())
        .requester(or(this::doctor))
        .generalPractitioner(or(this::doctor))
        .performer(LABORATORY)
        .recipients(
            maybe() ? List.of(new Recipient(doctor(), "x@medecin.mssante.example")) : List.of())
        .orders(maybe() ? List.of(new OrderNumbers("R7F3K9Q2", "261121-0042")) : List.of())
        .requestPriority(or(() -> pick(List.of(RequestPriority.values()))))
        .observations(observations)
        .narrative(maybe() ? List.of("IONOGRAMME", "Résultats contrôlés & validés.") : List.of())
        .laboratoryCall(or(() -> "Prescripteur appelé à 14h05."))
        .attachments(maybe() ? List.of(new Attachment("application/pdf", 2048)) : List.of())
        .flags(flags())
        .build();
  }

  private PatientIdentity patient() {
    boolean qualified = maybe();
    return new PatientIdentity(
        qualified ? "248028999900129" : null,
        qualified ? "1.2.250.1.213.1.4.10" : null,
        qualified ? IdentityStatus.QUALIFIED : IdentityStatus.VALIDATED,
        pick(List.of("DURAND", "D'ARTAGNAN-LEGRAND", "LE GOFF")),
        or(() -> pick(List.of("MOREAU", "ÉLOI"))),
        pick(List.of(List.of("Jeanne", "Marie"), List.of("Zoé"), List.of("Anne-Sophie", "Éva"))),
        LocalDate.of(1930 + random.nextInt(90), 1 + random.nextInt(12), 1 + random.nextInt(28)),
        or(() -> pick(List.of(Sex.F, Sex.M))),
        or(() -> "89999"),
        maybe()
            ? List.of(new LocalId("0000457812", or(() -> "SIL-SEREIN"), or(() -> "PI")))
            : List.of(),
        maybe() ? List.of("0386000000") : List.of(),
        or(() -> "3 rue de l'Église, 89310 NOYERS"));
  }

  private PractitionerReference doctor() {
    return random.nextInt(3) > 0
        ? new PractitionerReference(pick(DOCTORS), null, "BOYER", or(() -> "Anne"))
        : new PractitionerReference(null, "B" + random.nextInt(99), "KELLER", or(() -> "Yann"));
  }

  private ReportFlags flags() {
    return new ReportFlags(
        or(random::nextBoolean),
        or(random::nextBoolean),
        or(random::nextBoolean),
        or(random::nextBoolean));
  }

  private Observation observation(int rank, boolean prior) {
    boolean number = random.nextInt(4) > 0;
    boolean bounds = number && random.nextBoolean();
    int low = random.nextInt(50);
    return new Observation(
        number ? "2823-3" : "C" + random.nextInt(900),
        number ? "LN" : "L",
        pick(LABELS),
        maybe() ? List.of(new Coding("K" + rank, "L", "Potassium local")) : List.of(),
        number ? number() : pick(WORDS),
        number && random.nextInt(5) == 0 ? pick(List.of("<", ">", "<=", ">=")) : null,
        number ? pick(UNITS) : null,
        bounds ? low + "." + random.nextInt(10) : null,
        bounds && random.nextBoolean() ? (low + 1 + random.nextInt(9)) + ".25" : null,
        or(() -> pick(List.of(Interpretation.values()))),
        prior
            ? ObservationStatus.FINAL
            : pick(
                List.of(
                    ObservationStatus.FINAL,
                    ObservationStatus.FINAL,
                    ObservationStatus.PRELIMINARY,
                    ObservationStatus.CORRECTED)),
        prior,
        or(() -> "1." + rank),
        or(() -> pick(List.of("sang veineux", "urines"))),
        or(this::moment),
        number ? or(() -> new Observation.Secondary(number(), pick(UNITS), "1.1", "2.2")) : null,
        or(() -> "Contrôlé deux fois.\nÀ revoir avec la clinique du patient."));
  }

  private PartialDateTime moment() {
    return new PartialDateTime(
        LocalDate.of(2026, 11, 1 + random.nextInt(20)),
        LocalTime.of(random.nextInt(24), random.nextInt(60)));
  }

  private String number() {
    String whole = Integer.toString(1 + random.nextInt(400));
    return switch (random.nextInt(3)) {
      case 0 -> whole;
      case 1 -> whole + "." + random.nextInt(10);
      default -> "0." + random.nextInt(10) + random.nextInt(10);
    };
  }

  private boolean maybe() {
    return random.nextDouble() < share;
  }

  private <T> @Nullable T or(Supplier<T> there) {
    return maybe() ? there.get() : null;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
