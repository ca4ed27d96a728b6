// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Publication.Submitter;
import fr.relais.core.model.SharedDocument;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.SharedRecords;
import fr.relais.sandbox.dmp.Fault;
import fr.relais.sandbox.dmp.Filed;
import fr.relais.sandbox.dmp.Filed.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A result from its reception to the DMP, over real sockets and the national protocol. */
class DmpFilingTest {
  private static final String FIRST = "127-document-filed-once-in-the-dmp";
  private static final String CORRECTED = "129-corrected-document-replaces";
  private static final String WITHDRAWN = "130-withdrawn-document-is-deleted";
  private static final Duration SOON = Duration.ofMinutes(1);

  private SandboxDmp dmp = DmpHouse.dmp(FIRST, Map.of());

  @AfterEach
  void close() {
    dmp.close();
  }

  private DmpHouse house(String story) {
    return new DmpHouse(story, dmp, Checkpoint.NONE);
  }

  @Test
  void a_document_is_filed_as_it_came_with_its_description_and_read_back_by_another_doctor() {
    try (DmpHouse house = house(FIRST)) {
      house.receives("labo-serein", DmpHouse.message(FIRST, "encore.xml"));
      house.delivers(SOON);

      assertThat(house.attempts()).containsExactly("DMP_FILED");
      Filed filed = house.filed().get(0);
      assertThat(Content.of(filed.bytes())).isEqualTo(DmpHouse.message(FIRST, "encore.xml"));
      assertThat(filed.uniqueId()).isEqualTo("1.2.250.1.999.1.127.1");
      assertThat(filed.first("creationTime")).isEqualTo("20261119085500");
      assertThat(filed.metadata().keySet())
          .contains(
              "classCode",
              "typeCode",
              "formatCode",
              "healthcareFacilityTypeCode",
              "practiceSettingCode",
              "languageCode",
              "legalAuthenticator",
              "sourcePatientId",
              "sourcePatientInfo",
              "serviceStartTime");
      assertThat(readBy(house, "889970010115")).isEqualTo(Content.of(filed.bytes()));
    }
  }

  private static Content readBy(DmpHouse house, String doctor) {
    SharedRecords records = house.door().records();
    SharedRecords.Reader reader =
        new SharedRecords.Reader(
            new Submitter(doctor, "MARTIN", "Claire", false, "SM26"), "1890009986", Instant.now());
    PatientIdentity patient =
        Objects.requireNonNull(
                Formats.ALL.decode(DmpHouse.message(FIRST, "encore.xml")).parts().get(0).report())
            .patient();
    SharedRecords.Found found =
        records.find(reader, patient, Instant.parse("2025-01-01T00:00:00Z"));
    assertThat(found).isInstanceOf(SharedRecords.Found.Documents.class);
    List<SharedDocument> all = ((SharedRecords.Found.Documents) found).all();
    assertThat(all).hasSize(1);
    assertThat(all.get(0).author()).contains("FERRY");
    SharedRecords.Fetched fetched = records.get(reader, patient, all.get(0));
    assertThat(fetched).isInstanceOf(SharedRecords.Fetched.Document.class);
    return ((SharedRecords.Fetched.Document) fetched).content();
  }

  @Test
  void sent_twice_and_in_two_wrappings_it_is_there_once() {
    try (DmpHouse house = house(FIRST)) {
      house.receives(null, DmpHouse.message(FIRST, "potassium-cda.hl7"));
      house.receives(null, DmpHouse.message(FIRST, "potassium-cda.hl7"));
      house.receives("labo-serein", DmpHouse.message(FIRST, "encore.xml"));
      house.delivers(SOON);

      assertThat(house.filed()).hasSize(1);
    }
  }

  @Test
  void what_its_laboratory_filed_first_is_not_filed_again() {
    try (DmpHouse laboratory = house(FIRST);
        DmpHouse house = house(FIRST)) {
      laboratory.receives("labo-serein", DmpHouse.message(FIRST, "encore.xml"));
      laboratory.delivers(SOON);
      house.receives("labo-serein", DmpHouse.message(FIRST, "encore.xml"));
      house.delivers(SOON);

      assertThat(house.attempts()).containsExactly("DMP_ALREADY_THERE");
      assertThat(house.filed()).hasSize(1);
    }
  }

  @Test
  void a_correction_takes_the_place_of_what_was_filed() {
    try (DmpHouse house = house(CORRECTED)) {
      house.receives(null, DmpHouse.message(CORRECTED, "premier.hl7"));
      house.delivers(SOON);
      house.receives(null, DmpHouse.message(CORRECTED, "corrige.hl7"));
      house.delivers(SOON);

      assertThat(house.attempts()).containsExactly("DMP_FILED", "DMP_REPLACED");
      assertThat(house.filed())
          .extracting(Filed::state)
          .containsExactlyInAnyOrder(State.DEPRECATED, State.APPROVED);
    }
  }

