// SPDX-License-Identifier: Apache-2.0
/** The one HTTP server and what all its parts share; each part is a room of its own. */
@NullMarked
package fr.relais.web;

import org.jspecify.annotations.NullMarked;
