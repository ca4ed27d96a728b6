// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the kind of a failure and nothing else: texts and causes may quote data or file names. */
final class Quietly implements ExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Quietly.class);

  @Override
  public void handleException(Throwable exception) {
    LOG.warn("channel failure kind={}", exception.getClass().getName());
  }

  @Override
  public void handleException(@Nullable String message, Throwable exception) {
    handleException(exception);
  }

  @Override
  public void handleException(
      @Nullable String message, @Nullable Exchange exchange, Throwable exception) {
    handleException(exception);
  }
}
