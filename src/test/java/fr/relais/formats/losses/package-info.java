// SPDX-License-Identifier: Apache-2.0
/** Tests of what each format cannot hold. */
@NullMarked
package fr.relais.formats.losses;

import org.jspecify.annotations.NullMarked;
