// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.core.model.Content;
import fr.relais.core.model.MailReceipt;
import fr.relais.flow.Entrance;
import fr.relais.flow.Mailbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Every door by which messages come in, opened together and closed together. The routes are YAML
 * files of a site; a door whose route file is not there stays shut.
 */
public final class Channels implements AutoCloseable {
  private static final String MLLP_ROUTE = "in-mllp.camel.yaml";
  private static final String FOLDER_ROUTE = "in-folder.camel.yaml";
  private static final String MAIL_ROUTE = "in-mail.camel.yaml";

  /** Together with the second that Camel may take, a stop lasts two seconds at most. */
  private static final Duration ANSWERS_IN_WORK = Duration.ofMillis(700);

  private final Main camel;
  private final @Nullable MllpDoor mllp;
  private final MailboxState mailbox;

  private Channels(Main camel, @Nullable MllpDoor mllp, MailboxState mailbox) {
    this.camel = camel;
    this.mllp = mllp;
    this.mailbox = mailbox;
  }

  /** Opens the doors of laboratories; the mailbox stays shut. */
  public static Channels open(
      Path routes, Entrance entrance, ChannelSettings settings, BooleanSupplier polls) {
    return open(routes, entrance, null, settings, polls);
  }

  /**
   * Who takes the mails.
   *
   * @param receipts reads what a mail says of another mail; empty when it speaks of itself
   */
  public record Mails(Mailbox mailbox, Function<Content, Optional<MailReceipt>> receipts) {}

  /**
   * Opens the doors and returns when they are open. An operator of mail that is not reached does
   * not keep the others shut: the mailbox is looked into again and again.
   *
   * @param routes absolute path of the folder that holds {@code in-mllp.camel.yaml}, {@code
   *     in-folder.camel.yaml} and {@code in-mail.camel.yaml}
   * @param mails who takes mails; null when nobody does
   * @param polls whether this node is the one that polls folders and the mailbox; asked before each
   *     look and before each file
   * @throws IllegalStateException when a route cannot be read or its address is taken
   */
  public static Channels open(
      Path routes,
      Entrance entrance,
      @Nullable Mails mails,
      ChannelSettings settings,
      BooleanSupplier polls) {
    if (!routes.isAbsolute()) {
      throw new IllegalArgumentException("the folder of the routes must be an absolute path");
    }
    Main camel = quietCamel();
    List<String> files = new ArrayList<>();
    MllpDoor mllp = null;
    if (Files.isRegularFile(routes.resolve(MLLP_ROUTE))) {
      files.add("file:" + routes.resolve(MLLP_ROUTE));
      mllp = new MllpDoor(settings);
      bindMllp(camel, mllp, entrance, settings);
    }
    if (Files.isRegularFile(routes.resolve(FOLDER_ROUTE))) {
      files.add("file:" + routes.resolve(FOLDER_ROUTE));
      bindFolder(camel, entrance, settings, polls);
    }
    ChannelSettings.Mail mail = settings.mail();
    MailboxState state = new MailboxState();
    if (mail != null && mails != null && Files.isRegularFile(routes.resolve(MAIL_ROUTE))) {
      files.add("file:" + routes.resolve(MAIL_ROUTE));
      bindMail(
          camel,
          new MailComponent(mail, mails.mailbox(), polls, state),
          new MailDesk(
              mails.mailbox(),
              new MailReading(mail.domain(), mails.receipts()),
              settings.messageBytesMax()));
    }
    if (!files.isEmpty()) {
      camel.configure().withRoutesIncludePattern(String.join(",", files));
    }
    Channels channels = new Channels(camel, mllp, state);
    channels.start();
    return channels;
  }

  private static void bindMllp(
      Main camel, MllpDoor door, Entrance entrance, ChannelSettings settings) {
    camel.bind("netty", door.component());
    camel.bind("mllpDesk", new MllpDesk(entrance));
    camel.addOverrideProperty("mllp.host", settings.mllp().host());
    camel.addOverrideProperty("mllp.port", Integer.toString(settings.mllp().port()));
  }

  private static void bindFolder(
      Main camel, Entrance entrance, ChannelSettings settings, BooleanSupplier pollsFolders) {
    Path root = settings.folder().root();
    DropWatch watch = new DropWatch(settings, entrance, pollsFolders);
    camel.bind("dropFilter", new DropFilter());
    camel.bind("dropWatch", watch);
    camel.bind("dropPolling", new DropPolling(pollsFolders, watch));
    camel.bind("dropDesk", new DropDesk(root, settings.messageBytesMax(), entrance, watch));
    camel.addOverrideProperty("folder.root", root.toString());
    camel.addOverrideProperty("folder.poll", Long.toString(settings.folder().poll().toMillis()));
  }

  private static void bindMail(Main camel, MailComponent mailbox, MailDesk desk) {
    camel.bind("mailbox", mailbox);
    camel.bind("mailDesk", desk);
  }

  /** Camel without management, tracing, banner, hooks, or anything that prints a message. */
  private static Main quietCamel() {
    Main camel = new Main();
    camel.setShutdownStrategy(new SimpleMainShutdownStrategy());
    camel.setDefaultPropertyPlaceholderLocation("false");
    camel.bind("quietly", new Quietly());
    camel
        .configure()
        .withAutoConfigurationEnabled(false)
        .withAutoConfigurationLogSummary(false)
        .withBasePackageScanEnabled(false)
        .withJmxEnabled(false)
        .withTracing(false)
        .withMessageHistory(false)
        .withLogExhaustedMessageBody(false)
        .withLogMask(true)
        .withLogDebugMaxChars(0)
        .withLoadHealthChecks(false)
        .withStreamCachingEnabled(false)
        .withInflightRepositoryBrowseEnabled(false)
        .withShutdownTimeout(1)
        .withShutdownNowOnTimeout(true)
        .withShutdownSuppressLoggingOnTimeout(true)
        .withShutdownLogInflightExchangesOnTimeout(false);
    return camel;
  }

  private void start() {
    try {
      camel.start();
    } catch (Exception e) {
      close();
      throw new IllegalStateException("the channels did not open", e);
    }
  }

  /** {@code OPEN}, {@code SHUT}, or {@code NONE} where this node reads no mailbox. */
  public String mailbox() {
    return mailbox.last().name();
  }

  /** The port that MLLP is bound to; empty when that door is shut. */
  public OptionalInt mllpPort() {
    return mllp == null || mllp.port() < 0 ? OptionalInt.empty() : OptionalInt.of(mllp.port());
  }

  /**
   * Takes nothing new, lets messages in work be answered for a moment, and closes: two seconds at
   * most. What was not answered will be sent again.
   */
  @Override
  public void close() {
    if (mllp != null) {
      mllp.drain(ANSWERS_IN_WORK);
    }
    try {
      camel.stop();
    } catch (Exception e) {
      new Quietly().handleException(e);
    }
    if (mllp != null) {
      mllp.stop();
    }
  }
}
