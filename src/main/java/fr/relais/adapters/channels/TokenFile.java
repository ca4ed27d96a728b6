// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.Set;
import java.util.regex.Pattern;

/** A token in a file of its own, which only its owner writes and only his group reads. */
final class TokenFile implements MailTokens {
  private static final int BYTES_MAX = 8_192;

  /** RFC 6750 section 2.1. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private static final Set<PosixFilePermission> TOO_WIDE =
      Set.of(
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final Path file;

  TokenFile(Path file) {
    this.file = file;
  }

  @Override
  public String current() throws MailRefused {
    byte[] held;
    try {
      refuseOpen();
      try (InputStream in = Files.newInputStream(file)) {
        held = in.readNBytes(BYTES_MAX + 1);
      }
    } catch (MailRefused e) {
      throw e;
    } catch (IOException e) {
      throw new MailRefused(MailRefused.Reason.MAIL_TOKEN_MISSING);
    }
    String token = new String(held, StandardCharsets.ISO_8859_1).strip();
    if (held.length > BYTES_MAX || !TOKEN.matcher(token).matches()) {
      throw new MailRefused(MailRefused.Reason.MAIL_TOKEN_MISSING);
    }
    return token;
  }

  /** Where the file system knows of groups and others. */
  private void refuseOpen() throws IOException {
    PosixFileAttributeView rights = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (rights != null && !Collections.disjoint(rights.readAttributes().permissions(), TOO_WIDE)) {
      throw new MailRefused(MailRefused.Reason.MAIL_TOKEN_EXPOSED);
    }
  }
}
