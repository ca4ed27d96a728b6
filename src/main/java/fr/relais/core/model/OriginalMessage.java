// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;

/**
 * One message as it was received. The original is the exchange truth: what goes out in the same
 * format is the same bytes.
 *
 * @param id our own identifier
 * @param sender the resolved sender's id ({@link Sender#id()}), or a name made from what the
 *     channel knows when no sender is known; with the hash it makes a reception unique
 * @param channel where it came in: {@code mllp}, {@code folder}, ...
 */
public record OriginalMessage(
    String id, String sender, String channel, Instant receivedAt, Content content) {}
