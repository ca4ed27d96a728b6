// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import org.jspecify.annotations.Nullable;

/**
 * A place as a source outside names it.
 *
 * @param finess its FINESS number; null when the source does not say
 * @param otherId the name that Relais has for it; null when the source does not say
 */
public record SiteReference(@Nullable String finess, @Nullable String otherId) {}
