// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.Decoding;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.core.model.Sha256;
import fr.relais.flow.Entrance.Incoming;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who sent a message: what the channel knows comes first, then what the message says of itself. */
final class Senders {
  private Senders() {}

  static @Nullable Sender of(Incoming incoming, Decoding decoding, Roster roster) {
    return ofChannel(incoming, roster)
        .or(() -> roster.senderOf(decoding.claimedSender()))
        .orElse(null);
  }

  /**
   * Whom the channel knows: whose folder, whose mailbox, whose certificate it is. A certificate
   * that several share tells none of them.
   */
  static Optional<Sender> ofChannel(Incoming incoming, Roster roster) {
    String folder = incoming.folder();
    String mailbox = incoming.mailbox();
    String certificate = incoming.certificate();
    return (folder == null || folder.isEmpty()
            ? Optional.<Sender>empty()
            : roster.senderOfFolder(folder))
        .or(() -> mailbox == null ? Optional.empty() : roster.senderOfMailbox(mailbox))
        .or(() -> certificate == null ? Optional.empty() : only(certificate, roster));
  }

  private static Optional<Sender> only(String certificate, Roster roster) {
    List<Sender> owners = roster.sendersOfCertificate(certificate);
    return owners.size() == 1 ? Optional.of(owners.get(0)) : Optional.empty();
  }

  /**
   * An undeclared sender is known by the hash of what it says of itself, so that its repeats are
   * found. What it says is text of the message, which stays sealed.
   */
  static String name(Incoming incoming, Decoding decoding, @Nullable Sender sender) {
    if (sender != null) {
      return sender.id();
    }
    Decoding.ClaimedSender claimed = decoding.claimedSender();
    String said = claimed.application() + "/" + claimed.facilityId() + "/" + incoming.folder();
    return "?" + Sha256.of(said.getBytes(StandardCharsets.UTF_8)).hex();
  }
}
