// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

/** Short references that people read out: four of 32 characters, without 0, O, 1 and I. */
final class References {
  private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

  private References() {}

  static String of(long number) {
    StringBuilder reference = new StringBuilder();
    for (int place = 0; place < 4; place++) {
      reference.append(LETTERS.charAt((int) (number >>> (5 * place) & 31)));
    }
    return reference.toString();
  }
}
