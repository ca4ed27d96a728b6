// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

/** The store cannot be reached or cannot write now: nothing was kept, the sender may try later. */
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The cause is kept for its stack; its message is never shown, as it may quote data. */
  public StoreUnavailable(String code, Throwable cause) {
    super(code, cause);
  }
}
