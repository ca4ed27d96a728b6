// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.util.LinkedHashMap;
import java.util.Map;

/** The MessageIDs that came: one is for one attempt. The oldest are forgotten. */
final class MessageIds {
  private static final int KEPT = 20_000;
  private final Map<String, Boolean> seen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * @throws SoapFault when it came before
   */
  synchronized void take(String messageId) throws SoapFault {
    if (seen.put(messageId, Boolean.TRUE) != null) {
      throw SoapFault.addressing("DuplicateMessageID", "MessageID déjà reçu");
    }
  }
}
