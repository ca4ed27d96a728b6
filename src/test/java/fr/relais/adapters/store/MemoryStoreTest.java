// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.flow.Store;

class MemoryStoreTest implements StoreContract {
  private final MemoryStore store = new MemoryStore("node-a");

  @Override
  public Store store() {
    return store;
  }

  @Override
  public Store otherNode() {
    return store;
  }
}
