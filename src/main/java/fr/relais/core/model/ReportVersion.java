// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;

/**
 * A report that belongs to a follow-up.
 *
 * @param performer {@link Sender#performer()} of whoever made it
 * @param cumulative whether that sender repeats the whole result each time
 * @param arrival its place in the order of arrival, for display; it never decides which is current
 */
public record ReportVersion(
    String id,
    String originalId,
    String performer,
    boolean cumulative,
    int arrival,
    Instant receivedAt,
    Report report) {}
