// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * By what we see that a file is still the same.
 *
 * @param key the file system's own number; null where it has none
 */
record FileStamp(long size, FileTime changed, @Nullable Object key) {

  /**
   * The stamp of a plain file.
   *
   * @throws IOException when there is none, a link included
   */
  static FileStamp of(Path path) throws IOException {
    BasicFileAttributes found =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!found.isRegularFile()) {
      throw new IOException("not a plain file");
    }
    return new FileStamp(found.size(), found.lastModifiedTime(), found.fileKey());
  }

  /**
   * The bytes of the file that had this stamp.
   *
   * @throws IOException also when the file is no longer the same
   */
  byte[] read(Path path) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      bytes = in.readNBytes(Math.toIntExact(size));
    }
    if (bytes.length != size || !equals(of(path))) {
      throw new IOException("changed while it was read");
    }
    return bytes;
  }
}
