// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import static fr.relais.adapters.channels.MailHouse.MARTIN;
import static fr.relais.adapters.channels.Sendings.enclosure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.adapters.trust.TestPki;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.core.model.Enclosure;
import fr.relais.core.model.Parcel;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterTest {
  private final Session session = Session.getInstance(new Properties());
  private final Letter letters =
      new Letter(
          session,
          ChannelSettings.Mail.at(
              "localhost",
              1,
              1,
              MailHouse.RELAIS,
              new TestPki(InstantSource.system(), Duration.ofHours(1)).client("relais")),
          InstantSource.fixed(Instant.parse("2026-11-20T09:00:00Z")));

  @Test
  void subject_with_accents_is_encoded_and_read_back() throws Exception {
    String subject = "XDM/1.0/DDM+Résultats de biologie D’ÉTÉ Éloïse 01/02/1980";
    String raw = raw(Sendings.parcel(subject, "x"));
    assertThat(raw).contains("Subject: =?UTF-8?").doesNotContain("é");
    assertThat(read(raw).getSubject()).isEqualTo(subject);
  }

  @Test
  void name_of_an_attachment_keeps_accents_and_apostrophes() throws Exception {
    String name = "20261120_biologie_D’ÉTÉ_Éloïse_12'3.pdf";
    String raw = raw(Sendings.parcel("s", "x", enclosure(name, "%PDF")));
    assertThat(raw).contains("filename*").contains("UTF-8''20261120_biologie_D%E2%80%99");
    assertThat(part(raw, 1).getFileName()).isEqualTo(name);
    assertThat(part(raw, 1).getInputStream().readAllBytes())
        .isEqualTo("%PDF".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void body_is_utf_8_and_comes_before_the_attachments() throws Exception {
    String raw = raw(Sendings.parcel("s", "Un résultat « critique » µ", enclosure("a.hpr", "é")));
    assertThat(part(raw, 0).getContentType()).containsIgnoringCase("charset=utf-8");
    assertThat(part(raw, 0).getContent()).isEqualTo("Un résultat « critique » µ");
    assertThat(raw.chars()).allMatch(c -> c < 0x80);
  }

  @Test
  void body_alone_is_plain_text() throws Exception {
    String raw = raw(Sendings.parcel("s", "Éloïse"));
    assertThat(read(raw).getContentType()).isEqualTo("text/plain; charset=UTF-8");
    assertThat(read(raw).getContent()).isEqualTo("Éloïse");
  }

  @Test
  void notice_of_reading_is_asked_to_our_own_mailbox_and_the_date_is_of_the_clock()
      throws Exception {
    String raw = raw(Sendings.parcel("s", "x"));
    assertThat(raw).contains("Disposition-Notification-To: " + MailHouse.RELAIS + "\r\n");
    assertThat(read(raw).getSentDate()).isEqualTo(Instant.parse("2026-11-20T09:00:00Z"));
  }

  @Test
  void only_headers_of_the_list_leave() throws Exception {
    String raw =
        raw(
            Sendings.headed(
                Map.of(
                    "X-MSS-INS", "O",
                    "X-MSS-CODECDA", "11502-2",
                    "X-MSS-NIL", "RELAIS 0.1",
                    "X-MSS-MES", "FIN",
                    "In-Reply-To", "<q-1@medecin.mssante.test>",
                    "Bcc", "spy@elsewhere.test",
                    "From", "spy@elsewhere.test",
                    "CamelFileName", "../../x",
                    "x-mss-ins", "N")));
    assertThat(raw)
        .contains("X-MSS-INS: O\r\n", "X-MSS-CODECDA: 11502-2", "X-MSS-NIL: RELAIS 0.1")
        .contains("X-MSS-MES: FIN")
        .doesNotContain("q-1@", "spy", "CamelFileName", "x-mss-ins");
  }

  @Test
  void mails_about_one_follow_up_are_one_thread_and_each_names_itself_twice() throws Exception {
    String raw = raw(Sendings.parcel("s", "x"));
    String root = "<suivi.follow-up-1@" + MailHouse.DOMAIN + ">\r\n";
    assertThat(raw)
        .contains("In-Reply-To: " + root, "References: " + root)
        .contains("\r\nMessage-ID: <d-1@" + MailHouse.DOMAIN + ">\r\n")
        .contains("\r\nX-Relais-Message-ID: <d-1@" + MailHouse.DOMAIN + ">\r\n")
        .doesNotContain("\r\nReply-To:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"O\r\nBcc: spy@x.test", "O\n", "é", "", "a\u0000"})
  void header_that_would_be_two_is_refused(String value) {
    assertThatThrownBy(() -> raw(Sendings.headed(Map.of("X-MSS-INS", value))))
        .hasMessage("HEADER_NOT_PLAIN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nBcc: spy@x.test",
        "a\nb",
        "a\u0000b",
        "a\u0085b",
        "a\u2028b",
        "a\tb",
        "a\u001b[2J",
        "a\uFFFDb"
      })
  void control_character_in_subject_or_name_is_refused(String text) {
    assertThatThrownBy(() -> raw(Sendings.parcel(text, "x"))).hasMessage("SUBJECT_NOT_PLAIN");
    assertThatThrownBy(() -> raw(Sendings.parcel("s", "x", enclosure(text, "x"))))
        .hasMessage("NAME_NOT_PLAIN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x.pdf", "a\\b.pdf", "c:x.pdf", ""})
  void name_that_is_a_path_is_refused(String name) {
    assertThatThrownBy(() -> raw(Sendings.parcel("s", "x", enclosure(name, "x"))))
        .hasMessage("NAME_NOT_PLAIN");
  }

  @Test
  void type_of_an_attachment_is_a_plain_one() throws Exception {
    Content content = Content.of("<a/>", StandardCharsets.UTF_8);
    Parcel good = Sendings.parcel("s", "x", new Enclosure("a.xml", "text/xml", content));
    assertThat(part(raw(good), 1).getContentType()).isEqualTo("text/xml");
    Parcel bad =
        Sendings.parcel("s", "x", new Enclosure("a.xml", "text/xml\r\nBcc: a@b.test", content));
    assertThatThrownBy(() -> raw(bad)).hasMessage("TYPE_NOT_PLAIN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "martin",
        "a@b.test, c@d.test",
        "a@b.test\r\nBcc: c@d.test",
        "\"a b\"@c.test",
        "Dr Martin <a@b.test>",
        "a@b.test ",
        "a@localhost",
        "a..b@c.test",
        "é@c.test",
        "a@b.test\u0000"
      })
  void address_that_is_not_one_plain_address_is_refused(String address) {
    assertThatThrownBy(
            () ->
                letters.of(
                    Sendings.delivery("d-1", Channel.MAIL, address), Sendings.parcel("s", "x")))
        .hasMessage("ADDRESS_NOT_PLAIN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "d>1", "d 1", "d\r\n1", "d@1"})
  void identifier_that_would_break_the_header_is_refused(String id) {
    assertThatThrownBy(
            () -> letters.of(Sendings.delivery(id, Channel.MAIL, MARTIN), Sendings.parcel("s", "")))
        .hasMessage("ID_NOT_PLAIN");
  }

  private String raw(Parcel parcel) throws NotPlain {
    return new String(
        letters.of(Sendings.delivery("d-1", Channel.MAIL, MARTIN), parcel),
        StandardCharsets.ISO_8859_1);
  }

  private MimeMessage read(String raw) throws Exception {
    return new MimeMessage(
        session, new ByteArrayInputStream(raw.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private BodyPart part(String raw, int index) throws Exception {
    return ((Multipart) read(raw).getContent()).getBodyPart(index);
  }
}
