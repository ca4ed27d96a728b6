// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.adapters.trust.TrustMaterial;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the doors are bound to. Every limit is here, so that none is hidden in code.
 *
 * @param messageBytesMax largest message taken by any door (default 20 MB)
 * @param mail our secure mailbox; null when there is none
 * @param calls the ringing gateway; null when there is none
 * @param hooks how practice software is called; null when it is not
 */
public record ChannelSettings(
    int messageBytesMax,
    Mllp mllp,
    DropFolder folder,
    @Nullable Mail mail,
    @Nullable Calls calls,
    @Nullable Hooks hooks) {

  /** Default of {@link #messageBytesMax()}: 20 MB. */
  public static final int MESSAGE_BYTES_MAX = 20 * 1024 * 1024;

  public ChannelSettings {
    positive(messageBytesMax, "messageBytesMax");
  }

  /** Without mail, calls and hooks. */
  public ChannelSettings(int messageBytesMax, Mllp mllp, DropFolder folder) {
    this(messageBytesMax, mllp, folder, null, null, null);
  }

  /**
   * The MLLP door.
   *
   * @param port 0 for any free one
   * @param idle how long a frame may take from its first byte to its last, and an answer to be
   *     taken by the peer (default 30 s)
   * @param connectionsPerPeerMax connections of one address (default 50)
   * @param connectionsMax connections in all (default 2,000)
   * @param workers messages treated at the same time (default 16)
   * @param bytesInWorkMax what all messages over 64 kB may hold together while they are read and
   *     treated (default 256 MB)
   * @param trust our certificate and whom we believe: every peer must show one; null for plain TCP
   */
  public record Mllp(
      String host,
      int port,
      Duration idle,
      int connectionsPerPeerMax,
      int connectionsMax,
      int workers,
      long bytesInWorkMax,
      @Nullable TrustMaterial trust) {

    public Mllp {
      positive(idle.toMillis(), "mllp.idle");
      positive(connectionsPerPeerMax, "mllp.connectionsPerPeerMax");
      positive(connectionsMax, "mllp.connectionsMax");
      positive(workers, "mllp.workers");
      positive(bytesInWorkMax, "mllp.bytesInWorkMax");
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("mllp.port is not a port");
      }
    }

    /** Without TLS. */
    public Mllp(
        String host,
        int port,
        Duration idle,
        int connectionsPerPeerMax,
        int connectionsMax,
        int workers,
        long bytesInWorkMax) {
      this(host, port, idle, connectionsPerPeerMax, connectionsMax, workers, bytesInWorkMax, null);
    }

    /** The default limits at this address. */
    public static Mllp at(String host, int port) {
      return new Mllp(host, port, Duration.ofSeconds(30), 50, 2_000, 16, 256L * 1024 * 1024);
    }
  }

  /**
   * The drop folder.
   *
   * @param root absolute path; each sender has a folder in it
   * @param poll pause between two looks (default 250 ms)
   * @param quietFor how long a file that has its end mark must be left alone (default 500 ms)
   * @param stalledAfter how long a file without end mark must be left alone before it is taken as
   *     it is (default 10 s)
   */
  public record DropFolder(Path root, Duration poll, Duration quietFor, Duration stalledAfter) {

    public DropFolder {
      if (!root.isAbsolute()) {
        throw new IllegalArgumentException("folder.root must be an absolute path");
      }
      positive(poll.toMillis(), "folder.poll");
      positive(quietFor.toMillis(), "folder.quietFor");
      positive(stalledAfter.toMillis(), "folder.stalledAfter");
    }

    /** The default times in this folder. */
    public static DropFolder in(Path root) {
      return new DropFolder(
          root, Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(10));
    }
  }

  /**
   * Our mailbox at an operator of secure mail (MSSanté): SMTP and IMAP inside TLS, with our
   * certificate.
   *
   * @param mailbox our own address: the sender of every mail
   * @param password what IMAP asks beside the certificate; empty when it asks none
   * @param connect how long a connection may take to be made (default 3 s)
   * @param total how long the handing over of one mail may take in all (default 10 s)
   * @param idle how long a connection is kept for the next mail (default 15 s)
   * @param idleLinesMax connections kept for the next mails (default 8); 0 for a new one each time
   * @param mailBytesMax largest mail sent, as it is on the wire (default 10 MB)
   * @param poll pause between two looks into the mailbox (default 2 s); fifteen times as long where
   *     the server tells of new mails by itself
   * @param replyTo a mailbox that people read, where answers should go; null for our own
   * @param access how TLS begins, and whether a token is shown
   */
  public record Mail(
      String smtpHost,
      int smtpPort,
      String imapHost,
      int imapPort,
      String mailbox,
      String password,
      TrustMaterial trust,
      Duration connect,
      Duration total,
      Duration idle,
      int idleLinesMax,
      int mailBytesMax,
      Duration poll,
      @Nullable String replyTo,
      MailAccess access) {

    public Mail {
      if (!MailAddress.isPlain(mailbox)) {
        throw new IllegalArgumentException("mail.mailbox is not an address");
      }
      if (replyTo != null && !MailAddress.isPlain(replyTo)) {
        throw new IllegalArgumentException("mail.replyTo is not an address");
      }
      positive(connect.toMillis(), "mail.connect");
      positive(total.toMillis(), "mail.total");
      positive(idle.toMillis(), "mail.idle");
      positive(idleLinesMax + 1, "mail.idleLinesMax");
      positive(mailBytesMax, "mail.mailBytesMax");
      positive(poll.toMillis(), "mail.poll");
    }

    /** The default limits at this operator. */
    public static Mail at(
        String host, int smtpPort, int imapPort, String mailbox, TrustMaterial trust) {
      return new Mail(
          host,
          smtpPort,
          host,
          imapPort,
          mailbox,
          "",
          trust,
          Duration.ofSeconds(3),
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          8,
          10 * 1024 * 1024,
          Duration.ofSeconds(2),
          null,
          MailAccess.BY_CERTIFICATE);
    }

    /** The same, looked into after each such pause. */
    public Mail every(Duration pause) {
      return with(pause, access);
    }

    /** The same, opened so. */
    public Mail by(MailAccess other) {
      return with(poll, other);
    }

    private Mail with(Duration pause, MailAccess opened) {
      return new Mail(
          smtpHost,
          smtpPort,
          imapHost,
          imapPort,
          mailbox,
          password,
          trust,
          connect,
          total,
          idle,
          idleLinesMax,
          mailBytesMax,
          pause,
          replyTo,
          opened);
    }

    /** What follows the at sign in our address: the right half of our message identifiers. */
    String domain() {
      return mailbox.substring(mailbox.indexOf('@') + 1).toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public String toString() {
      return "Mail[" + smtpHost + ":" + smtpPort + "]";
    }
  }

  /**
   * The gateway that rings a telephone.
   *
   * @param gateway {@code /calls} is added to it; https, or http on loopback where {@link #plain}
   * @param key what the gateway knows us by
   * @param callback where the gateway says how a call ended
   * @param trust our certificate for the gateway; null for the system's list of authorities
   * @param plain whether http on loopback will do (sandbox)
   * @param connect how long a connection may take to be made (default 3 s)
   * @param total how long one request may take in all (default 10 s)
   */
  public record Calls(
      URI gateway,
      String key,
      URI callback,
      @Nullable TrustMaterial trust,
      boolean plain,
      Duration connect,
      Duration total) {

    public Calls {
      if (!WebAddress.isHttps(gateway) && !(plain && WebAddress.isPlainLoopback(gateway))) {
        throw new IllegalArgumentException("calls.gateway must be https");
      }
      if (key.isBlank() || !key.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
        throw new IllegalArgumentException("calls.key must be plain characters");
      }
      positive(connect.toMillis(), "calls.connect");
      positive(total.toMillis(), "calls.total");
    }

    @Override
    public String toString() {
      return "Calls[" + gateway + "]";
    }
  }

  /**
   * Calls to practice software (Standard Webhooks 1.0).
   *
   * @param secret of this installation, in base64, with or without {@code whsec_}
   * @param trust our certificate for the software; null for the system's list of authorities
   * @param plain whether http and any address on loopback will do (sandbox)
   * @param connect how long a connection may take to be made (default 3 s)
   * @param total how long one request may take in all (default 10 s)
   */
  public record Hooks(
      String secret,
      @Nullable TrustMaterial trust,
      boolean plain,
      Duration connect,
      Duration total) {

    public Hooks {
      positive(connect.toMillis(), "hooks.connect");
      positive(total.toMillis(), "hooks.total");
    }

    @Override
    public String toString() {
      return "Hooks";
    }
  }

  private static void positive(long value, String name) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be more than 0");
    }
  }
}
