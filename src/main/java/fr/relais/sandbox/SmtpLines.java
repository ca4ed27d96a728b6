// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts what a client says into lines, a block at a time: a load of mails is read by this. */
final class SmtpLines {
  private final InputStream in;
  private final byte[] block = new byte[16_384];
  private int at;
  private int end;

  SmtpLines(InputStream in) {
    this.in = in;
  }

  /** The next line with its LF, or its first {@code max} bytes or a few more; null at the end. */
  byte @Nullable [] next(int max) throws IOException {
    ByteArrayOutputStream begun = null;
    while (at < end || fill()) {
      int from = at;
      while (at < end && block[at] != '\n') {
        at++;
      }
      boolean whole = at < end;
      at = whole ? at + 1 : at;
      if (whole && begun == null) {
        return Arrays.copyOfRange(block, from, at);
      }
      begun = begun == null ? new ByteArrayOutputStream() : begun;
      begun.write(block, from, at - from);
      if (whole || begun.size() >= max) {
        return begun.toByteArray();
      }
    }
    return null;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(block));
    return end > 0;
  }

  /** Until the client gives up. */
  void silence() throws IOException {
    while (fill()) {
      at = end;
    }
  }
}
