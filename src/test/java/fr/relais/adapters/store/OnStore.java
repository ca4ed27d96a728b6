// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.flow.Store;
import fr.relais.flow.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The store that a contract is run on, empty at the beginning of each test. */
interface OnStore {

  Store store();

  /** The same tables as another node sees them. */
  Store otherNode();

  default void write(Consumer<Transaction> steps) {
    store()
        .inTransaction(
            transaction -> {
              steps.accept(transaction);
              return true;
            });
  }

  default <R> Optional<R> optional(Function<Transaction, Optional<R>> question) {
    return store().inTransaction(question);
  }

  default <R> List<R> list(Function<Transaction, List<R>> question) {
    return store().inTransaction(question);
  }

  default <K, V> Map<K, V> map(Function<Transaction, Map<K, V>> question) {
    return store().inTransaction(question);
  }

  /** A follow-up with its first event. */
  default void given(String word) {
    write(t -> t.save(Case.followUp(word), Case.received()));
  }
}
