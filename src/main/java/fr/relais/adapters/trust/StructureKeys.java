// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The two certificates by which a structure speaks to the DMP: one to connect, one to sign. Taking
 * one for the other is the commonest refusal of the DMP, so it is found here, before anything is
 * sent.
 */
public record StructureKeys(TrustMaterial authentication, TrustMaterial seal) {
  static final String AUTHENTICATION = "authentification";
  static final String SEAL = "cachet";
  private static final List<String> ENDINGS = List.of(".p12", ".pem");
  private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
  private static final int NON_REPUDIATION = 1;

  /**
   * Reads a folder that has one folder for each structure, named by its national identifier, with
   * {@code authentification} and {@code cachet} in it, {@code .p12} or {@code .pem}.
   *
   * @param password of every key
   * @param trusted authorities of the service, PKCS#12 or PEM
   * @return by identifier of structure
   * @throws IOException when a file is missing or not readable, is the other of the two, or is of
   *     another structure; the text names the file and never the password
   */
  public static SortedMap<String, StructureKeys> load(
      Path folder, String password, Path trusted, String trustedPassword) throws IOException {
    List<Path> structures;
    try (Stream<Path> inside = Files.list(folder)) {
      structures = inside.filter(Files::isDirectory).sorted().toList();
    }
    SortedMap<String, StructureKeys> found = new TreeMap<>();
    for (Path structure : structures) {
      String id = structure.getFileName().toString();
      Path connecting = file(structure, AUTHENTICATION);
      Path signing = file(structure, SEAL);
      TrustMaterial authentication =
          TrustMaterial.load(connecting, password, trusted, trustedPassword);
      TrustMaterial seal = TrustMaterial.load(signing, password, trusted, trustedPassword);
      if (!connects(authentication) || !of(authentication, id)) {
        throw new IOException(
            "the certificate for connecting of this structure is expected in " + connecting);
      }
      if (connects(seal) || !signs(seal) || !of(seal, id)) {
        throw new IOException(
            "the certificate for signing of this structure is expected in " + signing);
      }
      found.put(id, new StructureKeys(authentication, seal));
    }
    return found;
  }

  /** Both, believing nobody whom these lists revoke. */
  public StructureKeys checkedBy(RevocationSource lists) {
    return new StructureKeys(authentication.checkedBy(lists), seal.checkedBy(lists));
  }

  private static Path file(Path structure, String name) throws IOException {
    for (String ending : ENDINGS) {
      Path file = structure.resolve(name + ending);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new IOException("neither .p12 nor .pem: " + structure.resolve(name));
  }

  private static boolean connects(TrustMaterial material) throws IOException {
    try {
      List<String> purposes = material.chain().get(0).getExtendedKeyUsage();
      return purposes != null && purposes.contains(CLIENT);
    } catch (GeneralSecurityException e) {
      throw new IOException("a certificate with purposes that cannot be read", e);
    }
  }

  private static boolean signs(TrustMaterial material) {
    boolean[] usages = material.chain().get(0).getKeyUsage();
    return usages != null && usages.length > NON_REPUDIATION && usages[NON_REPUDIATION];
  }

  private static boolean of(TrustMaterial material, String structureId) {
    X509Certificate certificate = material.chain().get(0);
    return DistinguishedName.values(certificate, "OU").contains(structureId);
  }
}
