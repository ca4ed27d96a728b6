// SPDX-License-Identifier: Apache-2.0
/** The entry: command line, settings and wiring; the only room that knows every other. */
@NullMarked
package fr.relais.app;

import org.jspecify.annotations.NullMarked;
