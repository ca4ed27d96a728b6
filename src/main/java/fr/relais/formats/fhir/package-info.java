// SPDX-License-Identifier: Apache-2.0
/** FHIR R4: orders and results are read from it, results and follow-ups are written to it. */
@NullMarked
package fr.relais.formats.fhir;

import org.jspecify.annotations.NullMarked;
