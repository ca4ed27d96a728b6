// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.hprim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an editor installs on a practice's computer: takes the HPRIM files of a folder, shows them
 * to the software's reader, and acknowledges by a new name: {@code x.hpr.lu} when it is filed,
 * {@code x.hpr.refus} with the reason in {@code x.hpr.motif.txt} when it is not.
 *
 * <p>A {@code .tmp} file, a link and a file without end mark are left alone: they are not ready.
 * The same bytes under another name are acknowledged and filed once.
 */
public final class FolderAgent implements AutoCloseable {
  private static final int FILE_BYTES_MAX = 5 * 1024 * 1024;
  private static final String READ = ".lu";
  private static final String REFUSED = ".refus";
  private static final String REASON = ".motif.txt";
  private static final Pattern WANTED = Pattern.compile("(?is).*\\.(hpr|hpm[123]?|hprim|txt)");
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");
  private static final byte[] END_MARK = "****FIN****".getBytes(StandardCharsets.US_ASCII);

  private final Path folder;
  private final StrictHprimReader reader;
  private final Set<String> identities = new HashSet<>();
  private final List<Document> documents = new ArrayList<>();
  private @Nullable Thread thread;
  private int repeats;
  private int missed;

  /**
   * A file that was filed.
   *
   * @param fileName its name when it came
   * @param sha256 of its bytes, in lower case hexadecimal
   * @param shown what the reader showed
   */
  public record Document(String fileName, String sha256, Reading.Accepted shown) {}

  /**
   * @param folder the practice's folder
   * @param reader the software behind
   */
  public FolderAgent(Path folder, StrictHprimReader reader) {
    this.folder = folder;
    this.reader = reader;
  }

  /** What was filed, in the order of filing. */
  public synchronized List<Document> documents() {
    return List.copyOf(documents);
  }

  /** How many files held what was filed already. */
  public synchronized int repeats() {
    return repeats;
  }

  /** How many looks of the thread found the folder away. */
  public synchronized int missed() {
    return missed;
  }

  /**
   * Looks once, in the order of the names.
   *
   * @return how many files were acknowledged or refused
   * @throws IOException when the folder cannot be read or a file not renamed
   */
  public synchronized int poll() throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, this::isWanted)) {
      files.forEach(found::add);
    }
    found.sort(null);
    int handled = 0;
    for (Path file : found) {
      handled += handle(file) ? 1 : 0;
    }
    return handled;
  }

  private boolean isWanted(Path file) {
    String name = file.getFileName().toString();
    return WANTED.matcher(name).matches()
        && !name.endsWith(REASON)
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private boolean handle(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (!PLAIN_NAME.matcher(name).matches()) {
      refuse(file, "the name holds more than plain letters, digits, dots and dashes");
      return true;
    }
    if (Files.size(file) > FILE_BYTES_MAX) {
      refuse(file, "more than " + FILE_BYTES_MAX + " bytes");
      return true;
    }
    byte[] bytes = Files.readAllBytes(file);
    if (!isComplete(bytes)) {
      return false;
    }
    file(file, bytes);
    return true;
  }

  private void file(Path file, byte[] bytes) throws IOException {
    String sha256 = sha256(bytes);
    if (identities.contains(sha256)) {
      repeats++;
      rename(file, READ);
      return;
    }
    Reading reading = reader.read(file.getFileName().toString(), bytes);
    if (reading instanceof Reading.Accepted accepted) {
      identities.add(sha256);
      documents.add(new Document(file.getFileName().toString(), sha256, accepted));
      rename(file, READ);
    } else if (reading instanceof Reading.Refused refused) {
      refuse(file, refused.reason());
    }
  }

  private void refuse(Path file, String reason) throws IOException {
    Files.writeString(file.resolveSibling(file.getFileName() + REASON), reason + "\n");
    rename(file, REFUSED);
  }

  private static void rename(Path file, String suffix) throws IOException {
    Files.move(
        file,
        file.resolveSibling(file.getFileName() + suffix),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean isComplete(byte[] bytes) {
    for (int i = 0; i + END_MARK.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + END_MARK.length, END_MARK, 0, END_MARK.length)) {
        return true;
      }
    }
    return false;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Looks again and again, until closed; a folder that is away for a while is looked at later. */
  public synchronized void start(Duration every) {
    if (thread != null) {
      throw new IllegalStateException("started already");
    }
    Thread watch = new Thread(() -> watch(every), "sandbox-folder-agent");
    watch.setDaemon(true);
    watch.start();
    thread = watch;
  }

  private void watch(Duration every) {
    try {
      while (true) {
        look();
        Thread.sleep(every.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void look() {
    try {
      poll();
    } catch (IOException | DirectoryIteratorException e) {
      synchronized (this) {
        missed++;
      }
    }
  }

  @Override
  public synchronized void close() {
    if (thread != null) {
      thread.interrupt();
      thread = null;
    }
  }
}
