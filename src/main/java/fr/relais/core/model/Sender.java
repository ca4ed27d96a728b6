// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Someone who sends us results, as an operator declared it.
 *
 * @param finess number of the laboratory: it makes lineage keys common to its channels
 * @param application MSH-3 that it writes; null when it sends no HL7 v2
 * @param facility MSH-4.1
 * @param folder name of its drop folder; null when it has none
 * @param hprimCode code on line 11 of its HPRIM files
 * @param site the site whose patients it serves, when there is one only
 * @param cumulative whether each of its reports repeats the whole result
 * @param feeds whether it files its results in the DMP by itself
 * @param since what it dated before this day is history: kept, asked of nobody; null: nothing is
 * @param mailbox the secure mailbox (MSSanté) that it sends from; null when it sends no mail
 * @param acknowledgements where it takes business acknowledgements: {@code mllp://host:port}, or
 *     the name of a folder; null when it takes none
 * @param charset what it writes in where a message does not say it; null when nobody said
 * @param certificate common name of the certificate that it shows over MLLP; several senders may
 *     share one; null when it shows none
 */
public record Sender(
    String id,
    String name,
    @Nullable String finess,
    @Nullable String application,
    @Nullable String facility,
    @Nullable String folder,
    @Nullable String hprimCode,
    @Nullable String site,
    boolean cumulative,
    @Nullable LocalDate since,
    Feeds feeds,
    @Nullable String mailbox,
    @Nullable String acknowledgements,
    @Nullable SenderCharset charset,
    @Nullable String certificate) {

  /** How an address of MLLP begins. */
  public static final String MLLP = "mllp://";

  public Sender {
    feeds = feeds == null ? Feeds.UNKNOWN : feeds;
  }

  /** One of whom nothing else is said. */
  public Sender(
      String id,
      String name,
      @Nullable String finess,
      @Nullable String application,
      @Nullable String facility,
      @Nullable String folder,
      @Nullable String hprimCode,
      @Nullable String site,
      boolean cumulative,
      @Nullable LocalDate since) {
    this(
        id,
        name,
        finess,
        application,
        facility,
        folder,
        hprimCode,
        site,
        cumulative,
        since,
        Feeds.UNKNOWN,
        null,
        null,
        null,
        null);
  }

  /** Who made the result, whatever channel it came by: the first part of a lineage key. */
  public String performer() {
    return finess != null ? finess : id;
  }
}
