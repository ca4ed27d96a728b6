// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.Enclosure;
import fr.relais.core.model.Parcel;
import fr.relais.flow.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Lays a delivery in the folder that the recipient's software reads: {@code <root>/<address>/<id of
 * the delivery>-<name of the enclosure>}, or its text as {@code <id>.txt} when it has no enclosure.
 * The same delivery again replaces itself: the recipient has one copy.
 *
 * <p>The recipient's folder is made by whoever connects the software, never here: a folder that is
 * not there (a share that is not mounted) is a refusal, not a result that nobody reads.
 */
public final class FolderExit implements Exit {
  private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{Alnum}_-][\\p{Alnum}._-]{0,99}");
  private static final int STEM_MAX = 80;
  private static final int EXTENSION_MAX = 10;

  private final Path root;

  /**
   * @param root absolute path of the folder that holds one folder for each recipient
   */
  public FolderExit(Path root) {
    if (!root.isAbsolute()) {
      throw new IllegalArgumentException("the folder of the recipients must be an absolute path");
    }
    this.root = root;
  }

  @Override
  public Channel channel() {
    return Channel.FOLDER;
  }

  @Override
  public Attempt send(Delivery delivery, Parcel parcel) {
    if (!isPlain(delivery.address()) || !isPlain(delivery.id())) {
      return new Attempt(AttemptOutcome.REFUSED, "ADDRESS_NOT_PLAIN");
    }
    Path folder = root.resolve(delivery.address());
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return new Attempt(AttemptOutcome.REFUSED, "FOLDER_MISSING");
    }
    return write(folder, files(delivery, parcel));
  }

  private static Attempt write(Path folder, Map<String, byte[]> files) {
    int written = 0;
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        DurableFile.write(folder.resolve(file.getKey()), file.getValue());
        written++;
      }
      return new Attempt(AttemptOutcome.OK, "WRITTEN");
    } catch (DurableFile.NotFlushed e) {
      return new Attempt(AttemptOutcome.UNKNOWN, "NOT_FLUSHED");
    } catch (IOException | RuntimeException e) {
      return written == 0
          ? new Attempt(AttemptOutcome.REFUSED, "NOT_WRITTEN")
          : new Attempt(AttemptOutcome.UNKNOWN, "NOT_ALL_WRITTEN");
    }
  }

  /** What is laid down, under names that the same parcel always gives. */
  private static Map<String, byte[]> files(Delivery delivery, Parcel parcel) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    if (parcel.enclosures().isEmpty()) {
      files.put(delivery.id() + ".txt", parcel.text().getBytes(StandardCharsets.UTF_8));
    }
    for (Enclosure enclosure : parcel.enclosures()) {
      String name = plain(enclosure.name());
      boolean told = name.startsWith(delivery.id());
      String free = told ? name : delivery.id() + "-" + name;
      for (int i = 2; files.containsKey(free); i++) {
        free = delivery.id() + "-" + i + "-" + name;
      }
      files.put(free, enclosure.content().bytes());
    }
    return files;
  }

  private static boolean isPlain(String name) {
    return PLAIN_NAME.matcher(name).matches();
  }

  /** Letters without accent, digits, {@code _.-}; the extension stays, by which imports choose. */
  static String plain(String name) {
    String folded =
        Normalizer.normalize(name.replace("œ", "oe").replace("æ", "ae"), Normalizer.Form.NFD)
            .replaceAll("\\p{M}+", "")
            .replaceAll("[^A-Za-z0-9_.-]+", "_");
    int dot = folded.lastIndexOf('.');
    boolean named = dot >= 0 && folded.length() - dot <= EXTENSION_MAX;
    String extension = named ? folded.substring(dot) : "";
    String stem = folded.substring(0, folded.length() - extension.length());
    return stem.substring(0, Math.min(stem.length(), STEM_MAX)) + extension;
  }
}
