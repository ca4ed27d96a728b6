// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where someone is reached by one channel, from a day to another (both included). While one holds,
 * it takes the place of the undated address.
 *
 * @param from null: since ever
 * @param to null: until further notice
 */
public record Endpoint(
    String practitioner,
    Channel channel,
    String address,
    @Nullable LocalDate from,
    @Nullable LocalDate to) {

  public boolean holds(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }
}
