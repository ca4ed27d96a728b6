// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;

/** Which entries of the drop folder are looked at: plain files, no link, not one being written. */
final class DropFilter implements GenericFileFilter<File> {
  private static final List<String> NOT_READ =
      List.of(".tmp", ".part", ".filepart", ".crdownload", DropDesk.RESULT, DropDesk.REFUSED);

  @Override
  public boolean accept(GenericFile<File> file) {
    return accepts(file.getFile().toPath());
  }

  static boolean accepts(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.startsWith(".")) {
      return false;
    }
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
        || (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
            && NOT_READ.stream().noneMatch(name::endsWith));
  }
}
