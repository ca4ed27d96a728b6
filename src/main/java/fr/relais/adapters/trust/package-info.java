// SPDX-License-Identifier: Apache-2.0
/**
 * Keys and certificates: by whom we are trusted, whom we trust, and what we sign for the DMP.
 * BouncyCastle lives here alone.
 */
@NullMarked
package fr.relais.adapters.trust;

import org.jspecify.annotations.NullMarked;
