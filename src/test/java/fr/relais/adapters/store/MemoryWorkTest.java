// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.flow.Store;

class MemoryWorkTest extends WorkContract {
  private final MemoryStore store = new MemoryStore("node-a");

  @Override
  Store store() {
    return store;
  }
}
