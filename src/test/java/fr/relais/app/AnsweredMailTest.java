// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import fr.relais.adapters.channels.ChannelSettings;
import fr.relais.adapters.channels.Channels;
import fr.relais.adapters.channels.MailExit;
import fr.relais.adapters.store.MemoryStore;
import fr.relais.adapters.trust.TestPki;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.SoftwareSheet;
import fr.relais.core.model.SoftwareSheet.Door;
import fr.relais.core.model.SoftwareSheet.Enclosed;
import fr.relais.core.model.SoftwareSheet.Form;
import fr.relais.core.model.WorkItem.Question;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.Entrance;
import fr.relais.flow.Exits;
import fr.relais.flow.Rules;
import fr.relais.flow.TrustedDomains;
import fr.relais.formats.mime.MailFormat;
import fr.relais.sandbox.MailAnswering;
import fr.relais.sandbox.MailOperator;
import fr.relais.sandbox.mail.Filed;
import fr.relais.sandbox.mail.SegurMailReader;
import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A result leaves by mail, a strict practice software reads it, and its side answers: over sockets,
 * against an operator that keeps to the trust space.
 */
class AnsweredMailTest {
  private static final Instant START = Instant.parse("2026-11-19T09:00:00Z");
  private static final String RELAIS = "relais@relais.mssante.example";
  private static final String BOYER = "anne.boyer@sandbox.mssante.example";

  @TempDir Path folder;
  private final TestPki pki = new TestPki(InstantSource.system(), Duration.ofHours(1));
  private final MailOperator operator =
      new MailOperator(
          pki,
          new MailOperator.Limits(5_000_000, 99, Duration.ofSeconds(20), Duration.ofMillis(9)));
  private final HandClock clock = new HandClock(START);
  private final MemoryStore store = new MemoryStore("n1");
  private final ChannelSettings.Mail mail =
      ChannelSettings.Mail.at(
              "localhost",
              operator.smtpPort(),
              operator.imapPort(),
              RELAIS,
              operator.enrol("relais", RELAIS))
          .every(Duration.ofMillis(50));
  private final MailExit exit = new MailExit(mail, clock);
  private Walk walk;
  private Channels channels;

  @BeforeEach
  void open() throws Exception {
    operator.enrol("boyer", BOYER);
    operator.strict(Set.of("relais.mssante.example", "sandbox.mssante.example"));
    store.changeRoster(old -> People.cast(clock), START, "test");
    Rules rules =
        Rules.sandbox("n1")
            .with(
                who ->
                    new SoftwareSheet(
                        "test",
                        "Test",
                        List.of(new Door(Channel.MAIL, Form.MSSANTE_MAIL)),
                        List.of(Enclosed.XDM, Enclosed.PDF),
                        "UTF-8",
                        SoftwareSheet.Acknowledges.DELIVERY_RECEIPT,
                        null,
                        SoftwareSheet.Confidence.HIGH,
                        List.of()),
                URI.create("http://localhost"));
    walk =
        Walk.of(
            new Walk.Parts(
                store,
                Formats.ALL,
                new Exits(List.of(exit), new Papers("RELAIS-0001")),
                rules,
                clock,
                new CountedIds(),
                new Random(1),
                Checkpoint.NONE,
                Duration.ofMinutes(1),
                50,
                Runnable::run,
                () -> {}));
    Files.copy(Path.of("routes", "in-mail.camel.yaml"), folder.resolve("in-mail.camel.yaml"));
    channels =
        Channels.open(
            folder.toAbsolutePath(),
            walk.receive(),
            new Channels.Mails(walk.mails().apply(TrustedDomains.ALL), MailFormat::receipt),
            new ChannelSettings(
                5_000_000,
                ChannelSettings.Mllp.at("127.0.0.1", 0),
                ChannelSettings.DropFolder.in(folder.toAbsolutePath()),
                mail,
                null,
                null),
            () -> true);
  }

  @AfterEach
  void close() {
    channels.close();
    exit.close();
    operator.close();
  }

  private FollowUp sent() {
    walk.receive()
        .receive(
            new Entrance.Incoming(
                "mllp",
                null,
                new LabMessage(LabMessage.DURAND, "951")
                    .doctor(LabMessage.BOYER)
                    .potassium("4.2", "N")
                    .content()));
    while (walk.deliver().runOnce() > 0) {
      continue;
    }
    return store.openFollowUps(9).get(0);
  }

