// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists of revoked certificates in a file, read again when its time, size or identity changes. */
final class RevocationFile implements RevocationSource {
  private static final Logger LOG = LoggerFactory.getLogger(RevocationFile.class);
  private static final long BYTES_MAX = 64L * 1024 * 1024;

  private final Path file;
  private Stamp stamp;
  private List<X509CRL> lists;
  private boolean told;

  private record Stamp(FileTime time, long size, String key) {
    static Stamp of(Path file) throws IOException {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(now.lastModifiedTime(), now.size(), String.valueOf(now.fileKey()));
    }
  }

  RevocationFile(Path file) throws IOException {
    this.file = file;
    this.stamp = Stamp.of(file);
    this.lists = read(file);
  }

  @Override
  public synchronized List<X509CRL> lists() {
    try {
      Stamp now = Stamp.of(file);
      if (!now.equals(stamp)) {
        lists = read(file);
        stamp = now;
      }
      told = false;
    } catch (IOException e) {
      // once, not at each handshake
      if (!told) {
        LOG.warn("REVOCATIONS_NOT_READ {}", e.getClass().getSimpleName());
      }
      told = true;
    }
    return lists;
  }

  private static List<X509CRL> read(Path file) throws IOException {
    if (Files.size(file) > BYTES_MAX) {
      throw new IOException("too large for a list of revoked certificates: " + file);
    }
    try {
      List<X509CRL> found = new ArrayList<>();
      for (CRL list :
          CertificateFactory.getInstance("X.509")
              .generateCRLs(new ByteArrayInputStream(Files.readAllBytes(file)))) {
        found.add((X509CRL) list);
      }
      if (found.isEmpty()) {
        throw new IOException("no list of revoked certificates in " + file);
      }
      return List.copyOf(found);
    } catch (GeneralSecurityException e) {
      throw new IOException("no list of revoked certificates in " + file, e);
    }
  }
}
