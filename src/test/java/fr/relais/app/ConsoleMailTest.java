// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.sandbox.MailOperator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be typed about the sandbox's mail. */
class ConsoleMailTest {
  private static final String OURS = "relais@sandbox.mssante.example";
  private static final String BOYER = "anne.boyer@sandbox.mssante.example";

  private final Portal portal = new Portal();
  private final SandboxWorld world =
      new SandboxWorld(settings(), Around.USUAL, () -> portal.store().roster(), portal.clock());
  private final MailOperator operator = world.mail();
  private final TypedConsole console =
      new TypedConsole(
          portal.store(),
          portal.clock(),
          world.words(portal.store(), null).toArray(ConsoleWords[]::new));
  @TempDir private Path folder;

  private static Settings settings() {
    return Settings.read(new SettingSources(null, Map.of(), List.of()))
        .fold(
            read -> read,
            problems -> {
              throw new IllegalStateException(problems.toString());
            });
  }

  @BeforeEach
  void people() {
    world.enrol(portal.store().roster());
  }

  @AfterEach
  void close() {
    console.close();
    world.close();
    portal.close();
  }

  /** Relais sends it, as it does a result. */
  private void leaves() throws Exception {
    String mail =
        "From: "
            + OURS
            + "\r\nTo: "
            + BOYER
            + "\r\nMessage-ID: <d-1@sandbox.mssante.example>\r\n"
            + "Subject: =?UTF-8?Q?R=C3=A9sultat?=\r\n\r\nBonjour\r\n";
    operator.send(OURS, List.of(BOYER), mail.getBytes(StandardCharsets.US_ASCII));
  }

  private List<String> said() {
    return operator.received(OURS).stream()
        .map(mail -> new String(mail, StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void what_left_is_listed_by_mailbox_and_number_with_its_subject() throws Exception {
    assertThat(console.type("courriels")).isEqualTo("Aucun courriel.\n");
    leaves();
    leaves();
    assertThat(console.type("courriels"))
        .isEqualTo(BOYER + "  1  Résultat\n" + BOYER + "  2  Résultat\n");
    assertThat(console.type("courriels boyer")).isEqualTo(console.type("courriels"));
    assertThat(console.type("courriels martin")).isEqualTo("Aucun courriel.\n");
  }

  @Test
  void a_mail_is_read_whole_and_given_back_as_it_came() throws Exception {
    String mail =
        "From: "
            + OURS
            + "\r\nSubject: =?UTF-8?Q?R=C3=A9sultat?=\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
            + "Content-Type: text/plain; charset=utf-8\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\nw6AgbGlyZQ==\r\n--b\r\n"
            + "Content-Type: application/pdf\r\n"
            + "Content-Disposition: attachment; filename=\"page.pdf\"\r\n\r\n%PDF-\r\n--b--\r\n";
    operator.send(OURS, List.of(BOYER), mail.getBytes(StandardCharsets.US_ASCII));
    assertThat(console.type("courriel boyer lis 1"))
        .contains("From: " + OURS + "\n", "Subject: Résultat\n", "\nà lire\n")
        .contains("--- pièce : page.pdf, application/pdf, 5 octets\n");
    assertThat(console.type("courriel boyer source 1")).endsWith(mail);
    assertThat(console.type("courriel boyer lis 2")).contains("pas de courriel de ce numéro");
  }

  @Test
  void a_mailbox_of_the_sandbox_says_by_itself_that_it_has_the_mail() throws Exception {
    leaves();
    assertThat(said()).hasSize(1);
    assertThat(said().get(0)).contains("Action: delivered", "d-1@sandbox.mssante.example");
  }

  @ParameterizedTest
  @CsvSource({
    "lu, displayed, 1",
    "reçu, Action: delivered, 1",
    "intégré, processed, 2",
    "902, 902^Patient inconnu, 1",
    "903, Code d'erreur : 903, 1",
    "904, 904^INS differente, 2",
    "rendu, Action: failed, 1",
    "mots, je le vois lundi, 1",
  })
  void the_recipient_may_say_anything_of_a_mail(String what, String says, int more)
      throws Exception {
    leaves();
    int before = said().size();
    assertThat(console.type("courriel boyer répond 1 " + what)).isEqualTo("Répondu à Relais.\n");
    assertThat(said()).hasSize(before + more);
    assertThat(said().get(before + more - 1)).contains(says);
  }

  @Test
  void a_file_is_sent_to_relais_from_a_known_mailbox_or_a_new_one() throws Exception {
    Path own =
        Files.writeString(
            folder.resolve("a b.eml"), "From: " + BOYER + "\nSubject: x\n\nJE PRENDS");
    assertThat(console.type("courriel boyer envoie " + own)).isEqualTo("Envoyé à " + OURS + ".\n");
    assertThat(said().get(0)).startsWith("Return-Path: <" + BOYER + ">").contains("\r\n\r\nJE");
    assertThat(console.type("courriel labo@ailleurs.example envoie " + own))
        .contains("son en-tête From n'est pas cette boîte");
    assertThat(said().get(1)).startsWith("Return-Path: <labo@ailleurs.example>");
  }

  @Test
  void what_is_typed_wrong_is_answered_with_how_to_type_it() {
    assertThat(console.type("courriel")).contains("courriel BOÎTE envoie FICHIER");
    assertThat(console.type("courriel boyer répond 1 bonjour")).contains("intégré, 902");
    assertThat(console.type("courriel boyer répond 7 lu")).contains("pas de courriel de ce numéro");
    assertThat(console.type("courriel boyer envoie rien.eml"))
        .startsWith("Ce fichier n'existe pas");
    assertThat(console.type("courriel personne envoie README.md"))
        .startsWith("BOÎTE est une adresse");
  }

  @Test
  void token_is_given_for_a_mailbox_that_asks_for_one() {
    assertThat(console.type("courriel " + OURS + " jeton"))
        .isEqualTo("Cette boîte s'ouvre par son certificat.\n");
    operator.persons().declare(OURS);
    assertThat(console.type("courriel " + OURS + " jeton")).matches("[A-Za-z0-9_-]{640}\n");
  }
}
