// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.core.model.Content;
import fr.relais.flow.Entrance;
import fr.relais.flow.Entrance.Incoming;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one call of the route {@code in-mllp}. Public because Camel calls it by reflection. */
public final class MllpDesk {
  private static final Logger LOG = LoggerFactory.getLogger(MllpDesk.class);
  private final Entrance entrance;

  MllpDesk(Entrance entrance) {
    this.entrance = entrance;
  }

  /** The answer to give once the message is kept; null: none, and the connection closes. */
  public @Nullable Content receive(Object frame) {
    try {
      return frame instanceof TooLarge large
          ? entrance.tooLarge("mllp", Content.of(large.head())).acknowledgement()
          : entrance.receive(incoming((MllpFrame) frame)).acknowledgement();
    } catch (RuntimeException e) {
      // the port forbids it; its text may quote data, so only its kind is told
      LOG.error("mllp entrance failed kind={}", e.getClass().getName());
      return null;
    }
  }

  private static Incoming incoming(MllpFrame frame) {
    return Incoming.connected("mllp", frame.certificate(), Content.of(frame.message()));
  }
}
