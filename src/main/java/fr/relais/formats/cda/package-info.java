// SPDX-License-Identifier: Apache-2.0
/** CDA R2 documents of CI-SIS: header, biology results, texts and documents inside. */
@NullMarked
package fr.relais.formats.cda;

import org.jspecify.annotations.NullMarked;
