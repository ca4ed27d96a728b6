// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.mail;

/** Why a mail is refused: a sentence without anything of the content. */
final class Unfit extends Exception {
  private static final long serialVersionUID = 1L;

  Unfit(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
