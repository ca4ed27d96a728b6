// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.flow.Store;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who is disturbed, how often, by what: counted for each doctor and day. */
class NoticesTest {
  private final Installation relais = new Installation("2026-11-19T14:00");

  private static Content potassium(String patient, String file, String value, String flag) {
    return new LabMessage(patient, file).potassium(value, flag).content();
  }

  private static Content urgent(String file) {
    return new LabMessage(LabMessage.LEROY, file)
        .exam("CR^Compte rendu^L")
        .text("À adresser en urgence aux urgences ce jour.")
        .content();
  }

  private Map<String, Store.Noticed> of(String from, String to) {
    return relais.store.notices(Installation.paris(from), Installation.paris(to)).stream()
        .collect(Collectors.toMap(Store.Noticed::person, each -> each));
  }

  private List<String> rung() {
    return relais.sent().stream()
        .filter(s -> s.channel() == Channel.CALL)
        .map(Installation.Sent::who)
        .toList();
  }

  @Test
  void one_interrupting_notice_at_time_0_for_the_owner_of_each_critical_result() {
    for (int n = 1; n <= 3; n++) {
      relais.receives(potassium(LabMessage.DURAND, "F-" + n, "6." + n, "HH"));
      assertThat(rung()).containsExactly("boyer");
    }
    assertThat(of("2026-11-19T00:00", "2026-11-20T00:00").get("boyer").interrupting()).isEqualTo(3);
  }

  @Test
  void an_urgent_result_rings_once_and_the_rest_never() {
    relais.receives(urgent("F-1"));
    assertThat(rung()).containsExactly("boyer");
    relais.receives(potassium(LabMessage.PETIT, "F-2", "5.6", "H"));
    relais.receives(potassium(LabMessage.ROUX, "F-3", "4.1", "N"));
    relais.receives(new LabMessage(LabMessage.DURAND, "F-4").text("Aspect inchangé.").content());
    assertThat(rung()).isEmpty();
    Store.Noticed boyer = of("2026-11-19T00:00", "2026-11-20T00:00").get("boyer");
    assertThat(boyer.interrupting()).isEqualTo(1);
    assertThat(boyer.quiet()).isEqualTo(4);
  }

  @Test
  void a_day_counts_what_came_through_on_that_day_alone() {
    relais.receives(potassium(LabMessage.PETIT, "F-2", "5.6", "H"));
    assertThat(of("2026-11-18T00:00", "2026-11-19T00:00")).isEmpty();
    assertThat(of("2026-11-20T00:00", "2026-11-21T00:00")).isEmpty();
    assertThat(of("2026-11-19T00:00", "2026-11-20T00:00")).isNotEmpty();
  }
}
