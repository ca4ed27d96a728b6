// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import org.jspecify.annotations.Nullable;

/**
 * A doctor as a message names him; nobody nationally until a number or a table says who it is.
 *
 * @param rpps national number, 11 digits with a right key
 * @param otherId any other identifier: ADELI, the sender's own code
 */
public record PractitionerReference(
    @Nullable String rpps,
    @Nullable String otherId,
    @Nullable String family,
    @Nullable String given) {}
