// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that whoever polls the folder sees whole or not at all, and that a power cut spares. */
final class DurableFile {
  private DurableFile() {}

  /**
   * Writes under a hidden name in the same folder, flushes, renames, flushes the folder.
   *
   * @throws NotFlushed when the file is in place and only the folder could not be flushed
   * @throws IOException when nothing is in place
   */
  static void write(Path file, byte[] bytes) throws IOException {
    Path hidden = file.resolveSibling("." + file.getFileName() + ".tmp");
    try {
      Files.deleteIfExists(hidden);
      try (FileChannel out =
          FileChannel.open(
              hidden,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.WRITE,
              LinkOption.NOFOLLOW_LINKS)) {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
          out.write(left);
        }
        out.force(true);
      }
      Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(hidden);
      throw e;
    }
    flushFolder(file);
  }

  private static void flushFolder(Path file) throws NotFlushed {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || System.getProperty("os.name").startsWith("Windows")) {
      return; // Windows does not open folders; its rename is journalled
    }
    try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
      opened.force(true);
    } catch (IOException e) {
      throw new NotFlushed(e);
    }
  }

  /** The file is in place, but a power cut may take it back. */
  static final class NotFlushed extends IOException {
    private static final long serialVersionUID = 1L;

    NotFlushed(IOException cause) {
      super("folder not flushed", cause);
    }
  }
}
