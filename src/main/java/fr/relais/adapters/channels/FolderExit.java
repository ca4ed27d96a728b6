// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.Parcel;
import fr.relais.flow.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Lays a delivery in the folder that the recipient's software reads: {@code <root>/<address>/<id of
 * the delivery>.<extension>}. The same delivery again replaces itself: the recipient has one copy.
 *
 * <p>The recipient's folder is made by whoever connects the software, never here: a folder that is
 * not there (a share that is not mounted) is a refusal, not a result that nobody reads.
 */
public final class FolderExit implements Exit {
  private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{Alnum}_-][\\p{Alnum}._-]{0,99}");

  /** The byte order mark of UTF-8, its three bytes read one by one. */
  private static final String UTF_8_MARK = "\u00EF\u00BB\u00BF";

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
    Content content =
        parcel.enclosures().isEmpty()
            ? Content.of(parcel.text(), StandardCharsets.UTF_8)
            : parcel.enclosures().get(0).content();
    if (!isPlain(delivery.address()) || !isPlain(delivery.id())) {
      return new Attempt(AttemptOutcome.REFUSED, "ADDRESS_NOT_PLAIN");
    }
    Path folder = root.resolve(delivery.address());
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return new Attempt(AttemptOutcome.REFUSED, "FOLDER_MISSING");
    }
    try {
      DurableFile.write(
          folder.resolve(delivery.id() + extension(delivery, content)), content.bytes());
      return new Attempt(AttemptOutcome.OK, "WRITTEN");
    } catch (DurableFile.NotFlushed e) {
      return new Attempt(AttemptOutcome.UNKNOWN, "NOT_FLUSHED");
    } catch (IOException | RuntimeException e) {
      return new Attempt(AttemptOutcome.REFUSED, "NOT_WRITTEN");
    }
  }

  private static boolean isPlain(String name) {
    return PLAIN_NAME.matcher(name).matches();
  }

  /** By the first bytes alone: a folder's reader chooses its import by the extension. */
  private static String extension(Delivery delivery, Content content) {
    if (delivery.kind() != Delivery.Kind.RESULT) {
      return ".txt";
    }
    byte[] bytes = content.bytes();
    String head = new String(bytes, 0, Math.min(4, bytes.length), StandardCharsets.ISO_8859_1);
    if (head.startsWith("MSH")) {
      return ".hl7";
    }
    if (head.startsWith("%PDF")) {
      return ".pdf";
    }
    if (head.startsWith("PK")) {
      return ".zip";
    }
    return head.startsWith("<") || head.startsWith(UTF_8_MARK + "<") ? ".xml" : ".hpr";
  }
}
