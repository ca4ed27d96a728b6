// SPDX-License-Identifier: Apache-2.0
/** The one page that a patient sees: times, and how to come; nothing that tells of whom or what. */
@NullMarked
package fr.relais.web.patient;

import org.jspecify.annotations.NullMarked;
