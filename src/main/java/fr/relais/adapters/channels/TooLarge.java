// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

/**
 * What is left of a frame over the limit, which was let pass unread: enough to answer it.
 *
 * @param head its first bytes
 */
record TooLarge(byte[] head) {}
