// SPDX-License-Identifier: Apache-2.0
/** Faults on the real program: killed, doubled, crowded, searched for what it must not say. */
@NullMarked
package fr.relais.campaign;

import org.jspecify.annotations.NullMarked;
