// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import java.util.List;

/**
 * The DMP on the page of a patient.
 *
 * @param path where it is asked
 * @param obstacle why it cannot be asked; empty when it can
 * @param note what the patient chose, beside; empty when nothing
 * @param answer what it answered in one sentence; empty when it was not asked
 * @param error what is missing in the form; empty when nothing is
 * @param declares where he says that the patient lets him read; empty when he need not, or it is
 *     done elsewhere
 * @param withdraws where he says that the patient does no longer; empty likewise
 */
public record SharedView(
    String path,
    String obstacle,
    String note,
    String answer,
    String error,
    List<Document> documents,
    String declares,
    String withdraws) {
  public SharedView {
    documents = List.copyOf(documents);
  }

  /**
   * A document that Relais does not show already.
   *
   * @param path where it is fetched
   */
  public record Document(
      String day, String title, String kind, String author, List<String> badges, String path) {}
}
