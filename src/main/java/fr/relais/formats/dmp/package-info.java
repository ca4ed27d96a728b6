// SPDX-License-Identifier: Apache-2.0
/** What is filed in the patients' DMP: a document as it came, or our copy, with its description. */
@NullMarked
package fr.relais.formats.dmp;

import org.jspecify.annotations.NullMarked;
