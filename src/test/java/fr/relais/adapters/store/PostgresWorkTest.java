// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.flow.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgresWorkTest extends WorkContract {
  private PostgresStore store;

  @BeforeEach
  void open() {
    store = TestDatabase.open("work");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  Store store() {
    return store;
  }
}
