// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.Decoding;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.core.model.Sha256;
import fr.relais.flow.Entrance.Incoming;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who sent a message: what the channel knows comes first, then what the message says of itself. */
final class Senders {
  private Senders() {}

  static @Nullable Sender of(Incoming incoming, Decoding decoding, Roster roster) {
    String folder = incoming.folder();
    String mailbox = incoming.mailbox();
    return (folder == null || folder.isEmpty()
            ? Optional.<Sender>empty()
            : roster.senderOfFolder(folder))
        .or(() -> mailbox == null ? Optional.empty() : roster.senderOfMailbox(mailbox))
        .or(() -> roster.senderOf(decoding.claimedSender()))
        .orElse(null);
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
