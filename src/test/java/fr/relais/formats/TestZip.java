// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats;

import fr.relais.core.model.Content;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A zip written byte by byte, so that each of its fields can lie. */
public final class TestZip {
  private static final int LOCAL_HEAD = 30;
  private final List<File> files = new ArrayList<>();
  private int count = -1;
  private byte[] between = {};

  /** One file; what is not set tells the truth. */
  public static final class File {
    private final byte[] bytes;
    private byte[] name;
    private byte[] localName;
    private int size;
    private int mode;
    private int flags;
    private int offset = -1;

    private File(String name, byte[] bytes) {
      this.name = name.getBytes(StandardCharsets.UTF_8);
      this.localName = this.name;
      this.bytes = bytes;
      this.size = bytes.length;
    }

    public File localName(String other) {
      localName = other.getBytes(StandardCharsets.UTF_8);
      return this;
    }

    /** As the directory and the head of the file both say. */
    public File size(int said) {
      size = said;
      return this;
    }

    /** Unix mode: {@code 0120777} is a link. */
    public File mode(int unix) {
      mode = unix;
      return this;
    }

    public File flags(int said) {
      flags = said;
      return this;
    }

    /** Where the directory says that it begins. */
    public File at(int said) {
      offset = said;
      return this;
    }
  }

  public File add(String name, byte[] bytes) {
    File file = new File(name, bytes);
    files.add(file);
    return file;
  }

  public File add(String name, String text) {
    return add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** How many files the end record says there are. */
  public TestZip count(int said) {
    count = said;
    return this;
  }

  /** Bytes before the directory that it does not name. */
  public TestZip between(byte[] bytes) {
    between = bytes;
    return this;
  }

  public Content content() {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    for (File file : files) {
      byte[] packed = deflated(file.bytes);
      int offset = file.offset < 0 ? zip.size() : file.offset;
      ByteBuffer sizes = little(12).putInt(crc(file.bytes)).putInt(packed.length).putInt(file.size);
      zip.writeBytes(
          little(LOCAL_HEAD)
              .putInt(0x04034b50)
              .putShort((short) 20)
              .putShort((short) file.flags)
              .putShort((short) 8)
              .putInt(0x00210000)
              .put(sizes.array())
              .putShort((short) file.localName.length)
              .putShort((short) 0)
              .array());
      zip.writeBytes(file.localName);
      zip.writeBytes(packed);
      directory.writeBytes(
          little(46)
              .putInt(0x02014b50)
              .putShort((short) (3 << 8 | 20))
              .putShort((short) 20)
              .putShort((short) file.flags)
              .putShort((short) 8)
              .putInt(0x00210000)
              .put(sizes.array())
              .putShort((short) file.name.length)
              .putInt(0)
              .putShort((short) 0)
              .putShort((short) 0)
              .putInt(file.mode << 16)
              .putInt(offset)
              .array());
      directory.writeBytes(file.name);
    }
    zip.writeBytes(between);
    int start = zip.size();
    zip.writeBytes(directory.toByteArray());
    int said = count < 0 ? files.size() : count;
    zip.writeBytes(
        little(22)
            .putInt(0x06054b50)
            .putInt(0)
            .putShort((short) said)
            .putShort((short) said)
            .putInt(directory.size())
            .putInt(start)
            .putShort((short) 0)
            .array());
    return Content.of(zip.toByteArray());
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(bytes);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] chunk = new byte[8192];
    while (!deflater.finished()) {
      out.write(chunk, 0, deflater.deflate(chunk));
    }
    deflater.end();
    return out.toByteArray();
  }
}
