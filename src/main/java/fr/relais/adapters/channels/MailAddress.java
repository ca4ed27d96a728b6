// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import java.util.regex.Pattern;

/** What we take for an address: the plain form of RFC 5321, without quotes, comments or accents. */
final class MailAddress {
  private static final int LENGTH_MAX = 254;
  private static final Pattern PLAIN =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}){0,10}"
              + "@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,10}");

  private MailAddress() {}

  static boolean isPlain(String address) {
    return address.length() <= LENGTH_MAX && PLAIN.matcher(address).matches();
  }
}
