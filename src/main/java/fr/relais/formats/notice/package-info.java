// SPDX-License-Identifier: Apache-2.0
/** The plainest parcels: the bytes as they came, a notification, a sentence to say. */
@NullMarked
package fr.relais.formats.notice;

import org.jspecify.annotations.NullMarked;
