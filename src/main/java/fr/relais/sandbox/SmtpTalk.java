// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import com.icegreen.greenmail.server.ProtocolHandler;
import fr.relais.sandbox.MailOperator.Fault;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One SMTP connection (RFC 5321; SIZE of RFC 1870; AUTH of RFC 4954; the parameters of RFC 3461 are
 * let pass).
 */
final class SmtpTalk implements ProtocolHandler {
  private static final Pattern MAIL =
      Pattern.compile("MAIL FROM:\\s*<([^<>\\s]*)>(.*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern RCPT =
      Pattern.compile("RCPT TO:\\s*<([^<>\\s]+)>(.*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern SIZE =
      Pattern.compile(".*\\bSIZE=(\\d{1,12})\\b.*", Pattern.CASE_INSENSITIVE);
  private static final int COMMAND_MAX = 4_096;

  /** RFC 4954 section 4: with its end, a longer token comes in a line of its own. */
  private static final int AUTH_COMMAND_MAX = 510;

  private static final int AUTH_LINE_MAX = 12_288;
  private static final int RECIPIENTS_MAX = 100;

  private final MailOperator operator;
  private final SSLSocket socket;
  private final boolean greets;
  private final List<String> recipients = new ArrayList<>();
  private boolean introduced;
  private @Nullable String opened;
  private @Nullable String sender;

  /**
   * @param greets whether the client waits to be greeted
   */
  SmtpTalk(MailOperator operator, SSLSocket socket, boolean greets) {
    this.operator = operator;
    this.socket = socket;
    this.greets = greets;
  }

  @Override
  public void run() {
    try (socket;
        InputStream bytes = socket.getInputStream();
        OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
      SmtpLines in = new SmtpLines(bytes);
      if (greets) {
        answer(out, "220 localhost ESMTP");
      }
      String command = readLine(in, COMMAND_MAX);
      while (command != null && obeys(command, in, out)) {
        command = readLine(in, COMMAND_MAX);
      }
    } catch (IOException e) {
      close(); // refused certificate, or the client has gone: nobody to tell
    }
  }

  /** False when the talk is over. */
  private boolean obeys(String command, SmtpLines in, OutputStream out) throws IOException {
    String verb = command.split(" ", 2)[0].toUpperCase(Locale.ROOT);
    switch (verb) {
      case "EHLO" -> {
        forget();
        introduced = true;
        answer(
            out,
            "250-localhost\r\n250-8BITMIME\r\n250-DSN\r\n250-AUTH XOAUTH2\r\n250 SIZE "
                + operator.limits().mailBytesMax());
      }
      case "HELO", "RSET" -> {
        forget();
        introduced = introduced || "HELO".equals(verb);
        answer(out, "250 OK");
      }
      case "NOOP" -> answer(out, "250 OK");
      case "AUTH" -> answer(out, auth(command, in, out));
      case "MAIL" -> answer(out, mail(command));
      case "RCPT" -> {
        return rcpt(command, in, out);
      }
      case "DATA" -> {
        return data(in, out);
      }
      case "QUIT" -> {
        answer(out, "221 Bye");
        return false;
      }
      default -> answer(out, "502 Not here");
    }
    return true;
  }

  /** SASL XOAUTH2; a token that is not taken is answered by why, and an empty line is due. */
  private String auth(String command, SmtpLines in, OutputStream out) throws IOException {
    String[] words = command.split(" ");
    if (!introduced || opened != null || sender != null) {
      return "503 5.5.1 Not now";
    }
    if (command.length() > AUTH_COMMAND_MAX) {
      return "500 5.5.6 Too long for one line";
    }
    if (words.length < 2 || !"XOAUTH2".equalsIgnoreCase(words[1])) {
      return "504 5.5.4 Not this mechanism";
    }
    String answer = words.length > 2 ? words[2] : asked("", in, out);
    opened = operator.persons().opened(answer);
    if (opened != null) {
      return "235 2.7.0 Opened";
    }
    return asked(PersonalMailboxes.CHALLENGE, in, out).isEmpty()
        ? "535 5.7.8 Not opened"
        : "501 5.5.2 An empty line was due";
  }

  private static String asked(String challenge, SmtpLines in, OutputStream out) throws IOException {
    answer(out, "334 " + challenge);
    String line = readLine(in, AUTH_LINE_MAX);
    if (line == null) {
      throw new IOException("gone");
    }
    return line;
  }

  private String mail(String command) {
    Matcher from = MAIL.matcher(command);
    if (!introduced || !from.matches() || sender != null) {
      return "503 Not now";
    }
    Matcher size = SIZE.matcher(from.group(2));
    if (size.matches() && Long.parseLong(size.group(1)) > operator.limits().mailBytesMax()) {
      return "552 5.3.4 Too large";
    }
    if (!operator.admits(from.group(1), MailDoor.holder(socket), opened)) {
      return operator.persons().has(from.group(1)) && opened == null
          ? "530 5.7.0 Authentication required"
          : "553 5.7.1 Not your mailbox";
    }
    sender = from.group(1);
    return "250 OK";
  }

  private boolean rcpt(String command, SmtpLines in, OutputStream out) throws IOException {
    Matcher to = RCPT.matcher(command);
    if (!to.matches() || sender == null || recipients.size() >= RECIPIENTS_MAX) {
      answer(out, "503 Not now");
    } else if (!operator.space().trusts(to.group(1))) {
      answer(out, "550 5.7.1 Outside the trust space");
    } else if (!operator.holds(to.group(1))) {
      answer(out, "550 5.1.1 Unknown");
    } else {
      switch (operator.faultOf(to.group(1))) {
        case HANG -> {
          return hang(in);
        }
        case REFUSE_FOR_NOW -> answer(out, "452 4.2.2 Later");
        case REFUSE -> answer(out, "550 5.2.1 Disabled");
        case NONE, SLOW, ACK_LOST, HANG_AFTER_DATA -> {
          recipients.add(to.group(1));
          answer(out, "250 OK");
        }
      }
    }
    return true;
  }

  private boolean data(SmtpLines in, OutputStream out) throws IOException {
    String from = sender;
    if (from == null || recipients.isEmpty()) {
      answer(out, "503 Not now");
      return true;
    }
    answer(out, "354 Go on");
    byte[] mail = readMail(in);
    if (mail == null) {
      answer(out, "552 5.3.4 Too large");
      forget();
      return true;
    }
    String refusal = operator.space().refusal(from, mail);
    if (refusal != null) {
      answer(out, refusal);
      forget();
      return true;
    }
    if (meets(Fault.HANG_AFTER_DATA)) {
      return hang(in);
    }
    if (meets(Fault.SLOW)) {
      pause();
    }
    try {
      operator.keep(from, recipients, mail);
    } catch (IOException e) {
      answer(out, "554 5.6.0 Not a mail");
      forget();
      return true;
    }
    if (meets(Fault.ACK_LOST)) {
      return false;
    }
    answer(out, "250 OK");
    forget();
    return true;
  }

  private boolean meets(Fault fault) {
    return recipients.stream().anyMatch(recipient -> operator.faultOf(recipient) == fault);
  }

  private void forget() {
    sender = null;
    recipients.clear();
  }

  private void pause() throws IOException {
    try {
      Thread.sleep(operator.limits().slowness().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Silent until the client gives up. */
  private static boolean hang(SmtpLines in) throws IOException {
    in.silence();
    return false;
  }

  private static void answer(OutputStream out, String text) throws IOException {
    out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static @Nullable String readLine(SmtpLines in, int max) throws IOException {
    byte[] line = in.next(max);
    return line == null || line.length > max || !isEnded(line)
        ? null
        : new String(line, StandardCharsets.ISO_8859_1).stripTrailing();
  }

  private static boolean isEnded(byte[] line) {
    return line[line.length - 1] == '\n';
  }

  /** Up to the line with a single dot, dots undoubled; null when it is over the limit. */
  private byte @Nullable [] readMail(SmtpLines in) throws IOException {
    int max = operator.limits().mailBytesMax();
    ByteArrayOutputStream mail = new ByteArrayOutputStream(16_384);
    boolean large = false;
    boolean begins = true;
    for (byte[] line = in.next(max); line != null; line = in.next(max)) {
      boolean dot = begins && line[0] == '.';
      if (dot && line.length == 3 && line[1] == '\r') {
        return large ? null : mail.toByteArray();
      }
      large = large || mail.size() + line.length > max;
      if (!large) {
        mail.write(line, dot ? 1 : 0, line.length - (dot ? 1 : 0));
      }
      begins = isEnded(line);
    }
    throw new IOException("gone in the middle of a mail");
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      recipients.clear(); // closed all the same
    }
  }
}
