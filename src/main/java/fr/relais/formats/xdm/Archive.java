// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import fr.relais.core.model.Content;
import fr.relais.core.model.ProblemCode;
import fr.relais.formats.xdm.ZipDirectory.Member;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The files of a zip, opened in memory alone within limits that are counted while inflating: 200
 * files, 50 MB each, 100 MB in all, a hundred times the packed size, no archive inside.
 */
final class Archive {
  private static final int FILE_BYTES_MAX = 50 << 20;
  private static final long BYTES_MAX = 100L << 20;
  private static final int RATIO_MAX = 100;

  /** Below this a small file of blanks may shrink as it likes. */
  private static final int RATIO_FROM_BYTES = 64 << 10;

  private static final int CHUNK = 16 << 10;
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

  private long total;

  private Archive() {}

  /**
   * One file.
   *
   * @param name its path, separators written {@code /} whatever the archive wrote
   */
  record ArchiveFile(String name, Content content) {

    /** Without the folders. */
    String lastName() {
      return name.substring(name.lastIndexOf('/') + 1).strip();
    }
  }

  static List<ArchiveFile> files(Content content) throws ArchiveRefused {
    return new Archive().open(content.bytes());
  }

  private List<ArchiveFile> open(byte[] bytes) throws ArchiveRefused {
    List<ArchiveFile> files = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Member member : ZipDirectory.of(bytes)) {
      String name = name(member);
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        throw ArchiveRefused.unsafe("Deux fichiers de l'archive portent le même nom.");
      }
      byte[] inside = inflated(bytes, member);
      boolean folder = name.endsWith("/");
      if (folder && inside.length > 0) {
        throw ArchiveRefused.unsafe("Un dossier de l'archive cache un fichier.");
      }
      if (inside.length > 3 && inside[0] == 'P' && inside[1] == 'K' && inside[2] < 9) {
        throw ArchiveRefused.unsafe("L'archive contient une autre archive.");
      }
      if (!folder) {
        files.add(new ArchiveFile(name, Content.of(inside)));
      }
    }
    return files;
  }

  private static String name(Member member) throws ArchiveRefused {
    String written = text(member.name());
    String name = written.replace('\\', '/');
    boolean control = name.chars().anyMatch(c -> c < ' ' || c == 0x7f);
    boolean climbs = ("/" + name + "/").contains("/../");
    if (name.isBlank() || control || climbs || name.startsWith("/") || drive(name)) {
      throw ArchiveRefused.unsafe("Un nom de l'archive sort de ses dossiers.");
    }
    return name.startsWith("./") ? name.substring(2) : name;
  }

  private static boolean drive(String name) {
    return DRIVE.matcher(name).matches();
  }

  /** Old archivers do not say in which character set; only ASCII names are ever looked for. */
  private static String text(byte[] name) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(name, StandardCharsets.ISO_8859_1);
    }
  }

  private byte[] inflated(byte[] bytes, Member member) throws ArchiveRefused {
    long most = Math.max(RATIO_FROM_BYTES, (long) RATIO_MAX * member.packed());
    if (member.size() > FILE_BYTES_MAX || member.size() > most) {
      throw tooLarge();
    }
    total += member.size();
    if (total > BYTES_MAX) {
      throw tooLarge();
    }
    byte[] inside =
        member.method() == ZipDirectory.DEFLATED
            ? inflate(bytes, member)
            : java.util.Arrays.copyOfRange(bytes, member.data(), member.data() + member.packed());
    CRC32 sum = new CRC32();
    sum.update(inside);
    if (inside.length != member.size() || (int) sum.getValue() != member.crc()) {
      throw damaged();
    }
    return inside;
  }

  /** Stops as soon as more comes out than the directory said. */
  private static byte[] inflate(byte[] bytes, Member member) throws ArchiveRefused {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(bytes, member.data(), member.packed());
      ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(member.size(), CHUNK) + 1);
      byte[] chunk = new byte[CHUNK];
      while (!inflater.finished()) {
        int got = inflater.inflate(chunk);
        if (got == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw damaged();
        }
        out.write(chunk, 0, got);
        if (out.size() > member.size()) {
          throw damaged();
        }
      }
      if (inflater.getBytesRead() != member.packed()) {
        throw damaged();
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      throw damaged();
    } finally {
      inflater.end();
    }
  }

  private static ArchiveRefused tooLarge() {
    return ArchiveRefused.tooLarge("Un fichier de l'archive passe la taille admise.");
  }

  private static ArchiveRefused damaged() {
    return ArchiveRefused.broken(
        ProblemCode.COUNT_MISMATCH, "Un fichier de l'archive est abîmé, ou sa taille est fausse.");
  }
}
