// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-19T09:00:00Z"));
  private final Sessions sessions = new Sessions(now::get);
  private final String name = sessions.begin("boyer").orElseThrow();

  private void pass(Duration time) {
    now.updateAndGet(at -> at.plus(time));
  }

  @Test
  void thirty_minutes_without_a_gesture_end_it() {
    pass(Duration.ofMinutes(29));
    assertThat(sessions.find(name, true)).isPresent();
    pass(Duration.ofMinutes(29));
    assertThat(sessions.find(name, false)).isPresent();
    pass(Duration.ofMinutes(1));
    assertThat(sessions.find(name, false)).isEmpty();
  }

  @Test
  void eight_hours_end_it_whatever_is_done() {
    for (int quarter = 0; quarter < 31; quarter++) {
      pass(Duration.ofMinutes(15));
      assertThat(sessions.find(name, true)).isPresent();
    }
    pass(Duration.ofMinutes(15));
    assertThat(sessions.find(name, true)).isEmpty();
  }

  @Test
  void the_end_is_known_two_minutes_before() {
    pass(Duration.ofMinutes(28));
    Session session = sessions.find(name, false).orElseThrow();
    assertThat(sessions.left(session)).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void a_name_is_never_given_twice_and_none_can_be_guessed() {
    String other = sessions.begin("boyer").orElseThrow();
    assertThat(other).isNotEqualTo(name).hasSize(48);
    assertThat(sessions.find("boyer", true)).isEmpty();
    assertThat(sessions.find(null, true)).isEmpty();
  }
}
