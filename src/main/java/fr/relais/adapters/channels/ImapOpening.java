// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** IMAP before the session: STARTTLS and AUTHENTICATE XOAUTH2 (RFC 9051 sections 6.2.1, 6.2.2). */
final class ImapOpening implements MailOpening {
  private static final String CAPABILITY = "* CAPABILITY ";

  @Override
  public void startTls(MailLines clear) throws IOException {
    String greeting = clear.read();
    if (begins(greeting, "* PREAUTH")) {
      // a session in clear that cannot be upgraded any more
      throw new MailRefused(MailRefused.Reason.MAIL_NO_STARTTLS);
    }
    greeted(greeting);
    if (!offered(clear, "r1").contains("STARTTLS")) {
      throw new MailRefused(MailRefused.Reason.MAIL_NO_STARTTLS);
    }
    clear.say("r2 STARTTLS");
    String answer = clear.read();
    while (!begins(answer, "r2 ")) {
      answer = clear.read();
    }
    if (!begins(answer, "r2 OK")) {
      throw new MailRefused(MailRefused.Reason.MAIL_NO_STARTTLS);
    }
  }

  @Override
  public void signIn(MailLines secure, boolean greeted, Xoauth2 token) throws IOException {
    if (!greeted) {
      greeted(secure.read());
    }
    Set<String> offered = offered(secure, "r3");
    if (!offered.contains("AUTH=XOAUTH2")) {
      throw new MailRefused(MailRefused.Reason.MAIL_NO_XOAUTH2);
    }
    boolean shown = offered.contains("SASL-IR");
    secure.say("r4 AUTHENTICATE XOAUTH2" + (shown ? " " + token.answer() : ""));
    String answer = secure.read();
    while (!begins(answer, "r4 ")) {
      if (answer.startsWith("+")) {
        // the second one says why the token is not taken: an empty line is due
        secure.say(shown ? "" : token.answer());
        shown = true;
      }
      answer = secure.read();
    }
    if (begins(answer, "r4 NO [UNAVAILABLE]")) {
      throw new IOException("not now");
    }
    if (!begins(answer, "r4 OK")) {
      throw new MailRefused(MailRefused.Reason.MAIL_TOKEN_REFUSED);
    }
  }

  private static void greeted(String line) throws IOException {
    if (!begins(line, "* OK")) {
      throw new IOException("not greeted");
    }
  }

  private static Set<String> offered(MailLines lines, String tag) throws IOException {
    lines.say(tag + " CAPABILITY");
    Set<String> offered = new HashSet<>();
    String answer = lines.read();
    while (!begins(answer, tag + " ")) {
      if (begins(answer, CAPABILITY)) {
        String said = answer.substring(CAPABILITY.length()).toUpperCase(Locale.ROOT);
        offered.addAll(Arrays.asList(said.split("\\s+")));
      }
      answer = lines.read();
    }
    return offered;
  }

  private static boolean begins(String line, String with) {
    return line.regionMatches(true, 0, with, 0, with.length());
  }
}
