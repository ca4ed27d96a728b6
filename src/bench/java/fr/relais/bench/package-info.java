// SPDX-License-Identifier: Apache-2.0
/** What each reader and writer costs. */
@NullMarked
package fr.relais.bench;

import org.jspecify.annotations.NullMarked;
