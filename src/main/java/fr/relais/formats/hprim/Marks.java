// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

/** The marks of HPRIM Médecin, each alone on its line. */
final class Marks {
  static final String LAB = "****LAB****";
  static final String FIN = "****FIN****";
  static final String FINFICHIER = "****FINFICHIER****";
  static final String RES = "RES|";
  static final String TEX = "TEX|";

  private Marks() {}
}
