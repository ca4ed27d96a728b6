// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.Act;
import fr.relais.core.decide.Acts;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.MissionAccount;
import fr.relais.core.model.MissionAccount.Capacity;
import fr.relais.core.model.MissionAccount.Item;
import fr.relais.core.model.MissionAccount.Standing;
import fr.relais.core.model.MissionAccount.Taking;
import fr.relais.core.model.PatientChoices;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.RequestPriority;
import fr.relais.core.model.Sha256;
import fr.relais.flow.ExpectOrder;
import fr.relais.flow.Missions;
import fr.relais.formats.french.MissionPaper;
import fr.relais.formats.pdf.PdfWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a volunteer is told, at the end, of what became of all that she ordered. */
class MissionAccountTest {
  private static final String[] PATIENTS = {
    LabMessage.DURAND, LabMessage.PETIT, LabMessage.LEROY, LabMessage.ROUX
  };

  private final Portal portal = new Portal();
  private final Missions missions = new Missions(portal.store(), portal.clock());
  private int file = 100;

  @AfterEach
  void close() {
    portal.close();
  }

  private MissionAccount account() {
    return missions.own("boyer", "noyers").orElseThrow();
  }

  /** A result that Dr Boyer ordered at Noyers, and that no declared order announced. */
  private String result(String patient, String value, String flag) {
    file++;
    return portal.receive(
        new LabMessage(patient, "" + file)
            .exam("E" + file + "^Examen " + file + "^L")
            .value("A" + file + "^Kaliémie " + file + "^L", value + file, "u", "3-5", flag));
  }

  private String answered(String placer, String patient, String flag) {
    file++;
    return portal.receive(
        new LabMessage(patient, "" + file)
            .placer(placer)
            .value("A" + file + "^Kaliémie " + file + "^L", "7." + file, "u", "3-5", flag));
  }

  private void order(String placer, @Nullable String generalPractitioner, boolean refused) {
    PatientIdentity durand = portal.order("identity", null).patient();
    ExpectOrder.Asked asked =
        new ExpectOrder.Asked(
            placer,
            "urn:logiciel:test",
            null,
            ReportKind.BIOLOGY,
            null,
            "Ionogramme sanguin",
            RequestPriority.ROUTINE,
            "boyer",
            "noyers",
            portal.clock().instant().minus(Duration.ofDays(1)),
            durand,
            List.of(),
            null,
            generalPractitioner,
            null,
            null,
            new PatientChoices(true, refused, null, false, false),
            null);
    portal
        .walk()
        .orders()
        .expect("test", null, Sha256.of(placer.getBytes(StandardCharsets.UTF_8)), List.of(asked));
  }

  private void act(String reference, Act act) {
    assertThat(portal.walk().followUps().act(reference, act))
        .as(act.kind() + " " + reference)
        .isInstanceOf(Acts.Result.Done.class);
    portal.settle();
  }

  private void act(String reference, Act.Kind kind, String who) {
    act(reference, Act.of(kind, who, portal.clock().instant()));
  }

  private void closes(String reference, String who) {
    act(
        reference,
        Act.decide(who, portal.clock().instant(), ClinicalDecision.SEEN_NOTHING_TO_DO, null));
  }

  private void offers(String reference, String to) {
    act(reference, Act.offer("boyer", portal.clock().instant(), to, "À vous de voir."));
  }

