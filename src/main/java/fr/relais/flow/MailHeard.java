// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.Delivery;
import fr.relais.core.model.MailReceipt;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was said so far of one mail of ours, in the order in which it was heard.
 *
 * @param failure reply code of the server that gave it back last; null when none was said
 */
record MailHeard(List<MailReceipt.Kind> said, @Nullable String failure) {
  static final MailHeard NOTHING = new MailHeard(List.of(), null);

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

  MailHeard and(MailReceipt now) {
    boolean back = now.kind() == MailReceipt.Kind.NOT_DELIVERED;
    List<MailReceipt.Kind> all =
        kinds().contains(now.kind())
            ? said
            : Stream.concat(said.stream(), Stream.of(now.kind())).toList();
    return new MailHeard(all, back ? now.errorCode() : failure);
  }
}
