// SPDX-License-Identifier: Apache-2.0
/**
 * HL7 v2 results as French laboratories send them: discrete ORU^R01, read exactly or not at all.
 */
@NullMarked
package fr.relais.formats.hl7v2;

import org.jspecify.annotations.NullMarked;
