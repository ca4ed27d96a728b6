// SPDX-License-Identifier: Apache-2.0
/** The store: PostgreSQL with sealed payloads, and its fake in memory. SQL lives here alone. */
@NullMarked
package fr.relais.adapters.store;

import org.jspecify.annotations.NullMarked;
