// SPDX-License-Identifier: Apache-2.0
/**
 * The patient's shared record (DMP): documents are filed, replaced, deleted and read there, in the
 * name of a structure. IPF and CXF live here alone, and wake at the first job.
 */
@NullMarked
package fr.relais.adapters.xds;

import org.jspecify.annotations.NullMarked;
