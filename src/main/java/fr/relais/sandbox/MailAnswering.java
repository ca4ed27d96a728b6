// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import fr.relais.sandbox.MailNotice.Disposition;
import java.util.List;

/** What a recipient's side says of a mail by itself, in the order in which it says it. */
public enum MailAnswering {
  /** Nothing, ever. */
  NONE,
  /** The server has it. */
  DELIVERED,
  /** The server has it, then the software filed it. */
  INTEGRATED,
  /** Someone opened it. */
  DISPLAYED,
  /** The software knows no such patient; spelling of MSSanté 1.1. */
  REFUSED_902,
  /** The INS is not that of its record; spelling of 1.1.3, after the server's notice. */
  REFUSED_904,
  /** The server gives it back, an hour or a day after it took it (RFC 3464). */
  FAILED,
  /** A plain mail with [KO ...] in its subject. */
  REFUSED_IN_WORDS,
  /** The same twice. */
  TWICE,
  /** The software speaks before the server. */
  OUT_OF_ORDER,
  /** Filed, and then not. */
  CONTRADICTORY,
  /** A person answers in words of his own. */
  WORDS;

  List<byte[]> of(String mailbox, String sender, byte[] mail) {
    byte[] delivered = MailNotice.delivered(mailbox, sender, mail);
    byte[] processed = MailNotice.disposition(mailbox, sender, mail, Disposition.PROCESSED);
    return switch (this) {
      case NONE -> List.of();
      case DELIVERED -> List.of(delivered);
      case INTEGRATED -> List.of(delivered, processed);
      case DISPLAYED ->
          List.of(MailNotice.disposition(mailbox, sender, mail, Disposition.DISPLAYED));
      case REFUSED_902 ->
          List.of(MailNotice.disposition(mailbox, sender, mail, Disposition.REFUSED_1_1));
      case REFUSED_904 ->
          List.of(
              delivered, MailNotice.disposition(mailbox, sender, mail, Disposition.REFUSED_1_1_3));
      case FAILED -> List.of(MailNotice.failed(mailbox, sender, mail));
      case REFUSED_IN_WORDS -> List.of(MailNotice.refusedInWords(mailbox, sender, mail));
      case TWICE -> List.of(processed, again(processed));
      case OUT_OF_ORDER -> List.of(processed, delivered);
      case CONTRADICTORY ->
          List.of(
              processed, MailNotice.disposition(mailbox, sender, mail, Disposition.REFUSED_1_1));
      case WORDS -> List.of(MailNotice.words(mailbox, sender, mail));
    };
  }

  /** The same notice with other bytes, as a server that sends it a second time. */
  private static byte[] again(byte[] notice) {
    byte[] line = "X-Again: yes\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    byte[] whole = new byte[line.length + notice.length];
    System.arraycopy(line, 0, whole, 0, line.length);
    System.arraycopy(notice, 0, whole, line.length, notice.length);
    return whole;
  }
}
