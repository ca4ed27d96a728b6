// SPDX-License-Identifier: Apache-2.0
/** National numbers of people and structures, as CI-SIS spells them, and their keys. */
@NullMarked
package fr.relais.formats.identifiers;

import org.jspecify.annotations.NullMarked;
