// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.store.UnsafeDatabase;
import fr.relais.flow.StoreUnavailable;
import java.io.UncheckedIOException;

/** What a person reads when a command fails: never a stack, never a value. */
final class FrenchFailure {

  private FrenchFailure() {}

  static String of(Throwable failure) {
    if (failure instanceof Relais.NotReady
        || failure instanceof UnsafeDatabase
        || failure instanceof StoryProblem
        || failure instanceof CommandFailure) {
      return failure.getMessage();
    }
    if (failure instanceof StoreUnavailable) {
      return "La base de données ne répond pas. Vérifiez son adresse et qu'elle est démarrée ("
          + failure.getMessage()
          + ").";
    }
    if (failure instanceof UncheckedIOException) {
      return "Fichier ou dossier inaccessible : " + failure.getMessage();
    }
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof java.net.BindException) {
      return "Un port est déjà pris (8080 pour les pages, 2575 pour MLLP) : une autre copie de"
          + " Relais tourne-t-elle ? Sinon choisissez un autre port : --set http.port=8081"
          + " --set mllp.port=2576.";
    }
    return "Relais s'arrête sur une erreur imprévue : "
        + failure.getClass().getSimpleName()
        + " ("
        + cause.getClass().getSimpleName()
        + "). Le journal en dit plus.";
  }
}
