// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.patient;

import java.util.List;

/**
 * What the page shows.
 *
 * @param said first sentence
 * @param error what is wrong with what was typed; empty when nothing is
 * @param action where the forms go; empty when nothing can be sent
 * @param birthDate as it was typed, so that it is typed once
 * @param known whether the birth date was right
 * @param choices times to choose from
 * @param booked the time that was chosen; empty when none is
 * @param link the doctor's video tool; empty when there is none
 */
public record PatientView(
    String said,
    String error,
    String action,
    String birthDate,
    boolean known,
    List<Choice> choices,
    String booked,
    String link,
    String phone) {
  public PatientView {
    choices = List.copyOf(choices);
  }

  /** A time to choose. */
  public record Choice(String id, String text) {}

  static PatientView saying(String text) {
    return new PatientView(text, "", "", "", false, List.of(), "", "", "");
  }

  static PatientView asking(String action, String error) {
    return new PatientView(
        "Pour voir votre rendez-vous, écrivez votre date de naissance.",
        error,
        action,
        "",
        false,
        List.of(),
        "",
        "",
        "");
  }
}
