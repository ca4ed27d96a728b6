// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;

/** An archive that is not opened. Its text is a code: nothing of the content is in it. */
final class ArchiveRefused extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Problem problem;

  private ArchiveRefused(Problem problem) {
    super(problem.code().name(), null, false, false);
    this.problem = problem;
  }

  /** Cut, or not built as a zip is. */
  static ArchiveRefused broken(ProblemCode code, String cause) {
    return new ArchiveRefused(
        Problem.error(code, "archive", cause, "Refaire l'archive, puis la renvoyer."));
  }

  /** Built in a way that hides or overwrites something. */
  static ArchiveRefused unsafe(String cause) {
    return new ArchiveRefused(
        Problem.error(
            ProblemCode.CONTENT_OUTSIDE,
            "archive",
            cause,
            "Envoyer une archive IHE XDM simple : des fichiers aux noms distincts, sans lien ni"
                + " autre archive."));
  }

  static ArchiveRefused tooLarge(String cause) {
    return new ArchiveRefused(
        Problem.error(
            ProblemCode.TOO_LARGE,
            "archive",
            cause,
            "Envoyer moins de documents à la fois, dans les limites de la documentation."));
  }

  /** What is wrong, for people. */
  Problem problem() {
    return problem;
  }
}
