// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.flow.Entrance.Incoming;

/**
 * Reads a message as its sender declared it in the directory: with his character set, and held
 * against his certificate. The sender is whom the channel knows, else whom the message names.
 */
record AsDeclared(Readers readers, Store store) {

  Decoding read(Incoming incoming) {
    Content content = incoming.content();
    if (incoming.certificate() == null && ascii(content)) {
      return Doubted.by(incoming.doubt(), readers.decode(content));
    }
    Roster roster = store.roster();
    Decoding read = settled(incoming, roster);
    return Doubted.by(incoming.doubt(), Doubted.by(Certified.doubt(incoming, read, roster), read));
  }

  private Decoding settled(Incoming incoming, Roster roster) {
    Sender known = Senders.ofChannel(incoming, roster).orElse(null);
    if (known != null) {
      return readers.decode(incoming.content(), known.charset());
    }
    Decoding read = readers.decode(incoming.content());
    Sender named = Senders.of(incoming, read, roster);
    return named == null || named.charset() == null
        ? read
        : readers.decode(incoming.content(), named.charset());
  }

  private static boolean ascii(Content content) {
    for (int i = 0; i < content.size(); i++) {
      if (content.at(i) < 0) {
        return false;
      }
    }
    return true;
  }
}
