// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.losses;

/**
 * One fact of a report.
 *
 * @param path which fact of the model: {@code observations.unit}; those of an earlier result stand
 *     under {@code priors}
 * @param place the same with its rank: {@code observations[2].unit}
 */
public record Fact(String path, String place, Object value) {}
