// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.Enclosure;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Parcel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Deliveries and parcels with what a test does not care about filled in. */
final class Sendings {
  private Sendings() {}

  static Delivery delivery(String id, Channel channel, String address) {
    return new Delivery(
        id,
        "follow-up-1",
        Delivery.Kind.RESULT,
        "report-1",
        "practitioner-1",
        channel.code(),
        address,
        FollowUpPriority.NORMAL,
        DeliveryState.READY,
        Instant.EPOCH,
        0,
        1);
  }

  static Parcel parcel(String subject, String text, Enclosure... enclosures) {
    return new Parcel(subject, Map.of(), text, List.of(enclosures), List.of());
  }

  static Parcel headed(Map<String, String> headers) {
    return new Parcel("Objet", headers, "Texte", List.of(), List.of());
  }

  static Enclosure enclosure(String name, String text) {
    return new Enclosure(
        name, "application/octet-stream", Content.of(text, StandardCharsets.UTF_8));
  }
}
