// SPDX-License-Identifier: Apache-2.0
/** Letters that the tests of the writers share. */
@NullMarked
package fr.relais.formats;

import org.jspecify.annotations.NullMarked;
