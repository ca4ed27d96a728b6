// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

/**
 * The database would lose what it said was written, or is too old: Relais refuses to start on it.
 * The message is French, for the operator: the setting, its value, the cure.
 */
public final class UnsafeDatabase extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String setting;

  UnsafeDatabase(String setting, String message) {
    super(message);
    this.setting = setting;
  }

  /** The setting of PostgreSQL that is not safe. */
  public String setting() {
    return setting;
  }
}
