// SPDX-License-Identifier: Apache-2.0
/** Which character set bytes were written in, when nothing declares it. */
@NullMarked
package fr.relais.formats.text;

import org.jspecify.annotations.NullMarked;
