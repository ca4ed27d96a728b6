// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import static fr.relais.adapters.channels.MailHouse.MARTIN;
import static fr.relais.adapters.channels.MailHouse.RELAIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.relais.adapters.channels.ChannelSettings.DropFolder;
import fr.relais.adapters.store.MemoryStore;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Role;
import fr.relais.core.model.Roster;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.FollowUps;
import fr.relais.flow.Ids;
import fr.relais.flow.MailDesk;
import fr.relais.flow.Readers;
import fr.relais.flow.Receive;
import fr.relais.flow.Rules;
import fr.relais.flow.TrustedDomains;
import fr.relais.formats.cda.CdaFormat;
import fr.relais.formats.mime.MailFormat;
import fr.relais.formats.xdm.XdmFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A result that comes by mail is a result: from the operator's server to its owner. */
class MailedResultTest {
  private static final int DAYS = 86_400;
  @TempDir Path folder;
  private final MemoryStore store = new MemoryStore("mail");
  private final InstantSource clock = InstantSource.system();

  @Test
  void an_archive_in_a_mail_is_its_prescribers_critical_result_once() throws Exception {
    store.changeRoster(old -> people(), clock.instant(), "test");
    try (MailHouse house = MailHouse.quick()) {
      Channels channels = open(house);
      try {
        send(house, "archive-et-pdf");
        await().until(() -> store.openFollowUps(9).size() == 1);
        FollowUp row = store.openFollowUps(9).get(0);
        assertThat(row.owner()).isEqualTo("lemoine");
        assertThat(row.priority()).isEqualTo(FollowUpPriority.CRITICAL);
        assertThat(store.inTransaction(tx -> tx.versions(row.id())).get(0).report().observations())
            .extracting(one -> one.value())
            .containsExactly("7.1");

        // forwarded: other bytes, the same document
        send(house, "transfere");
        await().until(() -> store.figures(clock.instant()).received() == 2);
        assertThat(store.openFollowUps(9)).extracting(FollowUp::id).containsExactly(row.id());
      } finally {
        channels.close();
      }
    }
  }

  private static void send(MailHouse house, String name) throws Exception {
    Path file = Path.of("test-fixtures/formats/mime/exemplary", name + ".eml");
    String mail = Files.readString(file, StandardCharsets.ISO_8859_1);
    house.operator.send(
        MARTIN, List.of(RELAIS), mail.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  private Channels open(MailHouse house) {
    OpenDoor.copyRoute("in-mail.camel.yaml", folder);
    ChannelSettings settings =
        new ChannelSettings(
            200_000,
            OpenDoor.limits(9, 9, 2),
            DropFolder.in(folder.toAbsolutePath()),
            house.settings(),
            null,
            null);
    Rules rules = Rules.sandbox("mail");
    Ids ids = new Numbered();
    Readers readers = new Readers(List.of(new MailFormat(List.of(new XdmFormat(new CdaFormat())))));
    Receive receive = new Receive(store, readers, rules, clock, ids, Checkpoint.NONE);
    FollowUps followUps = new FollowUps(store, rules, clock, ids, Checkpoint.NONE);
    MailDesk desk = new MailDesk(store, receive, followUps, rules, TrustedDomains.ALL, clock, ids);
    Channels.Mails mails = new Channels.Mails(desk, MailFormat::receipt);
    return Channels.open(folder.toAbsolutePath(), receive, mails, settings, () -> true);
  }

  private Roster people() {
    Instant now = clock.instant();
    return Roster.of(
        1,
        List.of(doctor("lemoine", "89971000016"), doctor("duty", null)),
        List.of(),
        List.of(
            new Period(
                Period.Kind.OPERATOR_DUTY,
                "duty",
                null,
                null,
                now.minusSeconds(DAYS),
                now.plusSeconds(DAYS))),
        List.of(),
        List.of(),
        List.of());
  }

  private static Practitioner doctor(String id, @Nullable String rpps) {
    return new Practitioner(
        id,
        rpps,
        id,
        "Test",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Role.DOCTOR,
        null,
        null);
  }

  private static final class Numbered implements Ids {
    private final AtomicInteger next = new AtomicInteger();

    @Override
    public String next() {
      return "id-" + next.incrementAndGet();
    }

    @Override
    public String reference() {
      return "R" + next.incrementAndGet();
    }
  }
}
