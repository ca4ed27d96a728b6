// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Site;
import fr.relais.flow.EmergencyList;
import fr.relais.flow.EmergencyLists;
import fr.relais.web.worklist.EmergencySheet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the emergency lists to a folder at each quarter of an hour, one file for each site, for
 * its owner alone. Whoever opens a file sees a whole list, the new one or the one before.
 */
final class EmergencyFolder {
  /** The file of the results of which no site is known: no site can have this name. */
  static final String NO_SITE = "_sans-site";

  private static final Logger LOG = LoggerFactory.getLogger(EmergencyFolder.class);
  private static final Duration EVERY = Duration.ofMinutes(15);
  private static final Duration RETRY = Duration.ofMinutes(1);
  private static final String SUFFIX = ".html";
  private static final String TITLE = "<title>Liste de secours, ";
  private static final int HEAD_BYTES = 400;
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final Path folder;
  private final EmergencyLists lists;
  private final InstantSource clock;
  private final EmergencySheet sheet = new EmergencySheet();
  private @Nullable Instant done;
  private Instant retryAt = Instant.MIN;

  EmergencyFolder(Path folder, EmergencyLists lists, InstantSource clock) {
    this.folder = folder;
    this.lists = lists;
    this.clock = clock;
  }

  /** The number of lists written; once for each quarter of an hour. */
  int runOnce() {
    Instant now = clock.instant();
    Instant quarter =
        Instant.ofEpochSecond(
            Math.floorDiv(now.getEpochSecond(), EVERY.toSeconds()) * EVERY.toSeconds());
    if (quarter.equals(done)) {
      return 0;
    }
    if (now.isBefore(retryAt)) {
      return 0;
    }
    List<EmergencyList> all = lists.all();
    try {
      Files.createDirectories(folder, mode("rwx------"));
      Set<String> names = new HashSet<>();
      for (EmergencyList list : all) {
        String name = name(list.site());
        write(name, sheet.html(list).getBytes(StandardCharsets.UTF_8));
        names.add(name + SUFFIX);
      }
      forget(names);
    } catch (IOException e) {
      retryAt = now.plus(RETRY);
      throw new UncheckedIOException("emergency lists not written", e);
    }
    done = quarter;
    LOG.info(
        "emergency lists: {} written, {} lines",
        all.size(),
        all.stream().mapToInt(list -> list.entries().size()).sum());
    return all.size();
  }

  /** The list of a site that left the roster must not stay; a page that is not ours does. */
  private void forget(Set<String> written) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        if (!written.contains(file.getFileName().toString()) && ours(file)) {
          Files.delete(file);
        }
      }
    }
  }

  private static boolean ours(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8).contains(TITLE);
    }
  }

  private static String name(@Nullable Site site) {
    if (site == null) {
      return NO_SITE;
    }
    if (FILE_NAME.matcher(site.id()).matches()) {
      return site.id();
    }
    // an id that is no file name still has its list
    return "_" + HexFormat.of().formatHex(site.id().getBytes(StandardCharsets.UTF_8));
  }

  private void write(String name, byte[] bytes) throws IOException {
    Path hidden = folder.resolve("." + name + ".tmp");
    Files.deleteIfExists(hidden);
    try {
      try (FileChannel out =
          FileChannel.open(
              hidden,
              Set.of(
                  StandardOpenOption.CREATE_NEW,
                  StandardOpenOption.WRITE,
                  LinkOption.NOFOLLOW_LINKS),
              mode("rw-------"))) {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
          out.write(left);
        }
        out.force(true);
      }
      Files.move(
          hidden,
          folder.resolve(name + SUFFIX),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(hidden);
      throw e;
    }
  }

  /** Windows keeps rights otherwise: there the folder's own hold. */
  private static FileAttribute<?>[] mode(String rights) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }
}
