// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import java.nio.charset.StandardCharsets;

/** Notices of the mail operator to a sender. */
final class MailNotice {
  private MailNotice() {}

  /** "It did not reach him": multipart/report with the fields of RFC 3464 and the mail's header. */
  static byte[] failed(String mailbox, String sender, byte[] mail) {
    String text =
        """
        From: MAILER-DAEMON@localhost
        To: %s
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="notice"

        --notice
        Content-Type: text/plain; charset=us-ascii

        The mail below could not be delivered.

        --notice
        Content-Type: message/delivery-status

        Reporting-MTA: dns; localhost

        Final-Recipient: rfc822; %s
        Action: failed
        Status: 5.2.0

        --notice
        Content-Type: text/rfc822-headers

        %s
        --notice--
        """
            .formatted(sender, mailbox, String.join("\n", MailHead.of(mail).fields()));
    return text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }
}
