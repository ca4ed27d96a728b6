// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.flow.Mailbox;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The one call of the route {@code in-mail}. Public because Camel calls it by reflection.
 *
 * <p>A mail is marked as seen only when this returns, so when it is kept; stopped at any instant in
 * between, it comes again, and the ledger tells whether it was taken.
 */
public final class MailDesk {
  private final Mailbox mailbox;
  private final MailReading reading;
  private final int messageBytesMax;

  MailDesk(Mailbox mailbox, MailReading reading, int messageBytesMax) {
    this.mailbox = mailbox;
    this.reading = reading;
    this.messageBytesMax = messageBytesMax;
  }

  /**
   * Hands one mail in.
   *
   * @throws NotKept when it must stay unseen
   */
  public void take(MailArrival arrival) throws NotKept {
    byte[] raw;
    try {
      raw = bytes(arrival.mail());
    } catch (IOException | MessagingException e) {
      throw new NotKept();
    }
    switch (mailbox.mail(reading.read(arrival.place(), raw))) {
      case YES -> {}
      case TRY_LATER -> throw new NotKept();
    }
  }

  private byte[] bytes(Message mail) throws IOException, MessagingException {
    Head head = new Head(messageBytesMax);
    try {
      mail.writeTo(head);
    } catch (Full e) {
      return head.bytes(); // nothing more is fetched
    }
    return head.bytes();
  }

  /** The mail stays unseen; the next look finds it again. */
  static final class NotKept extends Exception {
    private static final long serialVersionUID = 1L;

    NotKept() {
      super("mail left for later", null, false, false);
    }
  }

  private static final class Full extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Takes bytes up to a number. */
  private static final class Head extends OutputStream {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final int max;

    Head(int max) {
      this.max = max;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      int fits = Math.min(length, max - taken.size());
      taken.write(bytes, from, fits);
      if (fits < length) {
        throw new Full();
      }
    }

    byte[] bytes() {
      return taken.toByteArray();
    }
  }
}
