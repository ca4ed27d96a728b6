// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;

/**
 * What a list of mails shows of one.
 *
 * @param from as its sender wrote it
 * @param subject decoded (RFC 2047)
 */
public record MailSummary(String from, String subject) {

  public static MailSummary of(byte[] mail) {
    MailHead head = MailHead.of(mail);
    return new MailSummary(decoded(head.value("From")), decoded(head.value("Subject")));
  }

  private static String decoded(String value) {
    try {
      return MimeUtility.decodeText(value);
    } catch (UnsupportedEncodingException e) {
      return value;
    }
  }
}