  private void everyEnding() {
    String own = result(LabMessage.ROUX, "4.", "N");
    act(own, Act.Kind.TAKE, "boyer");
    closes(own, "boyer");
    order("GP", "lefevre", false);
    String gp = answered("GP", LabMessage.DURAND, "H");
    act(gp, Act.Kind.ACCEPT, "lefevre");
    closes(gp, "lefevre");
    String site = result(LabMessage.PETIT, "6.", "H");
    offers(site, "martin");
    act(site, Act.Kind.ACCEPT, "martin");
    closes(site, "martin");
    String withdrawn = "" + (file + 1);
    result(LabMessage.LEROY, "5.", "H");
    String gone =
        portal.receive(
            new LabMessage(LabMessage.LEROY, withdrawn)
                .status("X", "202611191005")
                .value("A" + withdrawn + "^Kaliémie^L", "", "u", "3-5", ""));
    act(gone, Act.Kind.SEE_WITHDRAWAL, "boyer");
    order("REFUSED", null, true);
    answered("REFUSED", LabMessage.DURAND, "H");
    String slow = result(LabMessage.PETIT, "7.", "H");
    portal.later(Duration.ofDays(5));
    act(slow, Act.Kind.TAKE, "boyer");
    order("AWAITED", null, false);
    result(LabMessage.PETIT, "8.", "HH");
    String offered = result(LabMessage.LEROY, "5.", "H");
    offers(offered, "martin");
  }

  @Test
  void every_ending_is_counted_once_and_what_is_open_names_who_answers_for_it() {
    everyEnding();
    portal.receive(
        new LabMessage(LabMessage.LEROY, "900").doctor(LabMessage.KELLER).potassium("4.4", "N"));

    MissionAccount account = account();

    assertThat(account.count(Standing.CONCLUDED)).isEqualTo(3);
    for (Capacity one : List.of(Capacity.REQUESTER, Capacity.GENERAL_PRACTITIONER, Capacity.SITE)) {
      assertThat(account.concludedBy(one)).as(one.french()).isEqualTo(1);
    }
    assertThat(account.count(Standing.WITHDRAWN)).isEqualTo(1);
    assertThat(account.count(Standing.ELSEWHERE)).isEqualTo(1);
    // the order that gave the identity is awaited too
    assertThat(account.count(Standing.EXPECTED)).isEqualTo(2);
    assertThat(account.count(Standing.OPEN)).isEqualTo(3);
    assertThat(account.ordered()).isEqualTo(10);
    assertThat(account.received()).isEqualTo(7);
    assertThat(account.count(FollowUpPriority.ABNORMAL, Taking.LATE)).isEqualTo(1);
    assertThat(account.count(FollowUpPriority.ABNORMAL, Taking.IN_TIME)).isEqualTo(2);
    assertThat(account.count(FollowUpPriority.ABNORMAL, Taking.NONE)).isEqualTo(1);
    assertThat(account.count(FollowUpPriority.CRITICAL, Taking.NOT_YET)).isEqualTo(1);
    assertThat(account.count(FollowUpPriority.NORMAL, Taking.IN_TIME)).isEqualTo(1);
    assertThat(account.in(Standing.OPEN))
        .extracting(Item::pending)
        .doesNotContainNull()
        .allSatisfy(
            pending -> {
              assertThat(pending.owner().title()).startsWith("Dr ");
              assertThat(pending.deadline()).isNotNull();
              assertThat(pending.next()).isNotBlank();
            });
    assertThat(account.days()).hasSize(9).endsWith(LocalDate.of(2026, 11, 18));
  }

  @Test
  void the_paper_says_plainly_what_is_open_and_who_answers_for_it() throws IOException {
    everyEnding();
    String text = text(account());
    assertThat(text)
        .contains("Attestation et bilan de fin de mission", "Dr Anne BOYER, RPPS 89970010222")
        .contains("du 07/11/2026 au 11/11/2026, du 15/11/2026 au 18/11/2026 (9 jours)")
        .contains("3 résultats ouverts, 2 prescriptions attendues.")
        .contains("3 résultats restent ouverts : qui en répond")
        .contains("Dr Anne BOYER, le prescripteur", "à prendre en charge", "24/11/2026 à 10:30")
        .contains("proposé à Dr Claire MARTIN, un médecin du site, réponse avant")
        .contains("En tout 10", "3 suivis terminés : par qui", "le médecin traitant 1")
        .contains("page 1/1");
  }

