// SPDX-License-Identifier: Apache-2.0
/** What each strict reader of HPRIM Médecin takes and refuses. */
@NullMarked
package fr.relais.sandbox.hprim;

import org.jspecify.annotations.NullMarked;
