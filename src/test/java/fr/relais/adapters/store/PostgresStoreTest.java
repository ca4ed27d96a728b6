// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.flow.Store;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresStoreTest extends StoreContract {
  private static PostgresStore store;

  @BeforeAll
  static void open() {
    store = TestDatabase.open("contract");
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Override
  Store store() {
    return store;
  }
}
