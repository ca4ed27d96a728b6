// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;

/** A way out: hands one delivery to its address. One implementation for each channel. */
public interface Exit {

  /** The channel of the deliveries that it takes ({@link Delivery#channel()}). */
  String channel();

  /**
   * Sends. The same delivery sent again carries the same business identifiers ({@link
   * Delivery#id()}), so that the recipient can tell that it is the same.
   *
   * @param content the bytes of the result, or the neutral text of a notice
   * @return UNKNOWN when the recipient may have it or not; never throws
   */
  Attempt send(Delivery delivery, Content content);

  /**
   * How the try ended.
   *
   * @param detail a code for the trace, without health data or identity
   */
  record Attempt(AttemptOutcome outcome, String detail) {}
}
