// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import org.jspecify.annotations.Nullable;

/** The lists that a person has. */
public enum Tab {
  TO_DO("a-traiter", "À traiter", "Aucun résultat à traiter."),
  OFFERED("attente", "Attendent un confrère", "Aucun résultat n'attend un confrère."),
  QUESTIONS("a-rapprocher", "À rapprocher", "Aucune question n'attend votre réponse."),
  AWAITED("attendues", "Prescriptions attendues", "Aucun résultat attendu."),
  ORDERED("prescrits", "Prescrits par vous", "Aucun de vos examens n'est suivi par un confrère."),
  COPIES("copies", "Reçus en copie", "Aucun résultat reçu en copie.");

  private final String path;
  private final String french;
  private final String empty;

  Tab(String path, String french, String empty) {
    this.path = path;
    this.french = french;
    this.empty = empty;
  }

  /** As it is written in an address. */
  public String path() {
    return path;
  }

  public String french() {
    return french;
  }

  /** What is said when there is nothing in it. */
  public String empty() {
    return empty;
  }

  /** The tab of this name; the first when there is none. */
  static Tab of(@Nullable String path) {
    for (Tab tab : values()) {
      if (tab.path.equals(path)) {
        return tab;
      }
    }
    return TO_DO;
  }
}
