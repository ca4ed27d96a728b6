// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import org.jspecify.annotations.Nullable;

/**
 * The two numbers of a request: ORC-2/OBR-2 (placer, who asked) and ORC-3/OBR-3 (filler, who
 * executes).
 */
public record OrderNumbers(@Nullable String placer, @Nullable String filler) {}
