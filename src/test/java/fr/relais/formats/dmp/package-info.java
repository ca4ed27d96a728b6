// SPDX-License-Identifier: Apache-2.0
/** What is filed in the DMP, held against what must be there. */
@NullMarked
package fr.relais.formats.dmp;

import org.jspecify.annotations.NullMarked;
