// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** Puts a letter into the form of one channel. Pure: no socket, no file, no clock. */
public interface ParcelWriter {

  /**
   * The parcel. Never loses a fact in silence.
   *
   * @throws CannotWrite when the form cannot hold the letter
   */
  Parcel write(Letter letter);

  /** The form cannot hold this letter: it must go another way. */
  final class CannotWrite extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    public CannotWrite(Problem problem) {
      super(problem.code().name());
      this.problem = problem;
    }

    public Problem problem() {
      return problem;
    }
  }
}