  @Test
  void neither_paper_nor_page_lead_to_a_patient() throws IOException {
    everyEnding();
    String page = new Surfer(portal.port()).as("boyer").get("/suivi/fin-de-mission/noyers").body();
    for (String shown : List.of(text(account()), page)) {
      for (String patient : PATIENTS) {
        assertThat(shown).doesNotContain(patient.split("\\^")[0]);
        assertThat(shown).doesNotContainIgnoringCase("Jeanne", "Inès", "Kaliémie", "Ionogramme");
      }
      assertThat(shown)
          .doesNotContain("03/02/1948", "248028999900129", "172058999900217", "0399990011")
          .doesNotContain("puits", "mmol", portal.order("identity", null).number());
    }
  }

  @Test
  void a_short_mission_of_which_nothing_is_open_says_so() throws IOException {
    MissionAccount account = account();
    assertThat(account.ordered()).isZero();
    assertThat(text(account))
        .contains("0 résultat ouvert, 0 prescription attendue.", "Aucun résultat ne reste ouvert.");
  }

  @Test
  void what_never_came_is_told_by_whoever_asks_after_it() throws IOException {
    order("NEVER", null, false);
    portal.later(Duration.ofDays(40));
    MissionAccount account = account();
    assertThat(account.count(Standing.EXPECTED)).isEqualTo(account.ordered()).isEqualTo(2);
    assertThat(account.received()).isZero();
    assertThat(account.in(Standing.EXPECTED))
        .allSatisfy(item -> assertThat(item.pending()).isNotNull())
        .allSatisfy(item -> assertThat(item.questions()).hasSize(1));
    assertThat(text(account)).contains("attendu, non reçu", "Biologie, prescrite le");
  }

  @Test
  void whatever_happens_all_that_was_ordered_is_accounted_for_once() {
    for (long seed = 1; seed <= 6; seed++) {
      Random random = new Random(seed);
      int before = account().ordered();
      int made = 0;
      for (int i = 0; i < 12; i++) {
        String flag = List.of("N", "H", "HH", "").get(random.nextInt(4));
        String value = (3 + random.nextInt(5)) + ".";
        String reference = result(PATIENTS[random.nextInt(PATIENTS.length)], value, flag);
        made++;
        for (int acts = random.nextInt(4); acts > 0; acts--) {
          any(reference, random);
        }
        portal.later(Duration.ofHours(random.nextInt(9)));
      }
      MissionAccount account = account();
      int all = Arrays.stream(Standing.values()).mapToInt(account::count).sum();
      assertThat(account.ordered()).as("seed " + seed).isEqualTo(before + made).isEqualTo(all);
      long live =
          portal.store().requestedBy("boyer", "noyers", 1_000).stream()
              .filter(row -> row.state() != FollowUpState.CONCLUDED)
              .count();
      assertThat(account.count(Standing.OPEN)).as("seed " + seed).isEqualTo((int) live);
      int taken =
          Arrays.stream(FollowUpPriority.values())
              .flatMap(p -> Arrays.stream(Taking.values()).map(t -> account.count(p, t)))
              .mapToInt(Integer::intValue)
              .sum();
      assertThat(taken).as("seed " + seed).isEqualTo(account.received());
    }
  }

  /** An act that may be refused: then nothing changes. */
  private void any(String reference, Random random) {
    String who = List.of("boyer", "martin", "lefevre").get(random.nextInt(3));
    Act act =
        switch (random.nextInt(6)) {
          case 0 -> Act.of(Act.Kind.OPEN, who, portal.clock().instant());
          case 1, 2 -> Act.of(Act.Kind.TAKE, who, portal.clock().instant());
          case 3 -> Act.offer(who, portal.clock().instant(), "martin", "À vous.");
          case 4 -> Act.of(Act.Kind.ACCEPT, who, portal.clock().instant());
          default ->
              Act.decide(who, portal.clock().instant(), ClinicalDecision.ALREADY_DEALT_WITH, "Vu.");
        };
    portal.walk().followUps().act(reference, act);
    portal.settle();
  }

  private static String text(MissionAccount account) throws IOException {
    try (PDDocument document = Loader.loadPDF(new PdfWriter().write(account).bytes())) {
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo(MissionPaper.TITLE);
      assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }
}
