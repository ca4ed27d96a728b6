// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Mailboxes that belong to one person, and the tokens of his sign-in: what opens one is a token
 * that was issued for it and has not ended (SASL XOAUTH2). No certificate opens it.
 */
public final class PersonalMailboxes {
  /** Why a token is not taken, as a server says it before it refuses. */
  static final String CHALLENGE =
      Base64.getEncoder()
          .encodeToString(
              "{\"status\":\"401\",\"schemes\":\"bearer\",\"scope\":\"mssante\"}"
                  .getBytes(StandardCharsets.US_ASCII));

  private static final int TOKEN_BYTES = 480;
  private static final Pattern ANSWER =
      Pattern.compile("user=([^\\x01]+)\\x01auth=Bearer ([^\\x01 ]+)\\x01\\x01");

  private record Issued(String mailbox, Instant end) {}

  private final InstantSource clock = InstantSource.system();
  private final SecureRandom random = new SecureRandom();
  private final Set<String> personal = ConcurrentHashMap.newKeySet();
  private final Map<String, Issued> tokens = new ConcurrentHashMap<>();

  PersonalMailboxes() {}

  /** From now on a certificate alone does not open the mailbox. */
  public void declare(String mailbox) {
    personal.add(plain(mailbox));
  }

  /**
   * Its holder signs in.
   *
   * @param life of the token; a real one lives for minutes
   * @return what opens the mailbox, as long as a real token is
   */
  public String issue(String mailbox, Duration life) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    tokens.put(token, new Issued(plain(mailbox), clock.instant().plus(life)));
    return token;
  }

  /** No token that was issued for the mailbox opens it any more. */
  public void end(String mailbox) {
    tokens.values().removeIf(issued -> issued.mailbox().equals(plain(mailbox)));
  }

  /** Whether the mailbox is a person's. */
  public boolean has(String mailbox) {
    return personal.contains(plain(mailbox));
  }

  /**
   * Whose mailbox a client opens.
   *
   * @param answer of the client, in base64
   * @return null when the token does not open the mailbox that is named with it
   */
  @Nullable String opened(String answer) {
    byte[] said;
    try {
      said = Base64.getDecoder().decode(answer);
    } catch (IllegalArgumentException e) {
      return null;
    }
    Matcher form = ANSWER.matcher(new String(said, StandardCharsets.UTF_8));
    Issued issued = form.matches() ? tokens.get(form.group(2)) : null;
    return issued != null
            && issued.mailbox().equals(plain(form.group(1)))
            && has(issued.mailbox())
            && clock.instant().isBefore(issued.end())
        ? issued.mailbox()
        : null;
  }

  private static String plain(String mailbox) {
    return mailbox.toLowerCase(Locale.ROOT);
  }
}
