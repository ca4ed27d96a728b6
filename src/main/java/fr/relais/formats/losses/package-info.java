// SPDX-License-Identifier: Apache-2.0
/** The facts of a report one by one, and what becomes of those that a format cannot hold. */
@NullMarked
package fr.relais.formats.losses;

import org.jspecify.annotations.NullMarked;
