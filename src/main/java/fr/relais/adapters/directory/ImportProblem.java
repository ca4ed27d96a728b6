// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

/**
 * What is wrong in a file of the directory, in French, for the operator who keeps it.
 *
 * @param line line of the file, the header being line 1; 0 when the problem is of the whole file,
 *     or of a row that was imported earlier
 * @param column name of the column; empty when it is of the whole line
 */
public record ImportProblem(String file, int line, String column, String cause, String cure) {

  /** One line: place, cause, cure. */
  @Override
  public String toString() {
    String where = line == 0 ? file : file + ", ligne " + line;
    String cell = column.isEmpty() ? "" : ", colonne " + column;
    return where + cell + " : " + cause + " " + cure;
  }
}