  @Test
  void what_is_withdrawn_is_deleted() {
    try (DmpHouse house = house(WITHDRAWN)) {
      house.receives(null, DmpHouse.message(WITHDRAWN, "premier.hl7"));
      house.delivers(SOON);
      house.receives(null, DmpHouse.message(WITHDRAWN, "annule.hl7"));
      house.delivers(SOON);

      assertThat(house.filed()).extracting(Filed::state).containsExactly(State.DELETED);
    }
  }

  @ParameterizedTest
  @CsvSource({"fermé, DMP_CLOSED", "absent, DMP_ABSENT"})
  void a_closed_or_absent_record_is_no_error_of_the_follow_up(String record, String code) {
    dmp.close();
    dmp = DmpHouse.dmp(FIRST, Map.of(DmpHouse.INS, record));
    try (DmpHouse house = house(FIRST)) {
      house.receives("labo-serein", DmpHouse.message(FIRST, "encore.xml"));
      house.delivers(SOON);

      assertThat(house.attempts()).containsExactly(code);
      assertThat(house.open().get(0).state()).isEqualTo(FollowUpState.OPEN);
      assertThat(house.open().get(0).owner()).isEqualTo("boyer");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE",
    "BUSY",
    "CUT_BEFORE",
    "CUT_AFTER_COMMIT",
    "CUT_ANSWER",
    "MALFORMED_MULTIPART"
  })
  void what_goes_wrong_once_is_tried_again_and_filed_once(Fault fault) {
    try (DmpHouse house = house(FIRST)) {
      house.receives("labo-serein", DmpHouse.message(FIRST, "encore.xml"));
      house.platform().fault(fault, 1);
      house.delivers(Duration.ofMinutes(10));

      assertThat(house.attempts()).hasSizeGreaterThan(1);
      assertThat(house.attempts().get(house.attempts().size() - 1))
          .isIn("DMP_FILED", "DMP_ALREADY_THERE");
      assertThat(house.filed()).hasSize(1);
    }
  }

  @Test
  void documents_filed_with_faults_and_deaths_at_random_are_each_there_once() {
    int documents = Integer.getInteger("relais.dmp.documents", 8);
    Deaths deaths = new Deaths(Math.min(150, 6 * documents));
    try (DmpHouse house = new DmpHouse(FIRST, dmp, deaths)) {
      for (int i = 0; i < documents; i++) {
        house.receives("labo-serein", numbered(i));
      }
      deaths.armed = true;
      Fault[] faults = {
        Fault.CUT_AFTER_COMMIT, Fault.CUT_BEFORE, Fault.BUSY, Fault.CUT_ANSWER, Fault.UNAVAILABLE
      };
      for (int round = 0; round < documents; round++) {
        house.platform().fault(faults[round % faults.length], 1);
        try {
          house.delivers(Duration.ofMinutes(2));
        } catch (Death died) {
          house.diedAndStartedAgain();
        }
      }
      deaths.armed = false;
      int filedMeanwhile = house.filed().size();
      house.diedAndStartedAgain();
      house.delivers(Duration.ofDays(2));

      assertThat(house.filed()).hasSize(documents);
      assertThat(house.filed()).extracting(Filed::uniqueId).doesNotHaveDuplicates();
      assertThat(house.filed()).extracting(Filed::state).containsOnly(State.APPROVED);
      assertThat(deaths.count.get()).isPositive();
      assertThat(filedMeanwhile).isPositive();
    }
  }

  /** A document of another day, under identifiers of its own. */
  private static Content numbered(int i) {
    String day = LocalDate.of(2024, 1, 1).plusDays(i).format(DateTimeFormatter.BASIC_ISO_DATE);
    return Content.of(
        DmpHouse.message(FIRST, "encore.xml")
            .text(StandardCharsets.UTF_8)
            .replace("1.2.250.1.999.1.127", "1.2.250.1.999.1.128." + i)
            .replace("261119-0411", "261119-" + (2000 + i))
            .replace("20261119", day),
        StandardCharsets.UTF_8);
  }

  private static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Dies at any step of the way out, after as many passages as chance says. */
  private static final class Deaths implements Checkpoint {
    private final AtomicInteger count = new AtomicInteger();
    private final Random chance = new Random(1_000_003L);
    private final int passagesMax;
    private int left;
    private boolean armed;

    Deaths(int passagesMax) {
      this.passagesMax = passagesMax;
      this.left = passagesMax - 5;
    }

    @Override
    public synchronized void reached(Step step) {
      boolean out = step == Step.ATTEMPT_BEGUN || step == Step.SENT || step == Step.OUTCOME_SAVED;
      if (armed && out && --left <= 0) {
        left = 1 + chance.nextInt(passagesMax);
        count.incrementAndGet();
        throw new Death();
      }
    }
  }
}
