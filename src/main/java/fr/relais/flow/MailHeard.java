// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.Delivery;
import fr.relais.core.model.MailReceipt;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was said so far of one mail of ours, in the order in which it was heard.
 *
 * @param said each kind once
 * @param failure reply code of the server that gave it back last; null when none was said
 * @param notices each with its time, as far as they were kept: at most {@link #KEPT_MAX}
 */
record MailHeard(List<MailReceipt.Kind> said, @Nullable String failure, List<MailNotice> notices) {
  static final MailHeard NOTHING = new MailHeard(List.of(), null, List.of());

  /** A mailbox that speaks without end fills no page. */
  static final int KEPT_MAX = 20;

  MailHeard {
    said = List.copyOf(said);
    // a record of before has none
    notices = notices == null ? List.of() : List.copyOf(notices);
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

  MailHeard and(MailReceipt now, Instant at) {
    boolean back = now.kind() == MailReceipt.Kind.NOT_DELIVERED;
    List<MailReceipt.Kind> all =
        kinds().contains(now.kind())
            ? said
            : Stream.concat(said.stream(), Stream.of(now.kind())).toList();
    MailNotice notice = new MailNotice(now.kind(), now.errorCode(), at);
    List<MailNotice> kept =
        notices.size() < KEPT_MAX
            ? Stream.concat(notices.stream(), Stream.of(notice)).toList()
            : notices;
    return new MailHeard(all, back ? now.errorCode() : failure, kept);
  }

  /** Those with a time; of a record of before, its kinds without one. */
  List<MailNotice> told() {
    return notices.isEmpty()
        ? said.stream().map(kind -> new MailNotice(kind, null, null)).toList()
        : notices;
  }
}
