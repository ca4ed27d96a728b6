// SPDX-License-Identifier: Apache-2.0
/** The H.PR.I.M. formats of the field: HPRIM Médecin, a 12-line header, a text and RES lines. */
@NullMarked
package fr.relais.formats.hprim;

import org.jspecify.annotations.NullMarked;
