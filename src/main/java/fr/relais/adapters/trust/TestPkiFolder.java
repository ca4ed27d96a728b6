// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A test infrastructure as files, for people who try their own software against the sandbox. The
 * keys of the authorities are not among them: nobody can add to it later.
 *
 * @param password of every PKCS#12 file
 */
public record TestPkiFolder(Path folder, String password) {
  /**
   * Writes authorities, lists of revoked certificates, a server called {@code localhost} and two
   * certificates for each structure. Nothing that is there is replaced.
   *
   * @throws FileAlreadyExistsException when the folder is not empty
   */
  public void write(TestPki pki, List<String> structureIds) throws IOException {
    empty();
    TrustMaterial server = pki.rsaServer("Service du bac à sable");
    write("serveur.p12", own(server));
    write("autorites.p12", trusted(server.authorities()));
    StringBuilder authorities = new StringBuilder();
    for (X509Certificate authority : server.authorities()) {
      authorities.append(pem("CERTIFICATE", encoded(authority)));
    }
    write("autorites.pem", ascii(authorities));
    StringBuilder lists = new StringBuilder();
    for (X509CRL list : pki.revocationLists()) {
      lists.append(pem("X509 CRL", encoded(list)));
    }
    write("revocations.pem", ascii(lists));
    for (String id : structureIds) {
      directory(folder.resolve(id));
      String name = "Structure fictive " + id;
      write(
          id + "/" + StructureKeys.AUTHENTICATION + ".p12",
          own(pki.structureAuthentication(id, name)));
      write(id + "/" + StructureKeys.SEAL + ".p12", own(pki.structureSeal(id, name)));
    }
  }

  private void empty() throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> inside = Files.list(folder)) {
        if (inside.findAny().isPresent()) {
          throw new FileAlreadyExistsException(folder.toString());
        }
      }
    } else {
      Path parent = folder.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      directory(folder);
    }
  }

  private static void directory(Path path) throws IOException {
    Files.createDirectory(path, ownerOnly(path, "rwx------"));
  }

  private void write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Set<OpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (SeekableByteChannel channel =
        Files.newByteChannel(file, fresh, ownerOnly(file, "rw-------"))) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
    }
  }

  /** For the one who made it alone, where the file system knows such a thing. */
  private static FileAttribute<?>[] ownerOnly(Path path, String rights) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
    };
  }

  private byte[] own(TrustMaterial material) throws IOException {
    return store(
        store ->
            store.setKeyEntry(
                "cle",
                material.key(),
                password.toCharArray(),
                material.chain().toArray(Certificate[]::new)));
  }

  private byte[] trusted(List<X509Certificate> authorities) throws IOException {
    return store(
        store -> {
          for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("autorite-" + i, authorities.get(i));
          }
        });
  }

  /** What is put into a store. */
  private interface Filling {
    void into(KeyStore store) throws GeneralSecurityException;
  }

  private byte[] store(Filling filling) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      filling.into(store);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      store.store(bytes, password.toCharArray());
      return bytes.toByteArray();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java makes no PKCS#12", e);
    }
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate without bytes", e);
    }
  }

  private static byte[] encoded(X509CRL list) {
    try {
      return list.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a list without bytes", e);
    }
  }

  private static String pem(String name, byte[] bytes) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + name + "-----\n" + lines + "\n-----END " + name + "-----\n";
  }

  private static byte[] ascii(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
