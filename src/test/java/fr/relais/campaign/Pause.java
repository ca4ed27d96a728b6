// SPDX-License-Identifier: Apache-2.0
package fr.relais.campaign;

/** Waiting that ends the test when it is interrupted. */
final class Pause {
  private Pause() {}

  static void millis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
