// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import org.jspecify.annotations.Nullable;

/**
 * What holds for everything inside an entry.
 *
 * @param prior inside a {@code REFR}: an earlier result
 * @param otherSubject about someone or something else than the patient
 * @param denied inside a statement that is denied
 * @param attachedDocument inside the description of an attached document: no result
 * @param specimen material examined; null when it is not one for sure
 * @param specimens those that the entry describes
 */
record Surroundings(
    boolean prior,
    boolean otherSubject,
    boolean denied,
    boolean attachedDocument,
    @Nullable Isolate isolate,
    @Nullable String specimen,
    Specimens specimens) {

  /**
   * A micro-organism that was found.
   *
   * @param number its place in the document, from 1
   */
  record Isolate(String number, String name) {}

  static final Surroundings NONE =
      new Surroundings(false, false, false, false, null, null, Specimens.NONE);

  Surroundings asPrior() {
    return new Surroundings(
        true, otherSubject, denied, attachedDocument, isolate, specimen, specimens);
  }

  Surroundings ofOtherSubject() {
    return new Surroundings(prior, true, denied, attachedDocument, isolate, specimen, specimens);
  }

  Surroundings asDenied() {
    return new Surroundings(
        prior, otherSubject, true, attachedDocument, isolate, specimen, specimens);
  }

  Surroundings inAttachedDocument() {
    return new Surroundings(prior, otherSubject, denied, true, isolate, specimen, specimens);
  }

  Surroundings of(Isolate found) {
    return new Surroundings(
        prior, otherSubject, denied, attachedDocument, found, specimen, specimens);
  }

  Surroundings on(@Nullable String material, Specimens all) {
    return new Surroundings(prior, otherSubject, denied, attachedDocument, isolate, material, all);
  }
}
