// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

/**
 * A value and where it was read.
 *
 * @param line 0 when it comes from an earlier import
 * @param what says which one it is, when no line can; else empty
 */
record Located<T>(String file, int line, String what, T value) {

  static <T> Located<T> at(Part part, Row row, T value) {
    return new Located<>(part.file(), row.line(), "", value);
  }

  static <T> Located<T> inPlace(Part part, String name, T value) {
    return new Located<>(part.file(), 0, "Déjà en place, " + name + " : ", value);
  }

  void wrong(Problems problems, String column, String cause, String cure) {
    problems.add(file, line, column, what + cause, cure);
  }
}
