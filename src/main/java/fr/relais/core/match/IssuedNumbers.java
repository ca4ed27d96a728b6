// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.match;

import fr.relais.core.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The order numbers that Relais issues: {@code RL}, eight characters that cannot be guessed, one
 * check character (Luhn's rule, modulo 32). No 0, O, 1 and I: they are copied by hand. Eleven
 * characters, so that line 9 of HPRIM Médecin and ORC-2 hold them.
 */
public final class IssuedNumbers {
  private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final String PREFIX = "RL";
  private static final int BODY = 8;

  private IssuedNumbers() {}

  /**
   * The number made from an identifier.
   *
   * @param id one that nothing else has and nobody can guess
   */
  public static String from(String id) {
    byte[] hash =
        HexFormat.of().parseHex(Sha256.of(("order " + id).getBytes(StandardCharsets.UTF_8)).hex());
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < BODY; i++) {
      body.append(LETTERS.charAt(hash[i] & 31));
    }
    return PREFIX + body + check(body.toString());
  }

  /**
   * The number as we write it, if this text is one of ours copied right: blanks, hyphens and case
   * do not count; null when it is not.
   */
  public static @Nullable String read(@Nullable String text) {
    if (text == null || text.length() > 40) {
      return null;
    }
    String plain = text.replaceAll("[\\s.-]", "").toUpperCase(java.util.Locale.ROOT);
    if (!plain.startsWith(PREFIX) || plain.length() != PREFIX.length() + BODY + 1) {
      return null;
    }
    String body = plain.substring(PREFIX.length(), PREFIX.length() + BODY);
    boolean ours =
        body.chars().allMatch(c -> LETTERS.indexOf(c) >= 0)
            && plain.charAt(plain.length() - 1) == check(body);
    return ours ? plain : null;
  }

  private static char check(String body) {
    int factor = 2;
    int sum = 0;
    for (int i = body.length() - 1; i >= 0; i--) {
      int weighted = factor * LETTERS.indexOf(body.charAt(i));
      sum += weighted / 32 + weighted % 32;
      factor = factor == 2 ? 1 : 2;
    }
    return LETTERS.charAt((32 - sum % 32) % 32);
  }
}
