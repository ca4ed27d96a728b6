// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import org.jspecify.annotations.Nullable;

/**
 * What a sender's own code means: a person, or the site whose generic licence it is. A human filled
 * it; a code that is not here is nobody.
 */
public record SenderCode(
    String sender, String code, @Nullable String practitioner, @Nullable String site) {}
