// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

/** A command cannot be done as it was asked; the message is for the person who typed it. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandFailure(String message) {
    super(message);
  }
}
