// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import org.jspecify.annotations.Nullable;

/**
 * One message out of its frame.
 *
 * @param certificate common name of the certificate that the peer showed; null without TLS
 */
record MllpFrame(byte[] message, @Nullable String certificate) {}
