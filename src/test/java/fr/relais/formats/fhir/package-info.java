// SPDX-License-Identifier: Apache-2.0
/** FHIR read and written. */
@NullMarked
package fr.relais.formats.fhir;

import org.jspecify.annotations.NullMarked;
