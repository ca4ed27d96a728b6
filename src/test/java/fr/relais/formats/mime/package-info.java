// SPDX-License-Identifier: Apache-2.0
/** Tests of the room of the same name. */
@NullMarked
package fr.relais.formats.mime;

import org.jspecify.annotations.NullMarked;
