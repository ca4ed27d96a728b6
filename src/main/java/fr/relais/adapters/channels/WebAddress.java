// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which addresses are called: https to a named host; on loopback, for the sandbox, http too. */
final class WebAddress {
  /**
   * A name with a dot whose last label begins with a letter: no address in figures, however
   * written.
   */
  private static final Pattern NAMED =
      Pattern.compile("(?:[a-z0-9-]{1,63}\\.){1,10}[a-z][a-z0-9-]{1,62}");

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private WebAddress() {}

  /**
   * The address as it may be called; null when it may not.
   *
   * @param plain whether loopback, and http on it, will do
   */
  static @Nullable URI of(String address, boolean plain) {
    try {
      URI uri = new URI(address);
      boolean named = isHttps(uri) && NAMED.matcher(host(uri)).matches();
      boolean near = plain && LOOPBACK.contains(host(uri)) && isBare(uri);
      return named || (near && (isHttps(uri) || isPlainLoopback(uri))) ? uri : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  static boolean isHttps(URI uri) {
    return "https".equals(uri.getScheme()) && !host(uri).isEmpty() && isBare(uri);
  }

  static boolean isPlainLoopback(URI uri) {
    return "http".equals(uri.getScheme()) && LOOPBACK.contains(host(uri)) && isBare(uri);
  }

  private static boolean isBare(URI uri) {
    return uri.getRawUserInfo() == null && uri.getRawFragment() == null;
  }

  private static String host(URI uri) {
    return uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
  }
}
