// SPDX-License-Identifier: Apache-2.0
/** What the ringing gateway tells of its calls. */
@NullMarked
package fr.relais.web.receipts;

import org.jspecify.annotations.NullMarked;
