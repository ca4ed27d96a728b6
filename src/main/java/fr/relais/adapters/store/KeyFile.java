// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import java.util.Set;

/**
 * The file that holds the {@link InstallationKeys}: readable by its owner alone, replaced whole or
 * not at all. Losing it loses every result: it must be saved elsewhere than the database.
 */
public final class KeyFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private final Path path;

  public KeyFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  /** Reads the secrets, or makes them and writes the file when there is none. */
  public InstallationKeys loadOrCreate(String firstPeriod) {
    if (Files.exists(path)) {
      return load();
    }
    InstallationKeys keys = InstallationKeys.create(firstPeriod);
    save(keys);
    return keys;
  }

  /**
   * @throws UncheckedIOException when there is no such file or it cannot be read
   * @throws IllegalStateException when it does not hold what it must
   */
  public InstallationKeys load() {
    Properties all = new Properties();
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.US_ASCII)) {
      all.load(reader);
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException("Fichier de clés introuvable : " + path, e);
    } catch (IOException e) {
      throw new UncheckedIOException("Fichier de clés illisible : " + path, e);
    }
    return InstallationKeys.of(all);
  }

  /** Adds a period, makes it the current one and writes the file. */
  public InstallationKeys rotate(String newPeriod) {
    InstallationKeys keys = load().withPeriod(newPeriod);
    save(keys);
    return keys;
  }

  public void save(InstallationKeys keys) {
    Path folder = path.getParent();
    try {
      Files.createDirectories(folder);
      Path written = Files.createTempFile(folder, "keys", ".tmp", ownerOnly(folder));
      try {
        write(keys, written);
        Files.move(
            written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(written);
      }
      flushFolder(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Fichier de clés impossible à écrire : " + path, e);
    }
  }

  private static void write(InstallationKeys keys, Path written) throws IOException {
    try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
      OutputStream out = Channels.newOutputStream(channel);
      keys.toProperties().store(out, "Cles de cette installation de Relais : secret");
      out.flush();
      channel.force(true);
    }
  }

  /** The new name is durable only once its folder is; systems without folder handles skip it. */
  private static void flushFolder(Path folder) throws IOException {
    if (posix(folder)) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) {
    return posix(folder)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private static boolean posix(Path folder) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
