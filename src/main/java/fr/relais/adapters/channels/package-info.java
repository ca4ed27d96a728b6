// SPDX-License-Identifier: Apache-2.0
/**
 * The doors that Camel and Netty hold open: MLLP, drop folder, and the folder by which results
 * leave.
 */
@NullMarked
package fr.relais.adapters.channels;

import org.jspecify.annotations.NullMarked;
