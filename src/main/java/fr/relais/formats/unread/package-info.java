// SPDX-License-Identifier: Apache-2.0
/** Formats that Relais knows by sight and does not read yet: kept for a person, with their name. */
@NullMarked
package fr.relais.formats.unread;

import org.jspecify.annotations.NullMarked;
