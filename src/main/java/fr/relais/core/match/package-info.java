// SPDX-License-Identifier: Apache-2.0
/** Whose result it is, which order, which requester: pure, never a guess about a person. */
@NullMarked
package fr.relais.core.match;

import org.jspecify.annotations.NullMarked;
