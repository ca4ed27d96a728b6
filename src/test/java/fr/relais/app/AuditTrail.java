// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.AuditLine;
import fr.relais.flow.Store;
import fr.relais.flow.Transaction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Function;

/** A store that does what it does, and tells which audit lines were written through it. */
final class AuditTrail {
  private AuditTrail() {}

  static Store watched(Store store, List<AuditLine> told) {
    return proxy(
        Store.class,
        (method, arguments) -> {
          if (!method.getName().equals("inTransaction")) {
            return call(store, method, arguments);
          }
          @SuppressWarnings("unchecked")
          Function<Transaction, Object> work = (Function<Transaction, Object>) arguments[0];
          return store.inTransaction(tx -> work.apply(watched(tx, told)));
        });
  }

  private static Transaction watched(Transaction tx, List<AuditLine> told) {
    return proxy(
        Transaction.class,
        (method, arguments) -> {
          if (method.getName().equals("audit")) {
            told.add((AuditLine) arguments[0]);
          }
          return call(tx, method, arguments);
        });
  }

  private interface Calls {
    Object of(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Calls calls) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> calls.of(method, arguments)));
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
