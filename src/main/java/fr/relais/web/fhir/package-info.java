// SPDX-License-Identifier: Apache-2.0
/** The editors' API: orders come in, results and follow-ups are read, acts are done (FHIR R4). */
@NullMarked
package fr.relais.web.fhir;

import org.jspecify.annotations.NullMarked;
