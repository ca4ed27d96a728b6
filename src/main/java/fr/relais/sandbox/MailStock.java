// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Properties;

/** What lies in all mailboxes, up to a number: a load of tens of thousands does not fill memory. */
final class MailStock {
  private final Managers managers;
  private final int keptMax;
  private final Session session = Session.getInstance(new Properties());
  private final Deque<Kept> kept = new ArrayDeque<>();

  MailStock(Managers managers, int keptMax) {
    this.managers = managers;
    this.keptMax = keptMax;
  }

  private record Kept(String mailbox, byte[] mail, MailFolder folder, long uid) {}

  /**
   * Puts a mail where both IMAP and a test find it.
   *
   * @throws IOException when the mail is such that IMAP could not show it
   */
  void add(String mailbox, byte[] mail) throws IOException {
    Kept added = inFolder(mailbox, mail);
    Kept oldest = null;
    synchronized (kept) {
      kept.addLast(added);
      if (kept.size() > keptMax) {
        oldest = kept.removeFirst();
      }
    }
    if (oldest != null) {
      forget(oldest);
    }
  }

  List<byte[]> of(String mailbox) {
    synchronized (kept) {
      return kept.stream()
          .filter(one -> one.mailbox().equals(mailbox))
          .map(one -> one.mail().clone())
          .toList();
    }
  }

  int unseen(String mailbox) {
    return inbox(mailbox).getUnseenCount();
  }

  void markAll(String mailbox, boolean seen) throws IOException {
    MailFolder inbox = inbox(mailbox);
    try {
      for (long uid : inbox.getMessageUids()) {
        inbox.setFlags(new Flags(Flags.Flag.SEEN), seen, uid, null, false);
      }
    } catch (FolderException e) {
      throw new IOException("a mail could not be marked", e);
    }
  }

  private MailFolder inbox(String mailbox) {
    try {
      return managers.getImapHostManager().getInbox(managers.getUserManager().getUser(mailbox));
    } catch (FolderException e) {
      throw new IllegalStateException("a mailbox without its folder", e);
    }
  }

  private Kept inFolder(String mailbox, byte[] mail) throws IOException {
    try {
      MailFolder inbox = inbox(mailbox);
      MimeMessage message = new MimeMessage(session, new SharedByteArrayInputStream(mail));
      return new Kept(mailbox, mail, inbox, inbox.appendMessage(message, new Flags(), new Date()));
    } catch (MessagingException | IllegalStateException e) {
      throw new IOException("not a mail that can be kept", e);
    }
  }

  /** Its reader may have taken it away already. */
  private static void forget(Kept mail) throws IOException {
    try {
      if (mail.folder().getMessage(mail.uid()) != null) {
        mail.folder().setFlags(new Flags(Flags.Flag.DELETED), true, mail.uid(), null, false);
        mail.folder().expunge();
      }
    } catch (FolderException e) {
      throw new IOException("an old mail could not be dropped", e);
    }
  }
}
