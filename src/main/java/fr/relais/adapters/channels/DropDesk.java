// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.core.model.Content;
import fr.relais.flow.Entrance;
import fr.relais.flow.Entrance.Answer;
import fr.relais.flow.Entrance.Incoming;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one call of the route {@code in-folder}. Public because Camel calls it by reflection.
 *
 * <p>A file leaves the folder only when its result file is safely beside it; stopped at any instant
 * in between, it is read again, and that is a repeat.
 */
public final class DropDesk {
  static final String RESULT = ".accuse.json";
  static final String REFUSED = ".refuse";
  private static final Logger LOG = LoggerFactory.getLogger(DropDesk.class);

  private final Path root;
  private final int messageBytesMax;
  private final Entrance entrance;
  private final DropWatch watch;

  DropDesk(Path root, int messageBytesMax, Entrance entrance, DropWatch watch) {
    this.root = root;
    this.messageBytesMax = messageBytesMax;
    this.entrance = entrance;
    this.watch = watch;
  }

  /** Reads one complete file and ends it as the house answers. Never throws. */
  public void take(File file) {
    Path path = file.toPath();
    try {
      FileStamp stamp = FileStamp.of(path);
      if (stamp.size() <= messageBytesMax) {
        Content content = Content.of(stamp.read(path));
        Answer answer = entrance.receive(new Incoming("folder", folderOf(path), content));
        end(path, stamp, content, answer);
      }
    } catch (IOException | RuntimeException e) {
      // texts of file errors hold file names, and those hold patients' names
      LOG.warn("folder file left for later kind={}", e.getClass().getName());
      watch.pause(path);
    }
  }

  private String folderOf(Path path) {
    Path within = root.relativize(path.toAbsolutePath().normalize()).getParent();
    return within == null ? "" : within.toString();
  }

  private void end(Path path, FileStamp stamp, Content content, Answer answer) throws IOException {
    switch (answer.kind()) {
      case STORED, NOT_UNDERSTOOD -> {
        DropResult.of(content, answer).writeBeside(path);
        if (isStill(path, stamp)) {
          Files.delete(path);
        }
      }
      case REFUSED -> {
        DropResult.of(content, answer).writeBeside(path);
        if (isStill(path, stamp)) {
          Files.move(
              path,
              path.resolveSibling(path.getFileName() + REFUSED),
              StandardCopyOption.ATOMIC_MOVE);
        }
      }
      case TRY_LATER -> watch.pause(path);
    }
  }

  /**
   * A file that was replaced meanwhile is another message: it stays, and the next look finds it.
   */
  private static boolean isStill(Path path, FileStamp stamp) throws IOException {
    return stamp.equals(FileStamp.of(path));
  }
}
