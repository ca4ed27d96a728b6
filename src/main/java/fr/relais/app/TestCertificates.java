// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.trust.TestPki;
import fr.relais.adapters.trust.TestPkiFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The part of {@code relais keys} that makes certificates for trials, never for real patients. */
record TestCertificates(Path folder, List<String> structures) {
  static final String PASSWORD = "bac-a-sable";
  private static final Duration LIFE = Duration.ofDays(90);
  private static final String STRUCTURE = "[0-9A-Za-z]{1,20}";

  /**
   * Makes them and says what they are.
   *
   * @throws CommandFailure when the folder is not empty or an identifier is none
   */
  void write(InstantSource clock, PrintWriter out) {
    for (String structure : structures) {
      if (!structure.matches(STRUCTURE)) {
        throw new CommandFailure(
            "Un identifiant de structure a des lettres et des chiffres seulement, 20 au plus :"
                + " par exemple 1750000000.");
      }
    }
    try {
      new TestPkiFolder(folder, PASSWORD)
          .write(new TestPki(clock, LIFE), structures.stream().distinct().toList());
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailure(
          "Ce dossier n'est pas vide ; rien n'y est remplacé. Donnez-en un autre à --test-pki.");
    } catch (IOException e) {
      throw new UncheckedIOException("le dossier de --test-pki", e);
    }
    out.println("Certificats d'essai écrits dans " + folder + ", pour 90 jours :");
    out.println("  autorites.p12, autorites.pem   autorités à croire");
    out.println("  revocations.pem                listes de révocation");
    out.println("  serveur.p12                    un serveur nommé localhost");
    for (String structure : structures) {
      out.printf(
          "  %-30s ses certificats : authentification.p12 (connexion), cachet.p12 (signature)%n",
          structure + "/");
    }
    out.println("Mot de passe de chaque fichier : " + PASSWORD + ".");
    out.println("Ils ne valent que pour des essais : le service réel les refuse.");
  }
}
