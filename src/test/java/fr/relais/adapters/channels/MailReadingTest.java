// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import fr.relais.flow.Mailbox.IncomingMail;
import fr.relais.formats.mime.MailFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailReadingTest {
  private static final String HEAD = "From: Alix.Martin@medecin.mssante.test\n";
  private final MailReading reading = new MailReading("relais.mssante.test", MailFormat::receipt);

  @Test
  void answer_of_a_doctor_gives_his_address_his_first_line_and_what_it_is_about() {
    IncomingMail mail =
        read(
            HEAD
                + "Return-Path: <alix.martin@medecin.mssante.test>\n"
                + "Content-Type: text/plain; charset=iso-8859-1\n"
                + "In-Reply-To: <d-1@relais.mssante.test>\n"
                + "References: <x@elsewhere.test> <d-0@relais.mssante.test>\n"
                + " <d-1@Relais.mssante.test>\n\n \u00a0\n\n  JE PRENDS 7F3K  \nMerci\n");
    assertThat(mail.from()).isEqualTo("alix.martin@medecin.mssante.test");
    assertThat(mail.firstLine()).isEqualTo("JE PRENDS 7F3K");
    assertThat(mail.about()).containsExactly("d-1", "d-0");
    assertThat(mail.receipt()).isNull();
    assertThat(mail.raw().size()).isGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "From: a@b.test\nFrom: c@d.test\n",
        "From: a@b.test\nFROM: c@d.test\n",
        "From: a@b.test, c@d.test\n",
        "From: a@b.test,\n c@d.test\n",
        "From: \"a@b.test\"\n",
        "From: group: a@b.test;\n",
        "From: a@b.test <\n",
        "From: <a@b.test> <c@d.test>\n",
        "From: =?utf-8?q?a=40b.test?=\n",
        "From: \"a b\"@c.test\n",
        "From: a@localhost\n",
        "From: a@b.test\u0000\n",
        "From: é@b.test\n",
        "From: a@b.test\nReturn-Path: <c@d.test>\n",
        "From: a@b.test\nReturn-Path: <a@b.test>\nReturn-Path: <a@b.test>\n",
      })
  void sender_that_is_not_exactly_one_plain_address_is_nobody(String head) {
    assertThat(read(head + "Subject: x\n\nJE PRENDS 7F3K\n").from()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "From: \"alix.martin@medecin.mssante.test\" <evil@elsewhere.test>|evil@elsewhere.test",
        "From: =?utf-8?q?Dr_Alix_Martin_=3Ca=40b.test=3E?= <Evil@Elsewhere.test>"
            + "|evil@elsewhere.test",
        "From: Dr Martin <a@b.test>|a@b.test",
      })
  void display_name_that_looks_like_an_address_is_not_one(String head, String from) {
    assertThat(read(head + "\n\nx\n").from()).isEqualTo(from);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Auto-Submitted: auto-replied\n",
        "Auto-Submitted: auto-generated; x=y\n",
        "auto-submitted: AUTO-NOTIFIED\n",
        "Auto-Submitted: no\nAuto-Submitted: auto-replied\n",
        "Auto-Submitted: none\n",
        "Return-Path: <>\n",
      })
  void line_written_by_a_machine_is_not_a_persons(String head) {
    assertThat(read(HEAD + head + "\nJE PRENDS 7F3K\n").firstLine()).isNull();
  }

  @Test
  void mail_that_says_no_machine_wrote_it_is_a_persons() {
    assertThat(read(HEAD + "Auto-Submitted: no\n\nVU\n").firstLine()).isEqualTo("VU");
  }

  @Test
  void first_line_is_cut_and_comes_from_plain_text_alone() {
    assertThat(read(HEAD + "\n" + "x".repeat(5_000)).firstLine()).hasSize(200);
    assertThat(read(HEAD + "Content-Type: text/html\n\n<p>JE PRENDS 7F3K</p>").firstLine())
        .isNull();
    assertThat(
            read(HEAD + "Content-Type: text/plain\nContent-Disposition: attachment\n\nVU")
                .firstLine())
        .isNull();
    assertThat(read(HEAD + "Content-Type: text/plain; charset=nonsense\n\nVU").firstLine())
        .isNull();
  }

  @Test
  void line_is_decoded_as_it_was_encoded() {
    assertThat(
            read(HEAD
                    + "Content-Type: multipart/alternative; boundary=b\n\n--b\n"
                    + "Content-Type: text/plain; charset=iso-8859-1\n"
                    + "Content-Transfer-Encoding: quoted-printable\n\nJ'ai appel=E9\n"
                    + "--b\nContent-Type: text/html\n\n<p>autre</p>\n--b--\n")
                .firstLine())
        .isEqualTo("J'ai appelé");
  }

  @Test
  void words_of_a_person_are_all_that_he_wrote_and_nothing_when_a_file_comes_with_them() {
    IncomingMail person = read(HEAD + "\n\nBonjour,\n\n je le vois lundi. \n");
    assertThat(person.words()).isEqualTo("Bonjour,\nje le vois lundi.");
    assertThat(person.automatic()).isNull();
    String html =
        "<html><head><title>x</title><style>p{a>b}</style></head><body><p>Bonjour,<br>"
            + "je le vois &lt; lundi&nbsp;&amp; mardi</p><script>alert(1)</script></body></html>";
    assertThat(read(HEAD + "Content-Type: text/html\n\n" + html).words())
        .isEqualTo("Bonjour,\nje le vois < lundi & mardi");
    String mixed = HEAD + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nVoici.\n--b\n";
    assertThat(read(mixed + "Content-Type: application/pdf\n\n%PDF\n--b--\n").words()).isNull();
    assertThat(read(mixed + "Content-Type: image/png\n\nx\n--b--\n").words()).isNull();
    assertThat(read(mixed + "Content-Type: image/png\nContent-ID: <l>\n\nx\n--b--\n").words())
        .isEqualTo("Voici.");
    IncomingMail absent = read(HEAD + "Auto-Submitted: auto-replied\n\nAbsent.\n");
    assertThat(absent.words()).isNull();
    assertThat(absent.automatic()).isEqualTo("Absent.");
    assertThat(read(HEAD + "\n" + "x".repeat(9_000)).words()).hasSize(4_000);
  }

  @Test
  void subject_is_decoded_and_two_are_none() {
    assertThat(read(HEAD + "Subject: Re: =?utf-8?q?r=C3=A9f=2E_7F3K?=\n\nx").subject())
        .isEqualTo("Re: réf. 7F3K");
    assertThat(read(HEAD + "Subject: a\nSubject: b\n\nx").subject()).isEmpty();
  }

  @Test
  void identifiers_that_are_not_ours_are_left_out() {
    assertThat(
            read(HEAD
                    + "In-Reply-To: <d-1@elsewhere.test> <a b@relais.mssante.test>"
                    + " <../x@relais.mssante.test> d-2@relais.mssante.test"
                    + " <d-3@relais.mssante.test.evil> <d-4@relais.mssante.test>\n\nx\n")
                .about())
        .containsExactly("d-4");
  }

  @Test
  void thousand_identifiers_are_fifty() {
    StringBuilder head = new StringBuilder(HEAD + "References:");
    for (int i = 0; i < 400; i++) {
      head.append("\n <d-").append(i).append("@relais.mssante.test>");
    }
    assertThat(read(head + "\n\nx\n").about()).hasSize(50);
  }

  @Test
  void enclosed_mail_does_not_speak() {
    String inner = HEAD + "In-Reply-To: <d-9@relais.mssante.test>\n\nJE PRENDS 7F3K\n";
    IncomingMail mail =
        read(
            HEAD
                + "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
                + "Content-Type: message/rfc822\n\n"
                + inner
                + "--b--\n");
    assertThat(mail.firstLine()).isNull();
    assertThat(mail.about()).isEmpty();
  }

  @Test
  void fifty_mails_one_in_the_other_say_nothing_and_take_no_time() {
    StringBuilder mail = new StringBuilder(HEAD);
    for (int i = 0; i < 50; i++) {
      mail.append("Content-Type: message/rfc822\n\n").append(HEAD);
    }
    assertThat(read(mail + "\nJE PRENDS 7F3K\n").firstLine()).isNull();
  }

  @Test
  void parts_one_in_the_other_are_followed_to_a_depth_of_five() {
    assertThat(read(HEAD + nested(4)).firstLine()).isEqualTo("VU");
    assertThat(read(HEAD + nested(6)).firstLine()).isNull();
    assertThat(read(HEAD + nested(300)).firstLine()).isNull();
  }

  private static String nested(int depth) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      text.append("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n".formatted(i, i));
    }
    return text + "Content-Type: text/plain\n\nVU\n";
  }

  @Test
  void million_tiny_parts_are_not_opened() {
    String mail =
        HEAD + "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\n\n".repeat(1_000_000);
    long start = System.nanoTime();
    assertThat(read(mail).firstLine()).isNull();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: multipart/mixed\n\nno boundary at all\n",
        "Content-Type: multipart/mixed; boundary=\n\n--\nx\n",
        "Content-Type: multipart/mixed; boundary=b\n\nnever begun",
        "Content-Type: multipart/mixed; boundary=b\n\n--b",
        "Content-Type: multipart/report; boundary=b\n\n--b\n"
            + "Content-Type: message/delivery-status\n\n--b--",
        "Content-Type: nonsense\n\nx",
        "Content-Type: text/plain; charset=\"\n\nx",
        "Content-Transfer-Encoding: nonsense\n\nx",
        "Content-Transfer-Encoding: base64\n\n====!!!!",
        "Content-Type: text/plain; name*0=\"a; name*1=b; name*=utf-8'%ZZ\n\nx",
        ": \n : \nSubject\n\n",
        "Subject: =?utf-8?q?[KO?= =?nonsense?x?y?=\n\nx",
      })
  void broken_mail_still_has_its_sender_and_says_no_more_than_it_does(String rest) {
    IncomingMail mail = read(HEAD + rest);
    assertThat(mail.from()).isEqualTo("alix.martin@medecin.mssante.test");
    assertThat(mail.about()).isEmpty();
  }

  @Test
  void any_bytes_are_read_without_an_exception() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String pieces =
        "From: a@b.test\n"
            + "|Content-Type: multipart/mixed; boundary=b\n"
            + "|\n"
            + "|--b|--b--|Content-Type: message/rfc822\n"
            + "|=?utf-8?q?=41?=|\u0000|\r"
            + "|<d@relais.mssante.test>|Action: ";
    String[] known = pieces.split("\\|");
    for (int i = 0; i < 3_000; i++) {
      StringBuilder mail = new StringBuilder();
      for (int j = random.nextInt(40); j > 0; j--) {
        mail.append(
            random.nextBoolean()
                ? known[random.nextInt(known.length)]
                : Character.toString((char) random.nextInt(256)));
      }
      assertThatCode(() -> read(mail.toString())).as("seed " + seed).doesNotThrowAnyException();
    }
  }

  private IncomingMail read(String mail) {
    return reading.read(null, mail.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }
}
