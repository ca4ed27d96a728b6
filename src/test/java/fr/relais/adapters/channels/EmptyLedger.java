// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.flow.MailLedger.Place;
import fr.relais.flow.Mailbox;
import java.util.Collection;
import java.util.Set;

/** Has taken no mail yet. */
final class EmptyLedger implements Mailbox {
  @Override
  public Kept mail(IncomingMail mail) {
    return Kept.YES;
  }

  @Override
  public Set<Place> taken(Collection<Place> places) {
    return Set.of();
  }
}
