// SPDX-License-Identifier: Apache-2.0
/** Each reader against inputs that a fuzzer makes from the samples of its format. */
@NullMarked
package fr.relais.fuzz;

import org.jspecify.annotations.NullMarked;
