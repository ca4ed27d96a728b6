// SPDX-License-Identifier: Apache-2.0
/** Appointments for calendars (iCalendar, RFC 5545), without a name or a reason. */
@NullMarked
package fr.relais.formats.calendar;

import org.jspecify.annotations.NullMarked;
