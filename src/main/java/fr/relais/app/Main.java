// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

/** Entry point. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("Relais");
  }
}
