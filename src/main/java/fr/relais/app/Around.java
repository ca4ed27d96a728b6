// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.sandbox.MailOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the simulators around a sandbox behave.
 *
 * @param fetch what the simulated software does with each task that it is told of; null for nothing
 * @param answering whether mailboxes say that they have a mail, and a register knows everyone; a
 *     load counts what Relais does by itself
 */
record Around(
    MailOperator.Limits mails, @Nullable Function<String, String> fetch, boolean answering) {
  static final Around USUAL = new Around(MailOperator.Limits.DEFAULT, null, true);
}
