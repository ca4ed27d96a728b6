// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.util.List;

/** A story that cannot be played as it is written, with everything that is wrong in it. */
final class StoryProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Fault> faults;

  /**
   * @param place where: {@code étape 3, act}
   */
  record Fault(String place, String cause, String cure) {
    @Override
    public String toString() {
      return place + " : " + cause + " " + cure;
    }
  }

  StoryProblem(List<Fault> faults) {
    super(String.join("\n", faults.stream().map(Fault::toString).toList()));
    this.faults = List.copyOf(faults);
  }

  List<Fault> faults() {
    return faults;
  }
}
