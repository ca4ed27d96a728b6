// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.Parcel;
import fr.relais.flow.Exit;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hands one HL7 v2 message to a producer that listens (MLLP release 1: 0x0B, payload, 0x1C 0x0D),
 * and reads what it answers. One connection for each message: there are few. Sent again, it is the
 * same message under the same identifier (MSH-10), so that the other side can tell.
 *
 * <p>There is no TLS here. In the real service it therefore speaks to this machine alone, where a
 * tunnel begins.
 */
public final class MllpExit implements Exit {
  private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9.-]{1,253}):(\\d{1,5})");
  private static final int PORT_MAX = 65_535;
  private static final int ANSWER_BYTES_MAX = 64 * 1024;

  private final Answers answers;
  private final boolean onlyHere;
  private final Duration connect;
  private final Duration total;

  /** Reads the answer to a message; it knows the format, this class does not. */
  public interface Answers {
    Said of(Content sent, Content answer);

    /** What was answered to a message. */
    enum Said {
      /** Taken (AA, CA). */
      TAKEN,
      /** Not understood: the same would be refused again (AE, CE). */
      REFUSED,
      /** Not now (AR, CR). */
      LATER,
      /** No answer to this message. */
      NOT_OURS
    }
  }

  /**
   * @param onlyHere whether it may leave to this machine alone
   * @param connect how long a connection may take
   * @param total how long the whole may take
   */
  public MllpExit(Answers answers, boolean onlyHere, Duration connect, Duration total) {
    this.answers = answers;
    this.onlyHere = onlyHere;
    this.connect = connect;
    this.total = total;
  }

  @Override
  public Channel channel() {
    return Channel.MLLP;
  }

  @Override
  public Attempt send(Delivery delivery, Parcel parcel) {
    Matcher address = ADDRESS.matcher(delivery.address());
    if (!address.matches() || Integer.parseInt(address.group(2)) > PORT_MAX) {
      return new Attempt(AttemptOutcome.REFUSED, "ADDRESS_NOT_PLAIN", true);
    }
    if (parcel.enclosures().size() != 1) {
      return new Attempt(AttemptOutcome.REFUSED, "NOTHING_TO_SEND", true);
    }
    Content message = parcel.enclosures().get(0).content();
    long end = System.nanoTime() + total.toNanos();
    try (Socket socket = new Socket()) {
      Attempt refused = open(socket, address.group(1), Integer.parseInt(address.group(2)));
      return refused != null ? refused : exchange(socket, message, end);
    } catch (IOException e) {
      // nothing hangs on how a socket closes
      return new Attempt(AttemptOutcome.UNKNOWN, "CONNECTION_LOST");
    }
  }

  /** Null when the connection is open. */
  private @Nullable Attempt open(Socket socket, String host, int port) {
    try {
      InetAddress there = InetAddress.getByName(host);
      if (onlyHere && !there.isLoopbackAddress()) {
        return new Attempt(AttemptOutcome.REFUSED, "ADDRESS_NOT_LOCAL", true);
      }
      socket.connect(new InetSocketAddress(there, port), (int) connect.toMillis());
      return null;
    } catch (UnknownHostException e) {
      return new Attempt(AttemptOutcome.REFUSED, "NOT_REACHED");
    } catch (IOException e) {
      return new Attempt(
          AttemptOutcome.REFUSED,
          e instanceof SocketTimeoutException ? "TIMED_OUT" : "NOT_REACHED");
    }
  }

  /** From here on the other side may have it, whatever goes wrong. */
  private Attempt exchange(Socket socket, Content message, long end) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(framed(message));
      out.flush();
      Content answer = answer(socket, end);
      return answer == null
          ? new Attempt(AttemptOutcome.UNKNOWN, "ANSWER_UNREADABLE")
          : judge(answers.of(message, answer));
    } catch (SocketTimeoutException e) {
      return new Attempt(AttemptOutcome.UNKNOWN, "TIMED_OUT");
    } catch (IOException e) {
      return new Attempt(AttemptOutcome.UNKNOWN, "CONNECTION_LOST");
    }
  }

  private static Attempt judge(Answers.Said said) {
    return switch (said) {
      case TAKEN -> new Attempt(AttemptOutcome.OK, "HL7_TAKEN");
      case REFUSED -> new Attempt(AttemptOutcome.REFUSED, "HL7_REFUSED", true);
      case LATER -> new Attempt(AttemptOutcome.REFUSED, "HL7_LATER");
      case NOT_OURS -> new Attempt(AttemptOutcome.UNKNOWN, "ANSWER_UNREADABLE");
    };
  }

  private static byte[] framed(Content message) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(MllpFrames.START);
    frame.writeBytes(message.bytes());
    frame.write(MllpFrames.END);
    frame.write(MllpFrames.CR);
    return frame.toByteArray();
  }

  /** The payload of the frame that comes; null when what comes is none, or is too long. */
  private static @Nullable Content answer(Socket socket, long end) throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    boolean begun = false;
    for (int next = read(socket, in, end); next >= 0; next = read(socket, in, end)) {
      if (!begun) {
        begun = next == MllpFrames.START;
      } else if (next == MllpFrames.END) {
        return Content.of(payload.toByteArray());
      } else if (payload.size() >= ANSWER_BYTES_MAX) {
        return null;
      } else {
        payload.write(next);
      }
    }
    throw new IOException("closed before the answer ended");
  }

  /** Byte by byte from a buffer, so that a peer that drips cannot go past the end of the time. */
  private static int read(Socket socket, InputStream in, long end) throws IOException {
    long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    if (left <= 0) {
      throw new SocketTimeoutException("total time is over");
    }
    if (in.available() == 0) {
      socket.setSoTimeout((int) left);
    }
    return in.read();
  }
}
