// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the ledger: what was asked by whom, and how it ended. Nothing of any patient.
 *
 * @param transaction null when it could not be told
 * @param structure Identifiant_Structure of the VIHF, empty when it was not believed
 * @param outcome {@code Success}, {@code PartialSuccess}, the errorCode of the registry, the code
 *     or sub-code of a SOAP fault, or {@code HTTP} with a status
 * @param injected the fault that was asked for, null when there was none
 */
public record Handled(
    Instant at,
    @Nullable Transaction transaction,
    String structure,
    String outcome,
    @Nullable Fault injected) {}
