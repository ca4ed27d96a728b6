// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.Delivery;
import fr.relais.core.model.MailReceipt;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What was said so far of one mail of ours, in the order in which it was heard. */
record MailHeard(List<MailReceipt.Kind> said) {
  static final MailHeard NOTHING = new MailHeard(List.of());

  MailHeard {
    said = List.copyOf(said);
  }

  /** Under which it is kept. */
  static String idOf(Delivery delivery) {
    return "heard-" + delivery.id();
  }

  Set<MailReceipt.Kind> kinds() {
    Set<MailReceipt.Kind> kinds = EnumSet.noneOf(MailReceipt.Kind.class);
    kinds.addAll(said);
    return kinds;
  }

  MailHeard and(MailReceipt.Kind now) {
    if (kinds().contains(now)) {
      return this;
    }
    return new MailHeard(Stream.concat(said.stream(), Stream.of(now)).toList());
  }
}
