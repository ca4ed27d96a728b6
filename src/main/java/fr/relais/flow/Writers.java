// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.Channel;
import fr.relais.core.model.ParcelWriter;
import fr.relais.core.model.SoftwareSheet;

/** Which writer puts a letter into words for a channel. */
public interface Writers {

  /**
   * @param form what the recipient's sheet asks of this channel; it does not count for a call
   */
  ParcelWriter of(Channel channel, SoftwareSheet.Form form);
}
