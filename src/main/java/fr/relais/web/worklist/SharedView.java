// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import java.util.List;

/**
 * The DMP on the page of a patient.
 *
 * @param path where it is asked
 * @param obstacle why it cannot be asked; empty when it can
 * @param answer what it answered in one sentence; empty when it was not asked
 * @param error what is missing in the form; empty when nothing is
 */
public record SharedView(
    String path, String obstacle, String answer, String error, List<Document> documents) {
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
