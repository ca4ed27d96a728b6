// SPDX-License-Identifier: Apache-2.0
/**
 * Honest strangers to try Relais with: they know its sockets and folders and nothing of its code.
 */
@NullMarked
package fr.relais.sandbox;

import org.jspecify.annotations.NullMarked;
