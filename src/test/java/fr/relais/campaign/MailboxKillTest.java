// SPDX-License-Identifier: Apache-2.0
package fr.relais.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.store.KeyFile;
import fr.relais.adapters.store.Postgres;
import fr.relais.adapters.store.PostgresStore;
import fr.relais.adapters.trust.TestPki;
import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.flow.Checkpoint.Step;
import fr.relais.sandbox.MailOperator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A full mailbox, and {@code kill -9} on the real program while it reads it: each mail is taken
 * once, none is left, and a server that is rebuilt brings none a second time.
 */
class MailboxKillTest {
  private static final String RELAIS = "relais@relais.mssante.test";
  private static final String LABORATORY = "labo@labo.mssante.test";
  private static final String PASSWORD = "for-one-test";

  /** Before the commit, after it and before the mark, and in between. */
  private static final List<Step> STEPS =
      List.of(Step.COMMITTED, Step.BEFORE_COMMIT, Step.KEPT, Step.DECODED, Step.FOLLOW_UP_WRITTEN);

  private final TestPki pki = new TestPki(InstantSource.system(), Duration.ofHours(2));
  private final Generator generator = new Generator("M");
  private final List<byte[]> lying = new ArrayList<>();
  private int kills;

  @Test
  void each_mail_is_taken_once_over_a_few_kills() throws Exception {
    campaign(Integer.getInteger("mails", 24), 1, 7L);
  }

  @Tag("campaign")
  @Test
  void each_of_five_thousand_mails_is_taken_once_over_twenty_kills() throws Exception {
    campaign(Integer.getInteger("mails", 5_000), 20, Long.getLong("seed", System.nanoTime()));
  }

  private void campaign(int mails, int kills, long seed) throws Exception {
    Path home = RelaisProcess.newHome("mailbox");
    Random chance = new Random(seed);
    try (MailOperator operator = operator(mails);
        RelaisProcess relais = new RelaisProcess(home)) {
      TrustMaterial ours = operator.enrol("Relais", RELAIS);
      operator.enrol("labo", LABORATORY);
      connect(relais, home, operator, ours);
      fill(operator, mails);
      for (int i = 0; i < kills; i++) {
        die(relais, chance, i, Math.max(1, mails / (kills * 2)));
      }
      relais.start();
      awaitAllSeen(operator, mails);
      relais.kill();
      rebuilt(relais, mails);
      check(relais, home, mails);
      System.out.printf(
          "seed %d: %d mails, %d kills, each taken once, none left%n", seed, mails, this.kills);
    }
    RelaisProcess.delete(home);
  }

  private MailOperator operator(int mails) {
    return new MailOperator(
        pki, new MailOperator.Limits(1_000_000, mails + 9, Duration.ofSeconds(60), Duration.ZERO));
  }

