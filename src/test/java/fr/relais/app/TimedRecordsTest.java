// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Publication.Submitter;
import fr.relais.core.model.SharedDocument;
import fr.relais.flow.SharedRecords;
import fr.relais.flow.TimedRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A DMP that hangs or fails is an answer like another. */
class TimedRecordsTest {
  private static final SharedRecords.Reader READER =
      new SharedRecords.Reader(
          new Submitter("889970010339", "KELLER", "Paul", false, null),
          "1890009986",
          Instant.EPOCH);

  /** It answers when it is let. */
  private record Hanging(CountDownLatch let) implements SharedRecords {
    @Override
    public Found find(Reader reader, PatientIdentity patient, Instant since) {
      return wait(new Refused("DMP_ABSENT"));
    }

    @Override
    public Fetched get(Reader reader, PatientIdentity patient, SharedDocument document) {
      return wait(new Refused("DMP_ABSENT"));
    }

    @Override
    public boolean declares() {
      return true;
    }

    @Override
    public Declared declare(Reader reader, PatientIdentity patient, boolean granted) {
      return wait(new Refused("DMP_ABSENT"));
    }

    private Refused wait(Refused answer) {
      try {
        let.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
      return answer;
    }
  }

  private static SharedRecords.Found find(SharedRecords records) {
    return records.find(READER, PatientIdentity.NOBODY, Instant.EPOCH);
  }

  @Test
  void what_does_not_answer_is_late_and_many_of_them_hold_up_nobody() {
    CountDownLatch never = new CountDownLatch(1);
    TimedRecords timed = new TimedRecords(new Hanging(never), Duration.ofMillis(5));
    for (int i = 0; i < 30; i++) {
      assertThat(find(timed))
          .isIn(
              new SharedRecords.Refused(TimedRecords.LATE),
              new SharedRecords.Refused(TimedRecords.DOWN));
    }
    never.countDown();
  }

  @Test
  void what_answers_in_time_is_given_as_it_is() {
    TimedRecords timed =
        new TimedRecords(new Hanging(new CountDownLatch(0)), Duration.ofMinutes(1));
    assertThat(find(timed)).isEqualTo(new SharedRecords.Refused("DMP_ABSENT"));
  }

  @Test
  void what_fails_is_unavailable() {
    MemoryDmp broken = new MemoryDmp();
    broken.breakDown();
    assertThat(find(new TimedRecords(broken, Duration.ofMinutes(1))))
        .isEqualTo(new SharedRecords.Refused(TimedRecords.DOWN));
  }
}
