// SPDX-License-Identifier: Apache-2.0
/**
 * The French words of a result: dates, names, numbers, flags, statuses, the same on every paper.
 */
@NullMarked
package fr.relais.formats.french;

import org.jspecify.annotations.NullMarked;
