// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/**
 * What is wrong, where, why, and what to do. Texts are in French, for people, and never hold a
 * value or a name taken from the message.
 *
 * @param place where: {@code ligne 7}, {@code RES 3, champ 9}, {@code PID-3}, {@code OBX[2]-5}
 */
public record Problem(
    ProblemCode code, String place, String cause, String cure, Severity severity) {

  public static Problem error(ProblemCode code, String place, String cause, String cure) {
    return new Problem(code, place, cause, cure, Severity.ERROR);
  }

  public static Problem warning(ProblemCode code, String place, String cause, String cure) {
    return new Problem(code, place, cause, cure, Severity.WARNING);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
