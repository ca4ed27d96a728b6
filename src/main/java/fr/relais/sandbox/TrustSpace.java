// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a strict operator of secure mail asks of a mail.
 *
 * @param domains of the trust space; empty: nothing is asked
 */
record TrustSpace(Set<String> domains) {

  /** Whether this address is of the trust space. */
  boolean trusts(String address) {
    return domains.isEmpty()
        || domains.contains(address.substring(address.indexOf('@') + 1).toLowerCase(Locale.ROOT));
  }

  /** Why a mail is not taken, as SMTP says it; null when it is. */
  @Nullable String refusal(String sender, byte[] mail) {
    if (domains.isEmpty()) {
      return null;
    }
    MailHead head = MailHead.of(mail);
    String from = head.value("From").toLowerCase(Locale.ROOT);
    String own = sender.toLowerCase(Locale.ROOT);
    if (!from.equals(own) && !from.endsWith("<" + own + ">")) {
      return "550 5.7.1 From is not the sender";
    }
    return head.value("X-MSS-NIL").isEmpty() ? "554 5.6.0 Without X-MSS-NIL" : null;
  }
}
