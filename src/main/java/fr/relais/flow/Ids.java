// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

/** Makes identifiers; injected, so that a story played twice gives the same ones. */
public interface Ids {

  /** An identifier that nothing else has. */
  String next();

  /** Four characters that people can read out: no 0, O, 1, I. */
  String reference();
}
