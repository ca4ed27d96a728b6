// SPDX-License-Identifier: Apache-2.0
/** The walk of a result, one class a step and one transaction a step, and the ports they need. */
@NullMarked
package fr.relais.flow;

import org.jspecify.annotations.NullMarked;
