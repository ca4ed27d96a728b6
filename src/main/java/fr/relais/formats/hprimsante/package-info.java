// SPDX-License-Identifier: Apache-2.0
/** HPRIM Santé 2.0 to 2.4: delimited results of French laboratories, read exactly or not at all. */
@NullMarked
package fr.relais.formats.hprimsante;

import org.jspecify.annotations.NullMarked;
