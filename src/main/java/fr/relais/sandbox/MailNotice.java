// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import java.nio.charset.StandardCharsets;

/** Notices to a sender, of the mail operator, of a recipient's software, of a recipient. */
final class MailNotice {
  private MailNotice() {}

  /** What a software says of a mail (RFC 8098), in the spellings of MSSanté. */
  enum Disposition {
    PROCESSED("automatic-action/MDN-sent-automatically; processed"),
    DISPLAYED("manual-action/MDN-sent-manually; displayed"),
    REFUSED_1_1("automatic-action/MDN-sent-automatically; processed/Error: 902^Patient inconnu^x"),
    REFUSED_1_1_3(
        "automatic-action/MDN-sent-automatically; processed/error\nError: 904^INS differente^x");

    private final String fields;

    Disposition(String fields) {
      this.fields = fields;
    }
  }

  /** "It did not reach him": multipart/report with the fields of RFC 3464 and the mail's header. */
  static byte[] failed(String mailbox, String sender, byte[] mail) {
    return status(mailbox, sender, mail, "Action: failed\nStatus: 5.2.0");
  }

  /** "It is in his mailbox." */
  static byte[] delivered(String mailbox, String sender, byte[] mail) {
    return status(mailbox, sender, mail, "Action: delivered\nStatus: 2.0.0");
  }

  private static byte[] status(String mailbox, String sender, byte[] mail, String action) {
    return report(
        "MAILER-DAEMON@localhost",
        sender,
        "Delivery Status Notification",
        "delivery-status",
        "Reporting-MTA: dns; localhost\n\nFinal-Recipient: rfc822; " + mailbox + "\n" + action,
        mail);
  }

  static byte[] disposition(String mailbox, String sender, byte[] mail, Disposition said) {
    return report(
        mailbox,
        sender,
        said.fields.contains("rror") ? "[KO] XDM" : "XDM",
        "disposition-notification",
        "Reporting-UA: Logiciel\nFinal-Recipient: rfc822; "
            + mailbox
            + "\nOriginal-Message-ID: "
            + MailHead.of(mail).value("Message-ID")
            + "\nDisposition: "
            + said.fields,
        mail);
  }

  private static byte[] report(
      String from, String to, String subject, String type, String fields, byte[] mail) {
    return bytes(
        """
        From: %s
        To: %s
        Subject: %s
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=%s; boundary="notice"

        --notice
        Content-Type: text/plain; charset=us-ascii

        A notice about the mail below.

        --notice
        Content-Type: message/%s

        %s

        --notice
        Content-Type: text/rfc822-headers

        %s
        --notice--
        """
            .formatted(
                from,
                to,
                subject,
                type,
                type,
                fields,
                String.join("\n", MailHead.of(mail).fields())));
  }

  /** A plain mail for a sender who asked for no disposition. */
  static byte[] refusedInWords(String mailbox, String sender, byte[] mail) {
    return bytes(
        """
        From: %s
        To: %s
        Subject: [KO =?utf-8?q?Int=C3=A9gration_syst=C3=A8me?= !][903] XDM/1.0/DDM+x
        In-Reply-To: %s
        MIME-Version: 1.0
        Content-Type: text/plain; charset=us-ascii

        Code d'erreur : 903
        """
            .formatted(mailbox, sender, MailHead.of(mail).value("Message-ID")));
  }

  /** What a doctor writes when he presses "answer". */
  static byte[] words(String mailbox, String sender, byte[] mail) {
    return bytes(
        """
        From: Un confrere <%s>
        To: %s
        Subject: Re: votre courriel
        In-Reply-To: %s
        MIME-Version: 1.0
        Content-Type: text/plain; charset=us-ascii

        Bonjour,
        je le vois lundi.
        """
            .formatted(mailbox, sender, MailHead.of(mail).value("Message-ID")));
  }

  private static byte[] bytes(String text) {
    return text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }
}
