// SPDX-License-Identifier: Apache-2.0
package fr.relais.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** What a request carries, as long as it is no longer than what its path takes. */
public final class Body {
  /** Of what is too long, so much is still taken from the wire, and thrown away. */
  private static final int DRAINED_MAX = 16 << 20;

  private Body() {}

  /**
   * Reads it whole. A longer one is not kept, but taken from the wire: a sender who still writes
   * when the answer leaves would find a broken connection instead of it.
   *
   * @param max bytes
   * @return empty when it is longer
   */
  public static Optional<byte[]> read(HttpServletRequest request, int max) throws IOException {
    InputStream in = request.getInputStream();
    boolean saidTooLong = request.getContentLengthLong() > max;
    byte[] bytes = in.readNBytes(saidTooLong ? 0 : max + 1);
    if (!saidTooLong && bytes.length <= max) {
      return Optional.of(bytes);
    }
    in.skip(DRAINED_MAX);
    return Optional.empty();
  }
}
