// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * SMTP before the mails: STARTTLS (RFC 3207) and AUTH XOAUTH2 (RFC 4954).
 *
 * @param ourName what we say of ourselves in EHLO
 */
record SmtpOpening(String ourName) implements MailOpening {
  /** With its end, RFC 5321 section 4.5.3.1.4: a longer token is shown in a line of its own. */
  private static final int COMMAND_MAX = 510;

  private record Answer(int code, List<String> lines) {
    /** Whether a line after the first, which greets, begins with this keyword and has this word. */
    boolean offers(String keyword, String word) {
      return lines.stream()
          .skip(1)
          .map(line -> Arrays.asList(line.toUpperCase(Locale.ROOT).split("\\s+")))
          .anyMatch(words -> words.get(0).equals(keyword) && words.contains(word));
    }
  }

  @Override
  public void startTls(MailLines clear) throws IOException {
    greeted(clear);
    Answer hello = ask(clear, "EHLO " + ourName);
    boolean offered = hello.code() == 250 && hello.offers("STARTTLS", "STARTTLS");
    if (!offered || ask(clear, "STARTTLS").code() != 220) {
      throw new MailRefused(MailRefused.Reason.MAIL_NO_STARTTLS);
    }
  }

  @Override
  public void signIn(MailLines secure, boolean greeted, Xoauth2 token) throws IOException {
    if (!greeted) {
      greeted(secure);
    }
    if (!ask(secure, "EHLO " + ourName).offers("AUTH", "XOAUTH2")) {
      throw new MailRefused(MailRefused.Reason.MAIL_NO_XOAUTH2);
    }
    String whole = "AUTH XOAUTH2 " + token.answer();
    Answer answer;
    if (whole.length() > COMMAND_MAX) {
      answer = ask(secure, "AUTH XOAUTH2");
      answer = answer.code() == 334 ? ask(secure, token.answer()) : answer;
    } else {
      answer = ask(secure, whole);
    }
    if (answer.code() == 334) {
      // why the token is not taken: an empty line is due, then comes the refusal
      answer = ask(secure, "");
    }
    if (answer.code() >= 500) {
      throw new MailRefused(MailRefused.Reason.MAIL_TOKEN_REFUSED);
    }
    if (answer.code() != 235) {
      throw new IOException("not now");
    }
  }

  private static void greeted(MailLines lines) throws IOException {
    if (answer(lines).code() != 220) {
      throw new IOException("not greeted");
    }
  }

  private static Answer ask(MailLines lines, String command) throws IOException {
    lines.say(command);
    return answer(lines);
  }

  private static Answer answer(MailLines lines) throws IOException {
    List<String> said = new ArrayList<>();
    String line;
    do {
      line = lines.read();
      if (!line.matches("[2-5]\\d\\d(?:[ -].*)?")) {
        throw new IOException("not an answer");
      }
      said.add(line.length() > 4 ? line.substring(4) : "");
    } while (line.length() > 3 && line.charAt(3) == '-');
    return new Answer(Integer.parseInt(line.substring(0, 3)), said);
  }
}
