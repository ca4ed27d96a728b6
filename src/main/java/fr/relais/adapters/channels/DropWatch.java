// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.core.model.Content;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.flow.Entrance;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileExclusiveReadLockStrategy;
import org.apache.camel.component.file.GenericFileOperations;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which files are complete: left alone for a while with their end mark, or left alone for
 * long without. It remembers between two looks; what it forgets at a restart costs one more wait.
 */
final class DropWatch implements GenericFileExclusiveReadLockStrategy<File> {
  private static final Duration PAUSE_MAX = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(DropWatch.class);

  private final ChannelSettings settings;
  private final Entrance entrance;
  private final BooleanSupplier pollsFolders;
  private final Map<Path, Watched> files = new HashMap<>();

  /** One file that was seen. */
  private static final class Watched {
    private final FileStamp stamp;
    private final long since = System.nanoTime();
    private @Nullable Boolean whole;
    private boolean tooLarge;
    private int tries;
    private long notBefore = since;
    private boolean seen = true;

    private Watched(FileStamp stamp) {
      this.stamp = stamp;
    }
  }

  DropWatch(ChannelSettings settings, Entrance entrance, BooleanSupplier pollsFolders) {
    this.settings = settings;
    this.entrance = entrance;
    this.pollsFolders = pollsFolders;
  }

  /** Forgets the files that the last look did not see. */
  synchronized void newLook() {
    files.values().removeIf(watched -> !watched.seen);
    files.values().forEach(watched -> watched.seen = false);
  }

  /** This file could not be kept now: it waits, each time twice as long, a minute at most. */
  synchronized void pause(Path path) {
    Watched watched = files.get(path);
    if (watched != null) {
      long doubled = settings.folder().poll().toMillis() << Math.min(++watched.tries, 20);
      watched.notBefore =
          System.nanoTime() + Duration.ofMillis(Math.min(doubled, PAUSE_MAX.toMillis())).toNanos();
    }
  }

  @Override
  public boolean acquireExclusiveReadLock(
      GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
    try {
      return pollsFolders.getAsBoolean() && isReady(file.getFile().toPath());
    } catch (IOException | RuntimeException e) {
      LOG.info("folder file not ready kind={}", e.getClass().getName());
      return false;
    }
  }

  private synchronized boolean isReady(Path path) throws IOException {
    FileStamp stamp = FileStamp.of(path);
    Watched watched = files.get(path);
    if (watched == null || !watched.stamp.equals(stamp)) {
      files.put(path, new Watched(stamp));
      return false;
    }
    watched.seen = true;
    long now = System.nanoTime();
    Duration alone = Duration.ofNanos(now - watched.since);
    if (watched.tooLarge
        || now - watched.notBefore < 0
        || alone.compareTo(settings.folder().quietFor()) < 0) {
      return false;
    }
    if (stamp.size() > settings.messageBytesMax()) {
      refuseLarge(path, watched);
      return false;
    }
    return alone.compareTo(settings.folder().stalledAfter()) >= 0 || isWhole(path, watched);
  }

  private boolean isWhole(Path path, Watched watched) throws IOException {
    if (watched.whole == null) {
      watched.whole = entrance.endsWhole(Content.of(watched.stamp.read(path)));
    }
    return watched.whole;
  }

  /** Told once; looked at again when the file changes. */
  private void refuseLarge(Path path, Watched watched) throws IOException {
    DropResult.notRead(
            Problem.error(
                ProblemCode.TOO_LARGE,
                "fichier",
                "Le fichier dépasse la taille acceptée ("
                    + settings.messageBytesMax()
                    + " octets) : il n'a pas été lu.",
                "Découpez l'envoi ou retirez les pièces volumineuses, puis déposez-le à nouveau."))
        .writeBeside(path);
    watched.tooLarge = true;
    LOG.warn("folder file refused code={}", ProblemCode.TOO_LARGE);
  }

  @Override
  public void prepareOnStartup(
      GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint) {
    // nothing of ours lies in the folders
  }

  @Override
  public void releaseExclusiveReadLockOnAbort(
      GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
    // we look and do not lock
  }

  @Override
  public void releaseExclusiveReadLockOnRollback(
      GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
    // we look and do not lock
  }

  @Override
  public void releaseExclusiveReadLockOnCommit(
      GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
    // we look and do not lock
  }

  @Override
  public void setTimeout(long timeout) {
    // one look never waits
  }

  @Override
  public void setCheckInterval(long checkInterval) {
    // the poll is the interval
  }

  @Override
  public void setReadLockLoggingLevel(LoggingLevel readLockLoggingLevel) {
    // Camel's own messages name the file; ours do not
  }

  @Override
  public void setMarkerFiler(boolean markerFile) {
    // no marker files: senders would see them
  }

  @Override
  public void setDeleteOrphanLockFiles(boolean deleteOrphanLockFiles) {
    // no marker files: nothing to delete
  }
}
