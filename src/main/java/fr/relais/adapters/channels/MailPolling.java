// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import java.util.function.BooleanSupplier;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.PollingConsumerPollStrategy;

/** Only the node that leads looks into the mailbox: two nodes would read the same mail. */
final class MailPolling implements PollingConsumerPollStrategy {
  private final BooleanSupplier polls;

  MailPolling(BooleanSupplier polls) {
    this.polls = polls;
  }

  @Override
  public boolean begin(Consumer consumer, Endpoint endpoint) {
    return polls.getAsBoolean();
  }

  @Override
  public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
    // each mail was ended by itself
  }

  @Override
  public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
    return false; // the consumer has told it already, and the next look is the next try
  }
}
