// SPDX-License-Identifier: Apache-2.0
/** The simulated register, asked by hand. */
@NullMarked
package fr.relais.sandbox.annuaire;

import org.jspecify.annotations.NullMarked;
