// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What leaves by one channel, ready: a file, a mail, a notification, a sentence to say. The same
 * delivery makes the same parcel.
 *
 * @param subject of a mail; name of the kind of a notification; empty otherwise
 * @param headers of a mail or a notification, beyond those that the channel makes
 * @param text body of a mail, JSON of a notification, sentence of a call; empty for a file
 * @param losses what the format could not hold
 * @param publication what is done in the patient's DMP; null for every other channel
 */
public record Parcel(
    String subject,
    Map<String, String> headers,
    String text,
    List<Enclosure> enclosures,
    List<Loss> losses,
    @Nullable Publication publication) {
  public Parcel {
    headers = Map.copyOf(headers);
    enclosures = List.copyOf(enclosures);
    losses = List.copyOf(losses);
  }

  /** What leaves by any channel but the DMP. */
  public Parcel(
      String subject,
      Map<String, String> headers,
      String text,
      List<Enclosure> enclosures,
      List<Loss> losses) {
    this(subject, headers, text, enclosures, losses, null);
  }

  /** Nothing but a sentence. */
  public static Parcel ofText(String text) {
    return new Parcel("", Map.of(), text, List.of(), List.of());
  }

  /** Digest of all that leaves, in a fixed order; kept with the attempt. */
  public Sha256 digest() {
    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
    all.writeBytes((subject + '\n' + text).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    for (Enclosure enclosure : enclosures) {
      all.writeBytes(enclosure.name().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      all.writeBytes(enclosure.content().bytes());
    }
    if (publication != null) {
      all.writeBytes(publication.documentId().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      if (publication.document() != null) {
        all.writeBytes(publication.document().bytes());
      }
    }
    return Sha256.of(all.toByteArray());
  }
}
