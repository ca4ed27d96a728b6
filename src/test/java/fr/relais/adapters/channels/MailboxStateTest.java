// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import static org.awaitility.Awaitility.await;

import fr.relais.adapters.channels.MailboxState.Seen;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What an operator is told of our mailbox. */
class MailboxStateTest {
  private final MailboxState state = new MailboxState();
  private final AtomicBoolean leads = new AtomicBoolean(true);

  @Test
  void it_is_open_shut_when_its_operator_goes_away_and_nothing_where_another_node_looks() {
    try (MailHouse house = MailHouse.quick();
        MailWatch watch =
            new MailWatch(
                house.settings(), "INBOX", new EmptyLedger(), leads::get, arrival -> true, state)) {
      watch.start();
      await().until(() -> state.last() == Seen.OPEN);
      house.operator.close();
      await().until(() -> state.last() == Seen.SHUT);
      leads.set(false);
      await().until(() -> state.last() == Seen.NONE);
    }
  }
}
