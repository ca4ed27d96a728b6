// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.util.List;

/** Where the lists of revoked certificates come from. Asked at each handshake. */
@FunctionalInterface
public interface RevocationSource {
  /** The newest lists that are known: one for each authority that signed a certificate. */
  List<X509CRL> lists();

  /**
   * Lists in one file, DER or PEM, several in a row if there are several authorities. Read again
   * when the file changes; a file that has become unreadable leaves the lists that were there,
   * until they are out of date: from then on nobody is believed.
   *
   * @throws IOException when the file cannot be read now or holds no list
   */
  static RevocationSource file(Path file) throws IOException {
    return new RevocationFile(file);
  }
}
