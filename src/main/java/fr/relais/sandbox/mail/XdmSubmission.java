// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.mail;

import fr.relais.sandbox.mail.XdmMetadata.Entry;
import fr.relais.sandbox.mail.XdmMetadata.PatientId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The documents of an archive that agree with what their METADATA.XML says of them: hash, size,
 * patient, identifier, type; none missing, none that is not declared, one patient in all.
 */
record XdmSubmission(List<Item> items) {
  private static final String METADATA = "METADATA.XML";

  /**
   * @param cda null when it is a PDF
   */
  record Item(Entry entry, @Nullable CdaHeader cda, byte[] content) {}

  /**
   * @param files of the archive, by name
   * @throws Unfit when two things that should be equal are not
   */
  static XdmSubmission read(Map<String, byte[]> files) throws Unfit {
    List<Item> items = new ArrayList<>();
    Set<PatientId> patients = new HashSet<>();
    Set<String> identifiers = new HashSet<>();
    for (String folder : folders(files)) {
      byte[] xml = files.get(folder + METADATA);
      if (xml == null) {
        throw new Unfit("a folder of the archive without METADATA.XML");
      }
      XdmMetadata metadata = XdmMetadata.read(xml);
      patients.add(metadata.patient());
      checkFiles(folder, metadata, files);
      for (Entry entry : metadata.entries()) {
        Item item = item(entry, files.get(folder + entry.uri()));
        patients.add(entry.patient());
        items.add(item);
        if (!identifiers.add(entry.uniqueId())) {
          throw new Unfit("twice the same document in the archive");
        }
      }
    }
    if (patients.size() != 1) {
      throw new Unfit("not exactly one patient in the archive");
    }
    return new XdmSubmission(List.copyOf(items));
  }

  private static Set<String> folders(Map<String, byte[]> files) {
    return files.keySet().stream()
        .filter(name -> name.indexOf('/') >= 0)
        .map(name -> name.substring(0, name.lastIndexOf('/') + 1))
        .collect(Collectors.toSet());
  }

  private static void checkFiles(String folder, XdmMetadata metadata, Map<String, byte[]> files)
      throws Unfit {
    Set<String> declared = new HashSet<>(Set.of(folder + METADATA));
    for (Entry entry : metadata.entries()) {
      if (!declared.add(folder + entry.uri())) {
        throw new Unfit("a file that is declared twice");
      }
    }
    Set<String> found =
        files.keySet().stream().filter(name -> name.startsWith(folder)).collect(Collectors.toSet());
    if (!found.equals(declared)) {
      throw new Unfit("a file that is missing or not declared");
    }
  }

  private static Item item(Entry entry, byte @Nullable [] content) throws Unfit {
    if (content == null || !entry.bytes().equals(Integer.toString(content.length))) {
      throw new Unfit("a document whose size is not the declared one");
    }
    if (!entry.hash().equalsIgnoreCase(sha1(content))) {
      throw new Unfit("a document whose hash is not the declared one");
    }
    return switch (entry.mimeType()) {
      case "text/xml" -> new Item(entry, agreeing(entry, CdaHeader.read(content)), content);
      case "application/pdf" -> {
        if (!isPdf(content)) {
          throw new Unfit("a PDF that is none");
        }
        yield new Item(entry, null, content);
      }
      default -> throw new Unfit("a document of an unknown type");
    };
  }

  private static CdaHeader agreeing(Entry entry, CdaHeader cda) throws Unfit {
    if (!cda.uniqueId().equals(entry.uniqueId())) {
      throw new Unfit("a CDA whose id is not the declared one");
    }
    if (!cda.code().equals(entry.typeCode())) {
      throw new Unfit("a CDA whose code is not the declared type");
    }
    if (!cda.patients().contains(entry.patient())) {
      throw new Unfit("a CDA whose patient is not the declared one");
    }
    return cda;
  }

  static boolean isPdf(byte[] content) {
    return new String(content, 0, Math.min(5, content.length), StandardCharsets.ISO_8859_1)
        .equals("%PDF-");
  }

  private static String sha1(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
