// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a writer needs to put one delivery into words for one recipient.
 *
 * @param delivery its id is the business identifier, the same at each try
 * @param version the report that is handed over; null for a notice
 * @param original the report's bytes as they came; null for a notice
 * @param corrects whether the recipient had an earlier version
 * @param order the order that it answers; null when none is known
 * @param requester null when not known
 * @param owner who is responsible now
 * @param others titles of the others who were told, for the last line of the message
 * @param digest what stands in a digest; null for any other letter
 * @param why why this recipient gets it, in French, without a value
 * @param appointment what a notice of an appointment says; null for anything else
 * @param filing what is to be done in the patient's DMP; null for any other letter
 * @param acknowledgement what the producer is told; null for any other letter
 * @param portal address of the people's pages; links are made from it and the reference alone
 */
public record Letter(
    Delivery delivery,
    FollowUp followUp,
    Practitioner recipient,
    SoftwareSheet sheet,
    @Nullable ReportVersion version,
    @Nullable Content original,
    boolean corrects,
    @Nullable Order order,
    @Nullable Site site,
    @Nullable Practitioner requester,
    Practitioner owner,
    List<String> others,
    String why,
    URI portal,
    Instant at,
    @Nullable AppointmentNotice appointment,
    @Nullable Digest digest,
    @Nullable Filing filing,
    @Nullable ProducerAcknowledgement acknowledgement) {
  public Letter {
    others = List.copyOf(others);
  }

  /** A letter that hands over a result, or a notice of one. */
  public Letter(
      Delivery delivery,
      FollowUp followUp,
      Practitioner recipient,
      SoftwareSheet sheet,
      @Nullable ReportVersion version,
      @Nullable Content original,
      boolean corrects,
      @Nullable Order order,
      @Nullable Site site,
      @Nullable Practitioner requester,
      Practitioner owner,
      List<String> others,
      String why,
      URI portal,
      Instant at) {
    this(
        delivery, followUp, recipient, sheet, version, original, corrects, order, site, requester,
        owner, others, why, portal, at, null, null, null, null);
  }

  /** The same, as a digest of this. */
  public Letter with(Digest whole) {
    return new Letter(
        delivery,
        followUp,
        recipient,
        sheet,
        version,
        original,
        corrects,
        order,
        site,
        requester,
        owner,
        others,
        why,
        portal,
        at,
        appointment,
        whole,
        filing,
        acknowledgement);
  }

  /** Whether it is a letter that everyone concerned has, and of which nothing is asked. */
  public boolean onlyCopy() {
    boolean written =
        version != null
            && (version.report().kind() == ReportKind.LETTER
                || version.report().kind() == ReportKind.SUMMARY);
    return written && !followUp.state().live();
  }

  /** Whether the recipient is the one who must act. */
  public boolean toOwner() {
    return recipient.id().equals(owner.id());
  }
}
