// SPDX-License-Identifier: Apache-2.0
/** People, sites, calendars, senders and code tables, from the files that an operator keeps. */
@NullMarked
package fr.relais.adapters.directory;

import org.jspecify.annotations.NullMarked;
