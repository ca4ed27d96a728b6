// SPDX-License-Identifier: Apache-2.0
/** What French laboratories write in free text, and in which character set. */
@NullMarked
package fr.relais.formats.text;

import org.jspecify.annotations.NullMarked;
