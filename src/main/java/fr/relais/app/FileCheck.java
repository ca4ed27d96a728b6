// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.decide.Priorities;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.Problem;
import fr.relais.core.model.SenderCharset;
import fr.relais.formats.fhir.FhirFormat;
import fr.relais.formats.fhir.FhirValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Relais makes of one file, one way for {@code check} and for {@code conformance}: what was
 * read in it, and of FHIR JSON what our profiles find beside. A result that is read for certain is
 * not refused because our profiles ask for more than the standard: what they find of a result is a
 * warning. Any other FHIR, an order first of all, is held against them as {@code $validate} does.
 */
final class FileCheck {
  private static final long BYTES_MAX = 20L * 1024 * 1024;

  private final FhirValidator validator = new FhirValidator(Formats.FHIR);

  /**
   * Reads the file and says what is in it.
   *
   * @param name how the file is called in what is said
   * @throws CommandFailure when the file cannot be opened
   */
  CheckReport of(String name, Path file) {
    return of(name, file, null);
  }

  /**
   * The same for a sender who declared his character set.
   *
   * @param charset null when he declared none
   */
  CheckReport of(String name, Path file, @Nullable SenderCharset charset) {
    Content content = read(file);
    Decoding decoding = Formats.ALL.decode(content, charset);
    if (decoding.format() != FormatName.FHIR || !FhirFormat.inJson(content)) {
      return CheckReport.of(name, decoding, Priorities::of);
    }
    List<Problem> found = validator.validate(content);
    return FhirFormat.namesResult(content)
        ? CheckReport.of(name, decoding, Priorities::of).beside(found)
        : CheckReport.validated(name, found);
  }

  private static Content read(Path file) {
    if (!Files.exists(file)) {
      throw new CommandFailure("Ce fichier n'existe pas : " + file);
    }
    if (Files.isDirectory(file)) {
      throw new CommandFailure("Ceci est un dossier, pas un fichier : " + file);
    }
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new CommandFailure(
            "Le fichier dépasse 20 Mo, la taille que Relais accepte : " + file);
      }
      return Content.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new CommandFailure("Le fichier ne peut pas être lu : " + file);
    }
  }
}
