// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import fr.relais.core.model.Content;
import fr.relais.formats.xdm.Archive.ArchiveFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where things are in an archive (IHE ITI TF-2 section 3.32.4.1.2), as it is met: any case, a
 * folder too many or too few, a separator left out.
 */
final class Layout {
  private static final String METADATA = "METADATA.XML";

  /** For a person who opens the archive by hand: what they say stands in the documents too. */
  private static final Set<String> FOR_BROWSERS = Set.of("INDEX.HTM", "INDEX.HTML", "README.TXT");

  private static final Set<String> STYLE_SHEETS = Set.of(".XSL", ".XSLT", ".CSS");

  private static final byte[] APPLE_DOUBLE = {0, 5, 0x16, 7};
  private static final byte[] FOLDER_STORE = {0, 0, 0, 1, 'B', 'u', 'd', '1'};

  private final List<ArchiveFile> files;
  private final Predicate<Content> document;
  private final List<ArchiveFile> used = new ArrayList<>();
  private final Map<ArchiveFile, String> digests = new IdentityHashMap<>();

  /**
   * @param document whether this is one, whatever name it has
   */
  Layout(List<ArchiveFile> files, Predicate<Content> document) {
    this.document = document;
    this.files = files.stream().filter(file -> !leftBehind(file)).toList();
  }

  /**
   * What a Mac writes beside each file of a zip (AppleDouble, RFC 1740) and in each folder: by its
   * bytes as well as by its name, so that nothing hides behind it.
   */
  private static boolean leftBehind(ArchiveFile file) {
    String name = file.lastName();
    return name.startsWith("._") && begins(file, APPLE_DOUBLE)
        || name.equals(".DS_Store") && begins(file, FOLDER_STORE);
  }

  private static boolean begins(ArchiveFile file, byte[] mark) {
    byte[] bytes = file.content().bytes();
    return bytes.length >= mark.length
        && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
  }

  /** One for each set; the separator before the name may be missing. */
  List<ArchiveFile> metadata() {
    return files.stream().filter(this::describes).toList();
  }

  /** A document under the name of a description is none. */
  private boolean describes(ArchiveFile file) {
    return capitals(file.name()).endsWith(METADATA) && !document.test(file.content());
  }

  /**
   * The file of an entry: by its URI, beside the metadata; when that names none, the only file that
   * has its digest; when it says neither, the only file for the only entry. Empty when none is
   * certain.
   *
   * @param only whether no other entry is described
   */
  Optional<ArchiveFile> document(ArchiveFile metadata, DocumentEntry entry, boolean only) {
    Optional<ArchiveFile> found = byUri(metadata, entry).or(() -> byHash(entry));
    if (only && entry.uri() == null && entry.hash() == null && undeclared().size() == 1) {
      found = Optional.of(undeclared().get(0));
    }
    found.ifPresent(used::add);
    return found;
  }

  private Optional<ArchiveFile> byUri(ArchiveFile metadata, DocumentEntry entry) {
    String written = entry.uri();
    if (written == null || written.isBlank()) {
      return Optional.empty();
    }
    String uri = capitals(written.replace('\\', '/')).strip();
    String folder =
        capitals(metadata.name().substring(0, metadata.name().length() - METADATA.length()));
    String last = uri.substring(uri.lastIndexOf('/') + 1);
    return Stream.<Predicate<String>>of(
            (folder + uri)::equals,
            (folder + "/" + uri)::equals,
            name -> name.startsWith(folder) && name.endsWith(last),
            name -> name.substring(name.lastIndexOf('/') + 1).equals(last))
        .map(this::only)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<ArchiveFile> only(Predicate<String> named) {
    List<ArchiveFile> found =
        files.stream().filter(file -> named.test(capitals(file.name()).strip())).toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private Optional<ArchiveFile> byHash(DocumentEntry entry) {
    String hash = entry.hash();
    if (hash == null) {
      return Optional.empty();
    }
    List<ArchiveFile> found =
        files.stream().filter(file -> hash.equalsIgnoreCase(digest(file))).toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** SHA-1 in hexadecimal, made once. */
  String digest(ArchiveFile file) {
    return digests.computeIfAbsent(file, one -> Sha1.hex(one.content().bytes()));
  }

  /** How often an entry named this file. */
  long timesUsed(ArchiveFile file) {
    return used.stream().filter(file::equals).count();
  }

  /** What no entry named, and is there for no known reason. */
  List<ArchiveFile> undeclared() {
    return files.stream()
        .filter(file -> !used.contains(file))
        .filter(file -> !describes(file))
        .filter(file -> !forBrowsers(capitals(file.lastName())))
        .toList();
  }

  private static boolean forBrowsers(String name) {
    int dot = name.lastIndexOf('.');
    return FOR_BROWSERS.contains(name) || dot >= 0 && STYLE_SHEETS.contains(name.substring(dot));
  }

  private static String capitals(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
