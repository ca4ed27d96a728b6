// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailPartTest {

  private static MailPart read(String mail) throws Unfit {
    return MailPart.read(TestXdm.utf8(mail.replace("\n", "\r\n")));
  }

  private static void refused(String mail, String reason) {
    assertThatThrownBy(() -> read(mail)).isInstanceOf(Unfit.class).hasMessageContaining(reason);
  }

  @Test
  void nested_parts_are_found_with_what_stands_before_and_after_left_out() throws Unfit {
    MailPart mail =
        read(
            """
            Content-Type: multipart/mixed;
             boundary=out

            before
            --out
            Content-Type: multipart/alternative; boundary="in ner"

            --in ner

            plain
            text
            --in ner
            Content-Type: text/html

            <p>
            --in ner--
            --out
            Content-Type: text/plain
            --out--
            after
            """);
    assertThat(mail.leaves())
        .extracting(part -> new String(part.content(), java.nio.charset.StandardCharsets.UTF_8))
        .containsExactly("plain\r\ntext", "<p>", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "filename=a.pdf!a.pdf",
        "filename=\"a b\\\"c.pdf\"!a b\"c.pdf",
        "filename*=UTF-8''H%C3%A9lo%C3%AFse.pdf!Héloïse.pdf",
        "filename*0=ab; filename*1=cd.pdf!abcd.pdf",
        "filename*0*=UTF-8''H%C3%A9; filename*1=\"1%20.pdf\"!Hé1%20.pdf",
        "filename*0*=UTF-8''a%C3; filename*1*=%A9.pdf!aé.pdf"
      })
  void file_name_is_read_in_every_form_of_the_standard(String parameter, String name) throws Unfit {
    assertThat(read("Content-Disposition: attachment; " + parameter + "\n\nx\n").fileName())
        .isEqualTo(name);
  }

  @Test
  void subject_of_several_encoded_words_is_one_text() throws Unfit {
    assertThat(MailText.words("=?utf-8?Q?XDM/1.0/DDM+_H=C3=A9?=  =?ISO-8859-1?B?6Q==?= fin"))
        .isEqualTo("XDM/1.0/DDM+ Héé fin");
    assertThat(MailText.words("no =?word here")).isEqualTo("no =?word here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=?utf-8?Q?a=0D=0ABcc:_x?=",
        "=?utf-8?Q?=C3?=",
        "=?utf-8?B?!!?=",
        "=?klingon?Q?a?=",
        "=?utf-8?Q?=G0?="
      })
  void encoded_word_that_is_broken_or_hides_a_control_is_refused(String subject) {
    assertThatThrownBy(() -> MailText.words(subject)).isInstanceOf(Unfit.class);
  }

  @Test
  void encoded_word_has_seventy_five_characters_at_most() throws Unfit {
    assertThat(MailText.words("=?utf-8?Q?" + "a".repeat(63) + "?=")).hasSize(63);
    assertThatThrownBy(() -> MailText.words("=?utf-8?Q?" + "a".repeat(64) + "?="))
        .isInstanceOf(Unfit.class);
  }

  @Test
  void broken_mail_is_refused() {
    String multipart = "Content-Type: multipart/mixed; boundary=b\n\n";
    refused(multipart + "--b\n\nx\n", "cut");
    refused(multipart, "cut");
    refused("Content-Type: multipart/mixed\n\nx\n", "boundary");
    refused("Subject: é\n\nx\n", "ASCII");
    refused("no field\n\nx\n", "no field");
    refused(" folded\n\nx\n", "continuation");
    refused("Content-Transfer-Encoding: binary\n\nx\n", "transfer encoding");
    refused("Content-Transfer-Encoding: base64\n\n****\n", "Base64");
    refused("Content-Transfer-Encoding: base64\n\n" + "A".repeat(80) + "\n", "76");
    refused("Content-Transfer-Encoding: quoted-printable\n\n=e9\n", "quoted-printable");
    refused("Content-Type: text/plain\n\né\n", "ASCII");
    refused("Content-Type: text/plain; a=1; a=2\n\nx\n", "twice");
    refused("Subject: x\n\n" + "a".repeat(999) + "\n", "998");
    refused("X: y\n".repeat(201) + "\nx\n", "headers");
    refused(multipart + "--b\n\nx\n".repeat(60) + "--b--\n", "parts");
  }

  @Test
  void parts_nested_too_deep_are_refused() {
    StringBuilder mail = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n".formatted(i, i));
    }
    for (int i = 49; i >= 0; i--) {
      mail.append("\n--b%d--\n".formatted(i));
    }
    refused(mail.toString(), "deep");
  }

  @Test
  void field_that_may_stand_once_and_stands_twice_is_refused() throws Unfit {
    MailHeaders headers = read("From: a@b\nfrom: c@d\n\nx\n").headers();
    assertThat(headers.fields()).hasSize(2);
    assertThatThrownBy(() -> headers.only("From")).isInstanceOf(Unfit.class);
    assertThatThrownBy(() -> headers.required("To")).isInstanceOf(Unfit.class);
    assertThat(new MailHeaders(List.of()).only("To")).isNull();
  }
}
