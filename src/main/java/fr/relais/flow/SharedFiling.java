// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.Content;
import fr.relais.core.model.Sha256;
import java.util.List;
import java.util.Optional;

/** What filing in the patients' DMP needs to know beyond our own tables; nothing is asked far. */
public interface SharedFiling {
  /** No structure has certificates here. */
  SharedFiling NONE =
      new SharedFiling() {
        @Override
        public boolean opensTo(String structure) {
          return false;
        }

        @Override
        public Optional<Document> document(Content received) {
          return Optional.empty();
        }
      };

  /**
   * Whether there is a way to the DMP with the certificates of this structure.
   *
   * @param structure its national identifier, {@code 1} and its FINESS number
   */
  boolean opensTo(String structure);

  /** The clinical document inside what was received; empty when it came in another form. */
  Optional<Document> document(Content received);

  /**
   * A clinical document, by what its header says.
   *
   * @param uniqueId {@code root} or {@code root^extension}, the same in every copy
   * @param replaces unique ids of the documents that it replaces
   * @param authors national identifiers of the people who wrote it, {@code 8} and the RPPS number
   * @param sha256 of its bytes, whatever it was wrapped in
   */
  record Document(String uniqueId, List<String> replaces, List<String> authors, Sha256 sha256) {
    public Document {
      replaces = List.copyOf(replaces);
      authors = List.copyOf(authors);
    }
  }
}
