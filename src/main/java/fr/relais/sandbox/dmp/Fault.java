// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

/** In how many ways the platform can fail somebody who did nothing wrong. */
public enum Fault {
  /** The right answer, late. */
  LATENCY,
  /** HTTP 503, nothing was read. */
  UNAVAILABLE,
  /** XDSRegistryBusy, nothing was done. */
  BUSY,
  /** The connection is cut before anything is done. */
  CUT_BEFORE,
  /** Everything is done, then the connection is cut without an answer. */
  CUT_AFTER_COMMIT,
  /** Everything is done, and no answer ever comes. */
  SILENT_AFTER_COMMIT,
  /** Everything is done, and half of the answer comes. */
  CUT_ANSWER,
  /** Everything is done, and the answer says PartialSuccess with a warning. */
  PARTIAL_SUCCESS,
  /** Nothing is done; a SOAP fault comes inside a multipart. */
  FAULT_IN_MULTIPART,
  /** Everything is done, and the answer is a multipart without its end. */
  MALFORMED_MULTIPART,
  /** The documents come whole, each with one byte that is not its own. */
  ALTERED_DOCUMENT,
  /** The documents come without their last byte. */
  SHORTENED_DOCUMENT
}
