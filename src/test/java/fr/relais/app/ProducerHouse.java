// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.channels.ChannelSettings;
import fr.relais.adapters.channels.Channels;
import fr.relais.adapters.channels.FolderExit;
import fr.relais.adapters.channels.MailAccess;
import fr.relais.adapters.channels.MailExit;
import fr.relais.adapters.channels.MllpExit;
import fr.relais.adapters.store.MemoryStore;
import fr.relais.adapters.trust.TestPki;
import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.Exit;
import fr.relais.flow.Exits;
import fr.relais.flow.Rules;
import fr.relais.flow.TrustedDomains;
import fr.relais.formats.mime.MailFormat;
import fr.relais.sandbox.Laboratory;
import fr.relais.sandbox.MailAnswering;
import fr.relais.sandbox.MailOperator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A walk whose every way is a real one: messages come by MLLP, mails go to an operator and its
 * notices come back, documents go to the sandbox's DMP, acknowledgements to a socket or a folder.
 */
final class ProducerHouse implements AutoCloseable {
  static final String BOYER = "anne.boyer@volontaires.mssante.test";
  private static final String RELAIS = "relais@relais.mssante.test";
  private static final Path STORY =
      StoryFolders.ROOT.resolve("160-producer-is-told-what-became-of-its-document");
  private static final Duration SHORT = Duration.ofSeconds(3);

  private final HandClock clock;
  private final MemoryStore store = new MemoryStore("house");
  private final TestPki pki = new TestPki(InstantSource.system(), Duration.ofHours(1));
  private final MailOperator operator = new MailOperator(pki, MailOperator.Limits.DEFAULT);
  private final SandboxDmp dmp;
  private final DmpDoor door;
  private final MailExit mails;
  private final Channels channels;
  private final Walk walk;

  /**
   * @param folder where routes, the drop folder and the folders of exit lie
   * @param acknowledgements where the laboratory takes them
   * @param record the state of the patient's DMP
   */
  ProducerHouse(Path folder, String acknowledgements, String record) throws IOException {
    Story story = StoryFolders.read(STORY);
    clock = new HandClock(story.start());
    Roster people = taking(story.roster(), acknowledgements);
    dmp = new SandboxDmp(() -> people, Map.of(DmpHouse.INS, record), DmpHouse.CERTIFICATES);
    door = dmp.door();
    store.changeRoster(old -> people, story.start(), "test");
    TrustMaterial trust = operator.enrol("relais", RELAIS);
    operator.enrol("boyer", BOYER);
    ChannelSettings.Mail mail = mail(trust);
    mails = new MailExit(mail, InstantSource.system());
    walk = walk(folder, story);
    for (String route : List.of("in-mllp.camel.yaml", "in-mail.camel.yaml")) {
      Files.copy(Path.of("routes", route), folder.resolve(route));
    }
    channels =
        Channels.open(
            folder.toAbsolutePath(),
            walk.receive(),
            new Channels.Mails(walk.mails().apply(TrustedDomains.ALL), MailFormat::receipt),
            new ChannelSettings(
                ChannelSettings.MESSAGE_BYTES_MAX,
                ChannelSettings.Mllp.at("127.0.0.1", 0),
                ChannelSettings.DropFolder.in(folder.toAbsolutePath()),
                mail,
                null,
                null),
            () -> true);
  }

  private Walk walk(Path folder, Story story) {
    Rules rules =
        Rules.sandbox("house")
            .with(StoryFolders.SHEETS, URI.create("http://localhost:8080"))
            .with(site -> story.policies(story.start()).of(site))
            .with(door.filing());
    List<Exit> exits =
        List.of(
            mails,
            door.exit(),
            new FolderExit(folder.toAbsolutePath()),
            new MllpExit(Doors::answered, true, SHORT, SHORT));
    return Walk.of(
        new Walk.Parts(
            store,
            Formats.ALL,
            new Exits(exits, new Papers("Relais")),
            rules,
            clock,
            new CountedIds(),
            new Random(1),
            Checkpoint.NONE,
            Duration.ofSeconds(-1),
            20,
            Runnable::run,
            () -> {}));
  }

  private ChannelSettings.Mail mail(TrustMaterial trust) {
    return new ChannelSettings.Mail(
        "localhost",
        operator.smtpPort(),
        "localhost",
        operator.imapPort(),
        RELAIS,
        "",
        trust,
        SHORT,
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        2,
        10 * 1024 * 1024,
        Duration.ofMillis(50),
        null,
        MailAccess.BY_CERTIFICATE);
  }

  private static Roster taking(Roster roster, String acknowledgements) {
    return Roster.of(
        roster.version(),
        roster.practitioners(),
        roster.sites(),
        roster.periods(),
        roster.senders().stream().map(one -> taking(one, acknowledgements)).toList(),
        roster.codes(),
        roster.endpoints());
  }

  private static Sender taking(Sender one, String acknowledgements) {
    return new Sender(
        one.id(),
        one.name(),
        one.finess(),
        one.application(),
        one.facility(),
        one.folder(),
        one.hprimCode(),
        one.site(),
        one.cumulative(),
        one.since(),
        one.feeds(),
        one.mailbox(),
        acknowledgements,
        one.charset(),
        one.certificate());
  }

  /** The laboratory's message, on its socket; the answer. */
  String sends() throws IOException {
    byte[] message = Files.readAllBytes(STORY.resolve("potassium-cda.hl7"));
    try (Laboratory laboratory =
        new Laboratory("127.0.0.1", channels.mllpPort().orElseThrow(), Duration.ofSeconds(10), 2)) {
      return new String(laboratory.send(message).answer(), StandardCharsets.UTF_8);
    }
  }

  /** What the software behind the doctor's mailbox says of each mail. */
  void answering(MailAnswering how) {
    operator.answering(BOYER, how);
  }

  /** The mailbox of the doctor behaves so. */
  void fault(MailOperator.Fault fault) {
    operator.fault(BOYER, fault);
  }

  /** Sends what is ready now. */
  void delivers() {
    while (walk.deliver().runOnce() > 0) {
      continue;
    }
  }

  /** Sends what is ready, and what is tried again within this time. */
  void delivers(Duration until) {
    for (int minute = 0; minute <= until.toMinutes(); minute++) {
      delivers();
      clock.set(clock.instant().plus(Duration.ofMinutes(1)));
    }
  }

  /** The laboratory takes acknowledgements elsewhere from now on. */
  void moves(String acknowledgements) {
    store.changeRoster(old -> taking(old, acknowledgements), clock.instant(), "test");
  }

  SandboxDmp dmp() {
    return dmp;
  }

  FollowUp followUp() {
    return store.openFollowUps(10).get(0);
  }

  /** The acknowledgements that were made, whether they were taken or not. */
  List<Delivery> acknowledgements() {
    return store.inTransaction(tx -> tx.deliveriesOf(followUp().id())).stream()
        .filter(delivery -> delivery.kind() == Delivery.Kind.ACKNOWLEDGEMENT)
        .toList();
  }

  @Override
  public void close() {
    channels.close();
    mails.close();
    operator.close();
    door.close();
    dmp.close();
  }
}
