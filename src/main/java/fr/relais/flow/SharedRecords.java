// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.Content;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Publication.Submitter;
import fr.relais.core.model.SharedDocument;
import java.time.Instant;
import java.util.List;

/**
 * What the patient's DMP shows to a doctor who has signed in with two factors (national
 * "authentification indirecte renforcée": TD0.2, TD3.1, TD3.2). Asked on a doctor's gesture, never
 * by itself.
 */
public interface SharedRecords {

  /**
   * Who reads, from where, and how he signed in.
   *
   * @param structure national identifier of the structure where he sits
   * @param signedInAt when he proved who he is
   */
  record Reader(Submitter doctor, String structure, Instant signedInAt) {}

  /** Documents of this patient that are current and dated since then, the latest first. */
  Found find(Reader reader, PatientIdentity patient, Instant since);

  /** The bytes of one document that was found. */
  Fetched get(Reader reader, PatientIdentity patient, SharedDocument document);

  /** Whether a doctor can declare here that a patient lets him read. */
  boolean declares();

  /**
   * Declares that the patient lets this doctor read his DMP, or that he does no longer (TD0.3). It
   * is done too when it was so already. It opens no right to file, and needs none.
   *
   * @param granted false to take it back
   */
  Declared declare(Reader reader, PatientIdentity patient, boolean granted);

  /** What a search gave. */
  sealed interface Found {
    /**
     * Documents.
     *
     * @param unread how many others are there whose description lacks what every one has
     * @param whole whether the DMP says that its list is whole
     */
    record Documents(List<SharedDocument> all, int unread, boolean whole) implements Found {
      public Documents {
        all = List.copyOf(all);
      }

      public Documents(List<SharedDocument> all) {
        this(all, 0, true);
      }
    }
  }

  /** What a fetch gave. */
  sealed interface Fetched {
    record Document(Content content) implements Fetched {}
  }

  /** What became of a declaration. */
  sealed interface Declared {
    record Done() implements Declared {}
  }

  /**
   * Nothing could be read, or declared.
   *
   * @param code why, as a code without health data or identity; {@code DMP_ABSENT}, {@code
   *     DMP_CLOSED}, {@code DMP_ACCESS_REFUSED}...
   */
  record Refused(String code) implements Found, Fetched, Declared {}
}
