// SPDX-License-Identifier: Apache-2.0
/**
 * A result on paper: tagged PDF in French, made to be read by people and by their screen readers.
 */
@NullMarked
package fr.relais.formats.pdf;

import org.jspecify.annotations.NullMarked;
