// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.hprim;

/**
 * Reads an HPRIM Médecin file as one practice software does. The readers share nothing but the
 * charset: what one forgives another refuses, and a writer must please them all.
 */
public interface StrictHprimReader {
  /**
   * Reads a whole file; never throws, whatever the bytes.
   *
   * @param fileName as it stands in the folder
   * @param cp1252 the bytes, which must be Windows-1252
   */
  Reading read(String fileName, byte[] cp1252);
}
