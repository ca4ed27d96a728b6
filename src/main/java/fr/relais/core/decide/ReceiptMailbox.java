// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.MailReceipt;
import fr.relais.core.model.MailReceipt.Group;
import fr.relais.core.model.MailReceipt.Kind;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a receipt says of the mailbox that we wrote to. A mail may be forwarded, or go to a list:
 * what became of it in someone else's mailbox is not what became of it in the doctor's. A refused
 * integration is heard from wherever it comes: someone must look.
 */
public final class ReceiptMailbox {
  private ReceiptMailbox() {}

  /**
   * The receipt, told for this mailbox; of kind {@link Kind#ELSEWHERE} when it speaks for others
   * alone.
   *
   * @param mailbox that the mail was sent to
   * @param from mailbox that the receipt came from, for a disposition that names nobody; empty when
   *     it is not known
   */
  public static MailReceipt heard(MailReceipt said, String mailbox, String from) {
    if (said.kind() == Kind.REFUSED || said.groups().isEmpty()) {
      return said;
    }
    List<Group> ours = those(said, group -> group.speaksFor(mailbox));
    if (!ours.isEmpty()) {
      return MailReceipt.of(said.about(), ours);
    }
    boolean stranger = !from.isEmpty() && !from.equalsIgnoreCase(mailbox);
    List<Group> nobodys =
        those(said, group -> !group.names() && !(stranger && ofItsWriter(group.kind())));
    return nobodys.isEmpty() ? elsewhere(said) : MailReceipt.of(said.about(), nobodys);
  }

  private static List<Group> those(MailReceipt said, Predicate<Group> which) {
    return said.groups().stream().filter(which).toList();
  }

  /** Said by whoever reads the mailbox, not by a server. */
  private static boolean ofItsWriter(Kind kind) {
    return switch (kind) {
      case DISPLAYED, PROCESSED -> true;
      case DELIVERED, DELAYED, NOT_DELIVERED, REFUSED, OTHER, ELSEWHERE -> false;
    };
  }

  private static MailReceipt elsewhere(MailReceipt said) {
    return new MailReceipt(
        Kind.ELSEWHERE, said.about(), said.finalRecipient(), said.disposition(), null);
  }
}
