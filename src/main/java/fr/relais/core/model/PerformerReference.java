// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import org.jspecify.annotations.Nullable;

/** The laboratory or imaging centre, as the message names it. */
public record PerformerReference(
    @Nullable String name, @Nullable String finess, @Nullable String code) {}
