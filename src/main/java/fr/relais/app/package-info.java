// SPDX-License-Identifier: Apache-2.0
/** Wiring, command line, settings, stories: the only room that knows every other. */
@NullMarked
package fr.relais.app;

import org.jspecify.annotations.NullMarked;
