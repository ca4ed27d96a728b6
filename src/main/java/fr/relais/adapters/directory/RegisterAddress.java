// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses of the register are asked: those under the one that was set, over https.
 *
 * @param base with its version, without a slash at the end
 */
record RegisterAddress(URI base) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int LINK_MAX = 8_000;

  /**
   * @param plain whether http on loopback will do: in the sandbox alone
   * @throws IllegalArgumentException when it is no such address
   */
  static RegisterAddress of(URI address, boolean plain) {
    URI base = URI.create(address.toString().replaceAll("/+$", ""));
    boolean secure = "https".equals(base.getScheme());
    boolean near = plain && "http".equals(base.getScheme()) && LOOPBACK.contains(host(base));
    boolean bare = base.getRawUserInfo() == null && base.getRawFragment() == null;
    if (!(secure || near) || !bare || base.getRawQuery() != null || host(base).isEmpty()) {
      throw new IllegalArgumentException("annuaire.url must be https, without user or query");
    }
    return new RegisterAddress(base);
  }

  URI search(String type) {
    return URI.create(base + "/" + type + "/_search");
  }

  /** The next page, when it stands on the same machine, port and version; else empty. */
  Optional<URI> next(String link) {
    if (link.length() > LINK_MAX) {
      return Optional.empty();
    }
    try {
      URI uri = base.resolve(new URI(link)).normalize();
      boolean same =
          base.getScheme().equals(uri.getScheme())
              && host(base).equals(host(uri))
              && port(base) == port(uri)
              && uri.getRawUserInfo() == null
              && uri.getRawFragment() == null;
      String path = base.getRawPath();
      boolean under =
          path(uri).equals(path) || path(uri).startsWith(path + "/") && !path(uri).contains("..");
      return same && under && !path(uri).contains("%") ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String path(URI uri) {
    return nonNull(uri.getRawPath());
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
  }

  private static String host(URI uri) {
    return nonNull(uri.getHost()).toLowerCase(Locale.ROOT);
  }

  private static String nonNull(@Nullable String text) {
    return text == null ? "" : text;
  }
}
