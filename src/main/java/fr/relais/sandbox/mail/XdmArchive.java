// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.mail;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The files of an {@code IHE_XDM.zip} (IHE ITI volume 3, 4.1). The archive is read from its central
 * directory and each file is checked against its own header: two readers cannot see two contents.
 */
final class XdmArchive {
  private static final int ENTRIES_MAX = 200;
  private static final int FILE_BYTES_MAX = 50 * 1024 * 1024;
  private static final long ALL_BYTES_MAX = 100L * 1024 * 1024;
  private static final int RATIO_MAX = 100;
  private static final int END_BYTES = 22;
  private static final int CENTRAL_BYTES = 46;
  private static final int LOCAL_BYTES = 30;
  private static final int LINK = 0xA000;

  /** The layout of the standard, names in capitals and 8.3; a folder may have its own entry. */
  private static final Pattern LAYOUT =
      Pattern.compile(
          "INDEX\\.HTM|README\\.TXT|IHE_XDM/"
              + "(SUBSET[0-9]{2}/([A-Z0-9_-]{1,8}\\.[A-Z0-9]{1,3})?)?");

  private final ByteBuffer zip;

  private record Entry(
      String name, int flags, int method, long crc, long packed, long size, long begin, int mode) {}

  private XdmArchive(byte[] zip) {
    this.zip = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * @return the files by name, in the order of the archive
   * @throws Unfit when one thing is not as it should be: all or nothing
   */
  static Map<String, byte[]> read(byte[] zip) throws Unfit {
    try {
      return new XdmArchive(zip).files();
    } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
      throw new Unfit("a broken archive");
    }
  }

  private Map<String, byte[]> files() throws Unfit {
    List<Entry> entries = directory();
    check(entries);
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (Entry entry : entries) {
      byte[] bytes = content(entry);
      if (!entry.name().endsWith("/")) {
        files.put(entry.name(), bytes);
      } else if (bytes.length > 0) {
        throw new Unfit("a folder with content in the archive");
      }
    }
    if (!files.containsKey("INDEX.HTM") || !files.containsKey("README.TXT")) {
      throw new Unfit("an archive without INDEX.HTM or README.TXT");
    }
    return files;
  }

  private List<Entry> directory() throws Unfit {
    int end = zip.capacity() - END_BYTES;
    if (end < 0 || zip.getInt(end) != 0x06054b50 || zip.getShort(end + 20) != 0) {
      throw new Unfit("not an archive, or one with something after its end");
    }
    int count = word(end + 10);
    if (count > ENTRIES_MAX || word(end + 8) != count || zip.getInt(end + 4) != 0) {
      throw new Unfit("an archive of more than " + ENTRIES_MAX + " files or in pieces");
    }
    List<Entry> entries = new ArrayList<>();
    int at = Math.toIntExact(number(end + 16));
    for (int i = 0; i < count; i++) {
      if (zip.getInt(at) != 0x02014b50) {
        throw new Unfit("a broken archive");
      }
      entries.add(entry(at));
      at += CENTRAL_BYTES + word(at + 28) + word(at + 30) + word(at + 32);
    }
    if (at != end) {
      throw new Unfit("an archive whose directory does not end where it says");
    }
    return entries;
  }

  private Entry entry(int at) {
    return new Entry(
        name(at + CENTRAL_BYTES, word(at + 28)),
        word(at + 8),
        word(at + 10),
        number(at + 16),
        number(at + 20),
        number(at + 24),
        number(at + 42),
        word(at + 40));
  }

  private void check(List<Entry> entries) throws Unfit {
    Set<String> names = new HashSet<>();
    long all = 0;
    for (Entry entry : entries) {
      if (!LAYOUT.matcher(entry.name()).matches() || entry.name().endsWith(".ZIP")) {
        throw new Unfit("a file that the layout of XDM does not know");
      }
      if (!names.add(entry.name())) {
        throw new Unfit("twice the same name in the archive");
      }
      if ((entry.flags() & 1) != 0 || (entry.mode() & 0xF000) == LINK) {
        throw new Unfit("an encrypted file or a link in the archive");
      }
      if (entry.size() > FILE_BYTES_MAX || entry.size() > RATIO_MAX * (entry.packed() + 64)) {
        throw new Unfit("a file of the archive grows too much");
      }
      all += entry.size();
    }
    if (all > ALL_BYTES_MAX) {
      throw new Unfit("the archive grows too much");
    }
    checkPlaces(entries);
  }

  /** No two files share bytes. */
  private void checkPlaces(List<Entry> entries) throws Unfit {
    List<Entry> inPlace = entries.stream().sorted(Comparator.comparing(Entry::begin)).toList();
    if (!inPlace.isEmpty() && inPlace.get(0).begin() != 0) {
      throw new Unfit("an archive with something before its first file");
    }
    long free = 0;
    for (Entry entry : inPlace) {
      if (entry.begin() < free) {
        throw new Unfit("files of the archive that overlap");
      }
      free = data(entry) + entry.packed();
    }
    if (free > number(zip.capacity() - END_BYTES + 16)) {
      throw new Unfit("files of the archive that overlap");
    }
  }

  /** Where the bytes of a file begin, behind its own header. */
  private int data(Entry entry) throws Unfit {
    int at = Math.toIntExact(entry.begin());
    if (zip.getInt(at) != 0x04034b50
        || !name(at + LOCAL_BYTES, word(at + 26)).equals(entry.name())
        || word(at + 8) != entry.method()) {
      throw new Unfit("a file of the archive whose header says another thing");
    }
    return at + LOCAL_BYTES + word(at + 26) + word(at + 28);
  }

  private byte[] content(Entry entry) throws Unfit {
    int begin = data(entry);
    byte[] packed = Arrays.copyOfRange(zip.array(), begin, begin + Math.toIntExact(entry.packed()));
    byte[] bytes =
        switch (entry.method()) {
          case 0 -> packed;
          case 8 -> inflate(packed, Math.toIntExact(entry.size()));
          default -> throw new Unfit("an unknown way of packing in the archive");
        };
    CRC32 crc = new CRC32();
    crc.update(bytes);
    if (bytes.length != entry.size() || crc.getValue() != entry.crc()) {
      throw new Unfit("a file of the archive that is not what the archive says");
    }
    return bytes;
  }

  private static byte[] inflate(byte[] packed, int size) throws Unfit {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed);
      byte[] bytes = new byte[size + 1];
      int length = inflater.inflate(bytes);
      if (!inflater.finished() || length != size) {
        throw new Unfit("a file of the archive with a lying size");
      }
      return Arrays.copyOf(bytes, length);
    } catch (DataFormatException e) {
      throw new Unfit("a broken archive");
    } finally {
      inflater.end();
    }
  }

  private String name(int at, int length) {
    return new String(zip.array(), at, length, StandardCharsets.ISO_8859_1);
  }

  private int word(int at) {
    return Short.toUnsignedInt(zip.getShort(at));
  }

  private long number(int at) {
    return Integer.toUnsignedLong(zip.getInt(at));
  }
}
