// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.core.model.Sha256;
import fr.relais.flow.MailLedger.Place;
import fr.relais.flow.Mailbox;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;

/**
 * One connection to one folder of our mailbox. Every mail that lies there and is not in the ledger
 * is handed in, whether or not someone has read it; then it is marked as seen, for people. Nothing
 * is ever moved or deleted.
 */
final class OpenMailbox implements AutoCloseable {
  /** With news from the server, one look out of so many is made all the same. */
  static final int POLLS_WITHOUT_NEWS = 15;

  private static final int AT_ONCE = 200;

  private final ChannelSettings.Mail settings;
  private final MailSockets sockets;
  private final IMAPStore store;
  private final IMAPFolder folder;
  private final long validity;
  private final ScheduledThreadPoolExecutor clock;

  /** Numbers that could not be kept: they are tried again at each look. */
  private final Set<Long> later = new TreeSet<>();

  /** Every number up to this one was looked at on this connection. */
  private long looked;

  private OpenMailbox(
      ChannelSettings.Mail settings,
      MailSockets sockets,
      IMAPStore store,
      IMAPFolder folder,
      ScheduledThreadPoolExecutor clock)
      throws MessagingException {
    this.settings = settings;
    this.sockets = sockets;
    this.store = store;
    this.folder = folder;
    this.clock = clock;
    this.validity = folder.getUIDValidity();
  }

  private static ScheduledThreadPoolExecutor clock() {
    ScheduledThreadPoolExecutor clock =
        new ScheduledThreadPoolExecutor(
            2,
            work -> {
              Thread thread = new Thread(work, "mail-watch-clock");
              thread.setDaemon(true);
              return thread;
            });
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }

  /**
   * @throws MessagingException when it is not reached or not opened; {@link MailRefused} is then
   *     among its causes where a person must mend it
   */
  static OpenMailbox open(ChannelSettings.Mail settings, String name) throws MessagingException {
    MailSockets sockets = new MailSockets(settings);
    ScheduledThreadPoolExecutor clock = clock();
    // a peer that drips its answers is cut
    long most = settings.connect().plus(settings.total()).toMillis();
    ScheduledFuture<?> late = clock.schedule(sockets::cut, most, TimeUnit.MILLISECONDS);
    try {
      IMAPStore store = (IMAPStore) MailDoor.session(settings, sockets, clock).getStore("imap");
      store.connect(
          settings.imapHost(), settings.imapPort(), settings.mailbox(), settings.password());
      IMAPFolder folder = (IMAPFolder) store.getFolder(name);
      folder.open(Folder.READ_WRITE);
      return new OpenMailbox(settings, sockets, store, folder, clock);
    } catch (MessagingException | RuntimeException e) {
      clock.shutdownNow();
      sockets.cut();
      throw e;
    } finally {
      late.cancel(false);
    }
  }

  /**
   * Hands in what lies here and was not taken, in the order of the numbers.
   *
   * @return false when something could not be kept and must be tried again soon
   */
  boolean look(Mailbox mailbox, Predicate<MailArrival> taking, BooleanSupplier goesOn)
      throws MessagingException {
    noop();
    List<Message> found = new ArrayList<>();
    if (!later.isEmpty()) {
      Message[] again =
          folder.getMessagesByUID(later.stream().mapToLong(Long::longValue).toArray());
      later.clear();
      Arrays.stream(again).filter(Objects::nonNull).forEach(found::add);
    }
    // "n:*" always answers the last mail, even when its number is lower
    for (Message message : folder.getMessagesByUID(looked + 1, UIDFolder.LASTUID)) {
      if (folder.getUID(message) > looked) {
        found.add(message);
      }
    }
    for (int from = 0; from < found.size() && goesOn.getAsBoolean(); from += AT_ONCE) {
      look(found.subList(from, Math.min(found.size(), from + AT_ONCE)), mailbox, taking, goesOn);
    }
    return later.isEmpty();
  }

  private void look(
      List<Message> mails, Mailbox mailbox, Predicate<MailArrival> taking, BooleanSupplier goesOn)
      throws MessagingException {
    FetchProfile profile = new FetchProfile();
    profile.add(UIDFolder.FetchProfileItem.UID);
    profile.add(FetchProfile.Item.FLAGS);
    profile.add("Message-ID");
    folder.fetch(mails.toArray(Message[]::new), profile);
    Map<Place, Message> places = new LinkedHashMap<>();
    for (Message mail : mails) {
      places.put(place(mail), mail);
    }
    Set<Place> taken = mailbox.taken(places.keySet());
    for (Map.Entry<Place, Message> each : places.entrySet()) {
      if (!goesOn.getAsBoolean()) {
        return;
      }
      long number = each.getKey().uid();
      if (take(each.getKey(), each.getValue(), taken, taking)) {
        seen(each.getValue());
      } else {
        later.add(number);
      }
      looked = Math.max(looked, number);
    }
  }

  private static boolean take(
      Place place, Message mail, Set<Place> taken, Predicate<MailArrival> taking) {
    if (taken.contains(place)) {
      return true;
    }
    if (mail instanceof IMAPMessage unread) {
      unread.setPeek(true);
    }
    return taking.test(new MailArrival(place, mail));
  }

  private Place place(Message mail) throws MessagingException {
    String[] ids = mail.getHeader("Message-ID");
    String id = ids == null || ids.length == 0 ? "" : ids[0].strip();
    return new Place(
        settings.mailbox(),
        validity,
        folder.getUID(mail),
        Sha256.of(id.getBytes(StandardCharsets.UTF_8)));
  }

  private static void seen(Message mail) throws MessagingException {
    try {
      if (!mail.isSet(Flags.Flag.SEEN)) {
        mail.setFlag(Flags.Flag.SEEN, true);
      }
    } catch (MessageRemovedException e) {
      // someone took it away meanwhile: nothing is left to mark
      mail.isExpunged();
    }
  }

  boolean tellsOfNews() throws MessagingException {
    return store.hasCapability("IDLE");
  }

  /** Returns when the server tells of something, or when this time has passed. */
  void awaitNews(Duration most) throws MessagingException {
    long millis = most.toMillis();
    ScheduledFuture<?> wake = clock.schedule(this::wake, millis, TimeUnit.MILLISECONDS);
    // a connection that died in silence never answers that it was woken
    ScheduledFuture<?> dead =
        clock.schedule(sockets::cut, millis + settings.total().toMillis(), TimeUnit.MILLISECONDS);
    try {
      folder.idle(true);
    } finally {
      wake.cancel(false);
      dead.cancel(false);
    }
  }

  private void wake() {
    try {
      noop();
    } catch (MessagingException e) {
      new Quietly().handleException(e);
    }
  }

  private void noop() throws MessagingException {
    folder.doCommand(
        protocol -> {
          protocol.noop();
          return null;
        });
  }

  /** Breaks off without a word, from any thread. */
  void cut() {
    sockets.cut();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    sockets.cut();
  }
}
