// SPDX-License-Identifier: Apache-2.0
/** Tests of HPRIM Santé. */
@NullMarked
package fr.relais.formats.hprimsante;

import org.jspecify.annotations.NullMarked;
