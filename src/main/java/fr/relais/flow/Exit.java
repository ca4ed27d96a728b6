// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.Parcel;

/** A way out: hands one parcel to its address. One implementation for each channel. */
public interface Exit {

  /** The channel whose deliveries it takes ({@link Delivery#channel()}). */
  Channel channel();

  /**
   * Sends, within a time of its own. The same delivery sent again carries the same business
   * identifiers ({@link Delivery#id()}), so that the recipient can tell that it is the same.
   *
   * @return UNKNOWN when the recipient may have it or not; never throws
   */
  Attempt send(Delivery delivery, Parcel parcel);

  /**
   * How the try ended.
   *
   * @param detail a code for the trace, without health data or identity
   * @param forever whether trying again at this address is useless
   */
  record Attempt(AttemptOutcome outcome, String detail, boolean forever) {
    public Attempt(AttemptOutcome outcome, String detail) {
      this(outcome, detail, false);
    }
  }
}