  private Delivery result(FollowUp row) {
    return store.inTransaction(tx -> tx.deliveriesOf(row.id())).stream()
        .filter(d -> d.kind() == Delivery.Kind.RESULT)
        .findFirst()
        .orElseThrow();
  }

  private long asked(FollowUp row, Question question) {
    return store.inTransaction(tx -> tx.workItemsOf(row.id())).stream()
        .filter(item -> item.question() == question)
        .count();
  }

  @ParameterizedTest
  @CsvSource({
    "DELIVERED, CONFIRMED, 0, 0",
    "INTEGRATED, CONFIRMED, 0, 0",
    "DISPLAYED, CONFIRMED, 0, 0",
    "REFUSED_902, EXPIRED, 1, 0",
    "REFUSED_904, EXPIRED, 1, 0",
    "REFUSED_IN_WORDS, EXPIRED, 1, 0",
    "TWICE, CONFIRMED, 0, 0",
    "OUT_OF_ORDER, CONFIRMED, 0, 0",
    "CONTRADICTORY, CONFIRMED, 1, 0",
    "WORDS, SENT, 0, 1",
  })
  void answer_of_the_other_side_moves_the_delivery_and_nothing_else(
      MailAnswering answering, String state, int told, int words) {
    operator.answering(BOYER, answering);
    FollowUp row = sent();
    await().atMost(Duration.ofSeconds(20)).until(() -> operator.unseen(RELAIS) == 0);
    assertThat(result(row).state().name()).isEqualTo(state);
    assertThat(asked(row, Question.NOT_DELIVERED)).isEqualTo(told);
    assertThat(asked(row, Question.ANSWER_TO_READ)).isEqualTo(words);
    assertThat(store.inTransaction(tx -> tx.followUp(row.id())).orElseThrow().state())
        .isEqualTo(FollowUpState.OPEN);
    assertThat(store.openFollowUps(9)).hasSize(1);
  }

  @Test
  void result_mail_is_taken_by_a_strict_software_that_knows_our_mailbox() throws Exception {
    sent();
    byte[] received = operator.received(BOYER).get(0);
    Filed filed = new SegurMailReader(Set.of(RELAIS)).read(received);
    Filed.Integrated integrated = assertInstanceOf(Filed.Integrated.class, filed, filed.toString());
    assertThat(integrated.documents()).hasSize(1);
    assertThat(integrated.papers().get(0).fileName())
        .matches("2026-11-19_Biologie_DURAND_[^_]+_[^_]+\\.pdf");
  }

  @Test
  void archive_is_whole_for_the_zip_reader_of_java() throws Exception {
    sent();
    Map<String, byte[]> files = archive(operator.received(BOYER).get(0));
    assertThat(files)
        .containsKeys("INDEX.HTM", "README.TXT", "IHE_XDM/SUBSET01/METADATA.XML")
        .hasSize(4);
  }

  /** The schema of OASIS comes with the library that speaks to registries, where it is there. */
  @Test
  void metadata_of_the_archive_is_valid_against_the_schema_of_ebrim() throws Exception {
    URL schema = getClass().getResource("/wsdl/schema/ebRS30/lcm.xsd");
    assertThat(schema).as("the schema of ebRIM, which comes with IPF").isNotNull();
    sent();
    byte[] metadata = archive(operator.received(BOYER).get(0)).get("IHE_XDM/SUBSET01/METADATA.XML");
    SchemaFactory schemas = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
    schemas
        .newSchema(schema)
        .newValidator()
        .validate(new StreamSource(new ByteArrayInputStream(metadata)));
  }

  /** Read to its end, so that every CRC is checked. */
  private static Map<String, byte[]> archive(byte[] mail) throws Exception {
    MimeMessage message =
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
    MimeMultipart parts = (MimeMultipart) message.getContent();
    for (int i = 0; i < parts.getCount(); i++) {
      BodyPart part = parts.getBodyPart(i);
      if ("IHE_XDM.zip".equals(part.getFileName())) {
        return files(part.getInputStream());
      }
    }
    throw new AssertionError("no archive");
  }

  private static Map<String, byte[]> files(InputStream in) throws Exception {
    Map<String, byte[]> files = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return files;
  }
}
