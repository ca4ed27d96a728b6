// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.flow.Store;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresStoreTest implements StoreContract {
  private static Postgres.Database database;
  private static PostgresStore store;
  private static PostgresStore otherNode;

  @BeforeAll
  static void open() {
    InstallationKeys keys = InstallationKeys.create("2026-11");
    database = TestDatabase.fresh("contract");
    store = TestDatabase.open(database, keys, "node-a");
    otherNode = TestDatabase.open(database, keys, "node-b");
  }

  @BeforeEach
  void empty() {
    TestDatabase.empty(database);
  }

  @AfterAll
  static void close() {
    store.close();
    otherNode.close();
  }

  @Override
  public Store store() {
    return store;
  }

  @Override
  public Store otherNode() {
    return otherNode;
  }
}
