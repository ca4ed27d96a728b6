// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import org.jspecify.annotations.Nullable;

/**
 * A place where clinics are held.
 *
 * @param referent the doctor who answers for it; elsewhere when the place is not a care place
 * @param carePlace false for a place that is lent (a hall): its staff learn nothing of results
 * @param folder drop folder of the site's own software; null when it has none
 * @param software name of the sheet of that software
 * @param mailbox the site's own secure mailbox
 */
public record Site(
    String id,
    String name,
    @Nullable String finess,
    String referent,
    boolean carePlace,
    @Nullable String folder,
    @Nullable String software,
    @Nullable String mailbox) {
  private static final String PREFIX = "site:";

  /** The name under which the site's own software is sent a copy. */
  public String asRecipient() {
    return PREFIX + id;
  }

  /** Whether the site's own software can be sent a copy. */
  public boolean takesCopies() {
    return folder != null || mailbox != null;
  }

  /** The site's software as an addressee: it owns nothing and nothing rings there. */
  Practitioner recipient() {
    return new Practitioner(
        asRecipient(),
        null,
        name,
        "",
        null,
        null,
        null,
        null,
        folder,
        software,
        mailbox,
        null,
        null,
        null,
        Role.SITE,
        null,
        id);
  }
}
