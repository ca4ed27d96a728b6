// SPDX-License-Identifier: Apache-2.0
/** What those who watch see: numbers and pseudonymous headers, never content. */
@NullMarked
package fr.relais.web.ops;

import org.jspecify.annotations.NullMarked;
