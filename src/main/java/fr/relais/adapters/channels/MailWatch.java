// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.flow.Mailbox;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an eye on our mailbox from one thread: is told of a new mail where the server offers IDLE
 * (RFC 2177), looks by itself in any case, and comes back after a pause that grows when the
 * connection is lost. Only the node that leads looks: two nodes would fetch the same mails.
 */
final class MailWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MailWatch.class);
  private static final long CLOSE_MILLIS = 700;
  private static final int DOUBLINGS_MAX = 6;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final ChannelSettings.Mail settings;
  private final String folder;
  private final Mailbox mailbox;
  private final BooleanSupplier polls;
  private final Predicate<MailArrival> taking;
  private final MailboxState state;
  private final Thread thread = new Thread(this::run, "mail-watch");
  private volatile boolean open = true;
  private volatile @Nullable OpenMailbox line;
  private int failures;

  /**
   * @param polls whether this node is the one that looks; asked before each look
   * @param taking hands one mail in; whether it was kept
   * @param state told of each look
   */
  MailWatch(
      ChannelSettings.Mail settings,
      String folder,
      Mailbox mailbox,
      BooleanSupplier polls,
      Predicate<MailArrival> taking,
      MailboxState state) {
    this.settings = settings;
    this.folder = folder;
    this.mailbox = mailbox;
    this.polls = polls;
    this.taking = taking;
    this.state = state;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (open) {
      if (polls.getAsBoolean()) {
        lookAndWait();
      } else {
        state.is(MailboxState.Seen.NONE);
        hangUp();
        rest(settings.poll());
      }
    }
    hangUp();
  }

  private void lookAndWait() {
    try {
      OpenMailbox reached = line;
      if (reached == null) {
        reached = OpenMailbox.open(settings, folder);
        line = reached;
      }
      boolean all = reached.look(mailbox, taking, () -> open);
      failures = 0;
      state.is(MailboxState.Seen.OPEN);
      if (all && reached.tellsOfNews()) {
        reached.awaitNews(settings.poll().multipliedBy(OpenMailbox.POLLS_WITHOUT_NEWS));
      } else {
        rest(settings.poll());
      }
    } catch (MessagingException | RuntimeException e) {
      hangUp();
      if (open) {
        state.is(MailboxState.Seen.SHUT);
        tell(e);
        failures++;
        rest(pause());
      }
    }
  }

  /** The operator of this installation reads it: a token, a setting or a server must be mended. */
  private static void tell(Exception e) {
    MailRefused refused = MailRefused.in(e);
    if (refused == null) {
      new Quietly().handleException(e);
    } else {
      LOG.warn("MAILBOX_SHUT {}", refused.reason());
    }
  }

  /** Doubles each time, to a minute. */
  private Duration pause() {
    Duration doubled = settings.poll().multipliedBy(1L << Math.min(failures, DOUBLINGS_MAX));
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  private void hangUp() {
    OpenMailbox left = line;
    line = null;
    if (left != null) {
      left.close();
    }
  }

  private void rest(Duration pause) {
    try {
      Thread.sleep(open ? pause.toMillis() : 0);
    } catch (InterruptedException e) {
      // asked to end: the loop sees it
      open = false;
    }
  }

  /** Ends at once: what was not noted as taken is read again. */
  @Override
  public void close() {
    open = false;
    OpenMailbox cut = line;
    if (cut != null) {
      cut.cut();
    }
    thread.interrupt();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
