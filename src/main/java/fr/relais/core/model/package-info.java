// SPDX-License-Identifier: Apache-2.0
/** The nouns of the house: small immutable facts, no I/O, no clock, no library. */
@NullMarked
package fr.relais.core.model;

import org.jspecify.annotations.NullMarked;
