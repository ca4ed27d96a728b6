// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.Decoding;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.flow.Entrance.Incoming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * MSH-3 and MSH-4 must be those of a sender to whom the certificate of the connection belongs. A
 * certificate that the directory does not name speaks for nobody whose certificate it names.
 */
final class Certified {
  private Certified() {}

  /** Why the message may not be believed by itself; null when nothing is wrong. */
  static @Nullable Problem doubt(Incoming incoming, Decoding read, Roster roster) {
    String certificate = incoming.certificate();
    if (certificate == null) {
      return null;
    }
    List<Sender> owners = roster.sendersOfCertificate(certificate);
    Sender named = roster.senderOf(read.claimedSender()).orElse(null);
    boolean unsaid = read.claimedSender().equals(Decoding.ClaimedSender.NONE);
    boolean his =
        owners.isEmpty()
            ? named == null || named.certificate() == null
            : unsaid || named != null && owners.contains(named);
    return his ? null : another();
  }

  private static Problem another() {
    return Problem.error(
        ProblemCode.SENDER_UNKNOWN,
        "MSH-3, MSH-4",
        "Le message se dit d'un autre expéditeur que celui du certificat de la connexion.",
        "Vérifier MSH-3 et MSH-4 ; s'ils sont justes, faire déclarer le certificat de cet"
            + " expéditeur (senders.csv, colonne certificate).");
  }
}
