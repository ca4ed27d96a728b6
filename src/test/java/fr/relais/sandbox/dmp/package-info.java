// SPDX-License-Identifier: Apache-2.0
/** The DMP of the sandbox. */
@NullMarked
package fr.relais.sandbox.dmp;

import org.jspecify.annotations.NullMarked;