  private static void connect(
      RelaisProcess relais, Path home, MailOperator operator, TrustMaterial ours)
      throws IOException, GeneralSecurityException {
    Files.createDirectories(home);
    Path keys = home.resolve("relais.p12");
    Path authorities = home.resolve("authorities.p12");
    KeyStore own = empty();
    own.setKeyEntry(
        "relais", ours.key(), PASSWORD.toCharArray(), ours.chain().toArray(Certificate[]::new));
    write(own, keys);
    KeyStore believed = empty();
    for (int i = 0; i < ours.authorities().size(); i++) {
      believed.setCertificateEntry("authority-" + i, ours.authorities().get(i));
    }
    write(believed, authorities);
    relais
        .with("mail.smtpPort", Integer.toString(operator.smtpPort()))
        .with("mail.imapPort", Integer.toString(operator.imapPort()))
        .with("mail.mailbox", RELAIS)
        .with("trust.keys", keys.toString())
        .with("trust.keysPassword", PASSWORD)
        .with("trust.authorities", authorities.toString())
        .with("trust.authoritiesPassword", PASSWORD);
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD.toCharArray());
    return store;
  }

  private static void write(KeyStore store, Path file)
      throws IOException, GeneralSecurityException {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
  }

  /** Two results, then a mail that somebody wrote, and so on. */
  private void fill(MailOperator operator, int mails) throws IOException {
    for (int i = 0; i < mails; i++) {
      operator.restore(RELAIS, i % 3 == 2 ? words(i) : result(i));
    }
    lying.addAll(operator.received(RELAIS));
    assertThat(operator.unseen(RELAIS)).isEqualTo(mails);
  }

  private byte[] result(int number) {
    String base64 =
        Base64.getMimeEncoder()
            .encodeToString(generator.hl7(number, number, "5.3", "H", "F").bytes());
    return mail(
        number,
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
            + "Veuillez trouver un résultat.\n--b\nContent-Type: application/hl7-v2\n"
            + "Content-Transfer-Encoding: base64\n"
            + "Content-Disposition: attachment; filename=resultat.hl7\n\n"
            + base64
            + "\n--b--\n");
  }

  private static byte[] words(int number) {
    return mail(
        number, "Content-Type: text/plain; charset=utf-8\n\nBonjour, courriel " + number + ".\n");
  }

  private static byte[] mail(int number, String rest) {
    return ("Return-Path: <labo@labo.mssante.test>\nFrom: labo@labo.mssante.test\nTo: "
            + RELAIS
            + "\nMessage-ID: <m-"
            + number
            + "@labo.mssante.test>\nSubject: courriel "
            + number
            + "\nMIME-Version: 1.0\n"
            + rest)
        .replace("\r\n", "\n")
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** By turns at a step of the walk, and at any instant. */
  private void die(RelaisProcess relais, Random chance, int turn, int most) throws IOException {
    kills++;
    if (turn % 3 == 2) {
      relais.start();
      Pause.millis(chance.nextInt(1_500));
      relais.kill();
      return;
    }
    Step step = STEPS.get(turn % STEPS.size());
    try {
      relais.start("sandbox.crashAt=" + step + ":" + (1 + chance.nextInt(most)));
    } catch (IOException e) {
      // it died before it had said that it is ready
      assertThat(relais.isAlive()).isFalse();
    }
    relais.waitForEnd();
  }

  private static void awaitAllSeen(MailOperator operator, int mails) {
    long end = System.nanoTime() + Duration.ofSeconds(60 + mails / 10).toNanos();
    while (operator.unseen(RELAIS) > 0) {
      assertThat(System.nanoTime()).as("mails are left").isLessThan(end);
      Pause.millis(50);
    }
  }

  /** The same mails under other numbers, none of them seen. */
  private void rebuilt(RelaisProcess relais, int mails) throws IOException {
    try (MailOperator anew = operator(mails)) {
      anew.enrol("Relais", RELAIS);
      for (byte[] mail : lying) {
        anew.restore(RELAIS, mail);
      }
      relais.start("mail.imapPort=" + anew.imapPort());
      awaitAllSeen(anew, mails);
      relais.kill();
    }
  }

  private void check(RelaisProcess relais, Path home, int mails) throws IOException {
    Postgres server = Postgres.embedded(relais.data().resolve("postgres"), 0);
    Postgres.Database database = server.database("relais", false);
    try (PostgresStore store =
        new PostgresStore(
            database, new KeyFile(relais.setting("keys.file")).load(), "checker", 4)) {
      Ledgers ledgers = new Ledgers(store, database.url(), home.resolve("out"));
      assertThat(ledgers.number("SELECT count(*) FROM original_message")).isEqualTo(mails);
      assertThat(ledgers.number("SELECT coalesce(sum(repeats), 0) FROM original_message")).isZero();
      assertThat(ledgers.number("SELECT count(*) FROM follow_up")).isEqualTo(mails);
      assertThat(ledgers.number("SELECT count(*) FROM mail_taken")).isEqualTo(mails);
      assertThat(ledgers.number("SELECT count(*) FROM mail_place")).isEqualTo(2L * mails);
      ledgers.everyFollowUpIsLegal(Ledgers.now(relais.data()));
      ledgers.theChainHolds(Ledgers.now(relais.data()));
    } finally {
      server.close();
    }
  }
}
