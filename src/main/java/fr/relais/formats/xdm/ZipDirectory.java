// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import fr.relais.core.model.ProblemCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The directory of a zip (PKWARE APPNOTE 4.3), held against what stands before each file: the two
 * must say the same, the files must lie end to end, and no byte may belong to nobody.
 */
final class ZipDirectory {
  static final int ENTRIES_MAX = 200;
  static final int STORED = 0;
  static final int DEFLATED = 8;

  private static final int END = 0x06054b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int LOCAL = 0x04034b50;
  private static final int END_BYTES = 22;
  private static final int CENTRAL_BYTES = 46;
  private static final int LOCAL_BYTES = 30;
  private static final int COMMENT_MAX = 65_535;
  private static final int WORD = 0xffff;
  private static final int ENCRYPTED = 0x2041;
  private static final int SIZES_AFTER = 0x8;
  private static final int DESCRIPTOR_MAX = 24;
  private static final int UNIX = 3;
  private static final int FILE_TYPE = 0xf000;
  private static final int REGULAR = 0x8000;
  private static final int FOLDER = 0x4000;

  private final byte[] bytes;
  private final ByteBuffer zip;

  private ZipDirectory(byte[] bytes) {
    this.bytes = bytes;
    this.zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * One file as the directory describes it.
   *
   * @param size once inflated, as it claims
   * @param local where it begins
   * @param data where its bytes begin
   */
  record Member(
      byte[] name, int flags, int method, int crc, int packed, int size, int local, int data) {

    private int end() {
      return data + packed;
    }
  }

  /** Whether the end record is there, with a comment of just the length that it says. */
  static boolean endsWhole(byte[] bytes) {
    return new ZipDirectory(bytes).end() >= 0;
  }

  /** The files in the order of the directory. */
  static List<Member> of(byte[] bytes) throws ArchiveRefused {
    return new ZipDirectory(bytes).members();
  }

  private int end() {
    int oldest = Math.max(0, bytes.length - END_BYTES - COMMENT_MAX);
    for (int at = bytes.length - END_BYTES; at >= oldest; at--) {
      if (zip.getInt(at) == END && at + END_BYTES + word(at + 20) == bytes.length) {
        return at;
      }
    }
    return -1;
  }

  private List<Member> members() throws ArchiveRefused {
    int end = end();
    if (end < 0) {
      throw ArchiveRefused.broken(ProblemCode.TRUNCATED, "L'archive est coupée.");
    }
    int count = word(end + 10);
    int size = zip.getInt(end + 12);
    int start = zip.getInt(end + 16);
    if (count > ENTRIES_MAX) {
      throw ArchiveRefused.tooLarge("L'archive contient trop de fichiers.");
    }
    boolean oneDisk = zip.getInt(end + 4) == 0 && word(end + 8) == count;
    if (!oneDisk || start < 0 || size < 0 || (long) start + size != end) {
      throw ArchiveRefused.broken(
          ProblemCode.COUNT_MISMATCH, "Le répertoire de l'archive ne dit pas vrai.");
    }
    List<Member> members = new ArrayList<>();
    int at = start;
    for (int i = 0; i < count; i++) {
      if (at + CENTRAL_BYTES > end || zip.getInt(at) != CENTRAL) {
        throw ArchiveRefused.broken(
            ProblemCode.COUNT_MISMATCH, "Le répertoire de l'archive est incomplet.");
      }
      members.add(member(at, start, end));
      at += CENTRAL_BYTES + word(at + 28) + word(at + 30) + word(at + 32);
    }
    if (at != end) {
      throw ArchiveRefused.unsafe("Le répertoire de l'archive contient autre chose.");
    }
    endToEnd(members, start);
    return members;
  }

  private Member member(int at, int start, int end) throws ArchiveRefused {
    int flags = word(at + 8);
    int method = word(at + 10);
    int packed = zip.getInt(at + 20);
    int size = zip.getInt(at + 24);
    int local = zip.getInt(at + 42);
    int name = word(at + 28);
    if (packed < 0 || size < 0 || local < 0) {
      throw ArchiveRefused.tooLarge("Un fichier de l'archive passe la taille admise.");
    }
    if ((flags & ENCRYPTED) != 0 || (method != STORED && method != DEFLATED)) {
      throw ArchiveRefused.broken(
          ProblemCode.FORMAT_NOT_READ, "L'archive est chiffrée, ou comprimée d'une façon non lue.");
    }
    int type = bytes[at + 5] == UNIX ? (zip.getInt(at + 38) >>> 16) & FILE_TYPE : 0;
    if (type != 0 && type != REGULAR && type != FOLDER) {
      throw ArchiveRefused.unsafe("L'archive contient un lien ou un fichier spécial.");
    }
    if (at + CENTRAL_BYTES + name > end
        || (long) local + LOCAL_BYTES > start
        || zip.getInt(local) != LOCAL) {
      throw ArchiveRefused.broken(
          ProblemCode.COUNT_MISMATCH, "Le répertoire de l'archive ne dit pas vrai.");
    }
    int data = local + LOCAL_BYTES + word(local + 26) + word(local + 28);
    Member member =
        new Member(
            Arrays.copyOfRange(bytes, at + CENTRAL_BYTES, at + CENTRAL_BYTES + name),
            flags,
            method,
            zip.getInt(at + 16),
            packed,
            size,
            local,
            data);
    if ((long) data + packed > start || !agrees(member)) {
      throw ArchiveRefused.unsafe(
          "Un fichier de l'archive ne porte pas le nom ou la taille que dit le répertoire.");
    }
    return member;
  }

  /** Sizes may be written after the data (APPNOTE 4.4.4, bit 3): then they are zero before it. */
  private boolean agrees(Member member) {
    int at = member.local();
    int name = word(at + 26);
    boolean sameName =
        Arrays.equals(
            member.name(), Arrays.copyOfRange(bytes, at + LOCAL_BYTES, at + LOCAL_BYTES + name));
    boolean after = (word(at + 6) & SIZES_AFTER) != 0;
    return sameName
        && word(at + 8) == member.method()
        && (word(at + 6) & ENCRYPTED) == 0
        && agrees(zip.getInt(at + 14), member.crc(), after)
        && agrees(zip.getInt(at + 18), member.packed(), after)
        && agrees(zip.getInt(at + 22), member.size(), after);
  }

  private static boolean agrees(int local, int central, boolean after) {
    return local == central || (after && local == 0);
  }

  /** Neither overlap nor room for a file that the directory does not name. */
  private static void endToEnd(List<Member> members, int start) throws ArchiveRefused {
    int at = 0;
    int gapMax = 0;
    List<Member> inOrder = new ArrayList<>(members);
    inOrder.sort(Comparator.comparingInt(Member::local));
    for (Member member : inOrder) {
      gap(member.local() - at, gapMax);
      at = member.end();
      gapMax = (member.flags() & SIZES_AFTER) == 0 ? 0 : DESCRIPTOR_MAX;
    }
    gap(start - at, gapMax);
  }

  private static void gap(int gap, int max) throws ArchiveRefused {
    if (gap < 0) {
      throw ArchiveRefused.unsafe("Des fichiers de l'archive se recouvrent.");
    }
    if (gap > max) {
      throw ArchiveRefused.unsafe("L'archive contient des octets que son répertoire ne nomme pas.");
    }
  }

  private int word(int at) {
    return zip.getShort(at) & WORD;
  }
}
