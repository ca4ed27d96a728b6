// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import java.math.BigDecimal;

/**
 * A number that was written with an exponent, and keeps its writing: {@code 1.50e3} says another
 * precision than {@code 1500} (FHIR R4, decimal). It counts as any other number; its text, the
 * plain one too, is the sender's.
 */
final class WrittenDecimal extends BigDecimal {
  private static final long serialVersionUID = 1L;

  private final String writing;

  private WrittenDecimal(String writing) {
    super(writing);
    this.writing = writing;
  }

  /** An ordinary number where there is no exponent. */
  static BigDecimal of(String writing) {
    return writing.indexOf('e') < 0 && writing.indexOf('E') < 0
        ? new BigDecimal(writing)
        : new WrittenDecimal(writing);
  }

  @Override
  public String toString() {
    return writing;
  }

  @Override
  public String toPlainString() {
    return writing;
  }
}
