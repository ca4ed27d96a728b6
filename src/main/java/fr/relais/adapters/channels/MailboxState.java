// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

/** Whether our mailbox is being read, for whoever watches over this installation. */
final class MailboxState {
  /** What the last look found. */
  enum Seen {
    /** This node does not look: no mailbox, or another node leads. */
    NONE,
    OPEN,
    /** Not reached, or not opened: what is answered there is not heard. */
    SHUT
  }

  private volatile Seen last = Seen.NONE;

  void is(Seen seen) {
    last = seen;
  }

  Seen last() {
    return last;
  }
}
