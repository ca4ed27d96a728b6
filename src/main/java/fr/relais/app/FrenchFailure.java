// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.store.UnsafeDatabase;
import fr.relais.flow.StoreUnavailable;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a person reads when a command fails: never a stack, never a value. */
final class FrenchFailure {

  private static final Logger LOG = LoggerFactory.getLogger(FrenchFailure.class);

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
    String state = failure.getMessage() == null ? "" : failure.getMessage();
    if (state.startsWith("SQLSTATE 28") || state.equals("SQLSTATE 3D000")) {
      return "La base de données refuse : compte, mot de passe ou nom de base. Vérifiez"
          + " database.user, database.password et database.url.";
    }
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof java.net.BindException) {
      return "Le port des pages ou celui de MLLP est déjà pris : une autre copie de Relais"
          + " tourne-t-elle ? Sinon choisissez-en d'autres : --set http.port=8081"
          + " --set mllp.port=2576.";
    }
    if (cause instanceof java.nio.file.FileSystemException) {
      return "Fichier ou dossier inaccessible (droits, disque) : " + cause.getMessage();
    }
    // class names and lines only: a message may quote data
    StringBuilder trace = new StringBuilder(cause.getClass().getName());
    for (StackTraceElement line : cause.getStackTrace()) {
      trace.append("\n  at ").append(line);
    }
    LOG.error("unforeseen: {}", trace);
    return "Relais s'arrête sur une erreur imprévue : "
        + failure.getClass().getSimpleName()
        + " ("
        + cause.getClass().getSimpleName()
        + "). Le journal en dit plus.";
  }
}
