// SPDX-License-Identifier: Apache-2.0
/** What services outside tell us, signed: how a call ended, what an agenda says. */
@NullMarked
package fr.relais.web.receipts;

import org.jspecify.annotations.NullMarked;
