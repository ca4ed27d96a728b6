// SPDX-License-Identifier: Apache-2.0
/**
 * Practice software that reads HPRIM Médecin from a folder: five readers, each with the rules of a
 * reader of the field, and the agent that feeds them.
 */
@NullMarked
package fr.relais.sandbox.hprim;

import org.jspecify.annotations.NullMarked;
