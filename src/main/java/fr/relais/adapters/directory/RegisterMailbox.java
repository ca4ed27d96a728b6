// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.RegisterPage.Mailbox;
import fr.relais.core.model.RegisterPage.MailboxKind;
import fr.relais.flow.Professional;
import java.util.List;
import java.util.function.Predicate;

/**
 * The mailbox to write to, of those that the register gives: someone's own, the preferred one
 * first, then one that takes documents without paper.
 *
 * @param addresses one: that one; none: nothing is known, which proves nothing; more: nobody said
 */
record RegisterMailbox(List<String> addresses) {

  static RegisterMailbox of(Professional person) {
    List<Mailbox> own =
        person.mailboxes().stream()
            .filter(m -> m.kind() == MailboxKind.PERSONAL || m.kind() == MailboxKind.NOT_SAID)
            .toList();
    List<Mailbox> first = preferred(own, Mailbox::first);
    List<String> narrowed = addresses(first);
    return new RegisterMailbox(
        narrowed.size() > 1 ? addresses(preferred(first, Mailbox::digital)) : narrowed);
  }

  private static List<Mailbox> preferred(List<Mailbox> all, Predicate<Mailbox> by) {
    List<Mailbox> some = all.stream().filter(by).toList();
    return some.isEmpty() ? all : some;
  }

  private static List<String> addresses(List<Mailbox> all) {
    return all.stream().map(Mailbox::address).distinct().toList();
  }

  boolean sure() {
    return addresses.size() == 1;
  }

  String address() {
    return addresses.get(0);
  }
}
