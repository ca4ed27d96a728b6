// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.RegisterPage.Mailbox;
import fr.relais.core.model.RegisterPage.MailboxKind;
import fr.relais.flow.NationalRegister;
import fr.relais.flow.NationalRegister.Standing;
import fr.relais.flow.Professional;
import fr.relais.flow.RegisterFailure;
import fr.relais.flow.RegisterQuestion;
import fr.relais.flow.RegisterQuestion.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the register said is read back from the store as it was written. */
class RegisterJsonTest {
  private static final Instant NOW = Instant.parse("2026-11-19T02:30:00Z");

  @Test
  void a_standing_survives_the_store() {
    Professional boyer =
        new Professional(
            "89970010222",
            true,
            true,
            2,
            List.of("10"),
            List.of("SM26"),
            "BOYER",
            List.of("Anne"),
            List.of(new Mailbox("anne@un.mssante.test", MailboxKind.PERSONAL, true, false)),
            new Professional.Past(true, true, true, false, LocalDate.of(2026, 11, 18)),
            List.of("anne@un.mssante.test"),
            true);
    Standing standing =
        new NationalRegister(new MemoryStore("register"))
            .standing()
            .asked(NOW, List.of(boyer), true)
            .reviewed(List.of(boyer.revoked()), List.of(new RegisterQuestion("boyer", Kind.STAGED)))
            .failed(NOW.plusSeconds(60), RegisterFailure.CUT);
    Json json = new Json();

    assertThat(json.read(json.write(standing), Standing.class)).isEqualTo(standing);
  }
}
