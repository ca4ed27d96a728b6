// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import org.jspecify.annotations.Nullable;

/**
 * A code and who keeps it.
 *
 * @param system {@code LN} for LOINC, {@code L} for the laboratory's own, else as the message says
 */
public record Coding(String code, @Nullable String system, @Nullable String label) {}
