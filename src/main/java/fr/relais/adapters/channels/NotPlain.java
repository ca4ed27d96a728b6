// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

/** Something of ours that must not go out as it is; the text is a code. */
final class NotPlain extends Exception {
  private static final long serialVersionUID = 1L;

  NotPlain(String code) {
    super(code, null, false, false);
  }

  String code() {
    return String.valueOf(getMessage());
  }
}
