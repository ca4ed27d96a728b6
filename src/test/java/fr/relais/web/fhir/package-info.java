// SPDX-License-Identifier: Apache-2.0
/** The editors' API over a real port. */
@NullMarked
package fr.relais.web.fhir;

import org.jspecify.annotations.NullMarked;
