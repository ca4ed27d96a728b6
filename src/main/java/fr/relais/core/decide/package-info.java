// SPDX-License-Identifier: Apache-2.0
/** Who owns a result, by when, and what next: pure functions that a clinician can dispute. */
@NullMarked
package fr.relais.core.decide;

import org.jspecify.annotations.NullMarked;
