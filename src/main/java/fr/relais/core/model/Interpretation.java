// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** Abnormality as the laboratory flagged it, verbatim: RES field 9, OBX-8 (HL7 table 0078). */
public enum Interpretation {
  N,
  L,
  H,
  LL,
  HH,
  A,
  AA,
  /** {@code <}: below the scale of the instrument. */
  BELOW_SCALE,
  /** {@code >}: above the scale of the instrument. */
  ABOVE_SCALE,
  U,
  D,
  B,
  W,
  S,
  R,
  I,
  MS,
  VS;

  /** The three codes by which every format of the field says "act now". */
  public boolean critical() {
    return this == LL || this == HH || this == AA;
  }

  public boolean abnormal() {
    return critical()
        || this == L
        || this == H
        || this == A
        || this == BELOW_SCALE
        || this == ABOVE_SCALE;
  }

  public boolean normal() {
    return this == N;
  }

  /** As it is written in the field's formats. */
  public String code() {
    return switch (this) {
      case BELOW_SCALE -> "<";
      case ABOVE_SCALE -> ">";
      case N, L, H, LL, HH, A, AA, U, D, B, W, S, R, I, MS, VS -> name();
    };
  }
}
