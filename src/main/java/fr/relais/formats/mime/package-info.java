// SPDX-License-Identifier: Apache-2.0
/** The mail by which a doctor's secure mailbox (MSSanté) gets a result, in the national form. */
@NullMarked
package fr.relais.formats.mime;

import org.jspecify.annotations.NullMarked;
