// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import org.jspecify.annotations.Nullable;

/**
 * A number that a sender gave to a person.
 *
 * @param authority who gave it, as the message says; null when it does not
 * @param type HL7 table 0203 ({@code PI}, {@code SS}, ...); null when the message does not say
 */
public record LocalId(String value, @Nullable String authority, @Nullable String type) {}
