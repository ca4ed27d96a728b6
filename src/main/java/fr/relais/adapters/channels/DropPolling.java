// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import java.util.function.BooleanSupplier;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.PollingConsumerPollStrategy;

/** Only the node that leads looks into the folders: two nodes would read the same file. */
final class DropPolling implements PollingConsumerPollStrategy {
  private final BooleanSupplier pollsFolders;
  private final DropWatch watch;

  DropPolling(BooleanSupplier pollsFolders, DropWatch watch) {
    this.pollsFolders = pollsFolders;
    this.watch = watch;
  }

  @Override
  public boolean begin(Consumer consumer, Endpoint endpoint) {
    watch.newLook();
    return pollsFolders.getAsBoolean();
  }

  @Override
  public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
    // each file was ended by itself
  }

  @Override
  public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
    new Quietly().handleException(cause);
    return false; // the next look is the next try
  }
}
