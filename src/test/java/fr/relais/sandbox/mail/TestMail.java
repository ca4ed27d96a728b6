// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.mail;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A result mail written by hand; a test changes one piece. */
final class TestMail {
  static final byte[] PDF = TestXdm.utf8("%PDF-1.4\n<pdfaid:part>1</pdfaid:part>\n%%EOF\n");
  static final String PDF_NAME = "2026-04-15_ESSAI-MOREAU_Heloise_CR-BIO.pdf";

  private String headers =
      """
      From: =?UTF-8?Q?Relais_Moz=C3=A8re?= <relais@mssante.example>
      To: <test.vasseur@mssante.example>
      Date: Wed, 15 Apr 2026 14:00:00 +0200
      Message-ID: <d-1@relais.example>
      MIME-Version: 1.0
      Subject: XDM/1.0/DDM+CR d'examens biologiques
       =?UTF-8?B?RVNTQUktTU9SRUFVIEjDqWxvw69zZQ==?= 14/03/1957
      X-MSS-INS: O
      X-MSS-CODECDA: 11502-2
      X-MSS-NIL: RELAIS-0001
      X-Unknown: left alone
      Disposition-Notification-To: relais@mssante.example
      """;
  private final List<String> parts = new ArrayList<>();

  /** Text, archive and PDF. */
  static TestMail result(TestXdm xdm) {
    return text().attach("application/zip", "IHE_XDM.zip", xdm.zip()).pdf(PDF_NAME, PDF);
  }

  /** The text alone. */
  static TestMail text() {
    TestMail mail = new TestMail();
    mail.parts.add(
        """
        Content-Type: text/plain; charset=UTF-8
        Content-Transfer-Encoding: quoted-printable

        R=C3=A9sultat critique : je prends =3D https://relais.example/=
        7F3K
        """);
    return mail;
  }

  TestMail headers(String piece, String other) {
    headers = TestXdm.changed(headers, piece, other);
    return this;
  }

  /** A mail whose subject announces nothing and which has no header of a result. */
  TestMail ordinary() {
    return headers("XDM/1.0/DDM+", "")
        .headers("X-MSS-INS: O\n", "")
        .headers("X-MSS-CODECDA: 11502-2\n", "");
  }

  TestMail pdf(String name, byte[] content) {
    return attach("application/pdf", name, content);
  }

  TestMail attach(String type, String name, byte[] content) {
    return part(
        "Content-Type: %s\nContent-Transfer-Encoding: base64\n".formatted(type)
            + "Content-Disposition: attachment; filename=\"%s\"\n\n".formatted(name)
            + Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(content)
            + "\n");
  }

  TestMail part(String part) {
    parts.add(part);
    return this;
  }

  byte[] bytes() {
    return TestXdm.utf8(mail().replace("\n", "\r\n"));
  }

  private String mail() {
    StringBuilder mail =
        new StringBuilder(headers)
            .append("Content-Type: multipart/mixed; boundary=\"--=_b\"\n\npreamble\n");
    parts.forEach(part -> mail.append("----=_b\n").append(part));
    return mail.append("----=_b--\n").toString();
  }
}
