// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.hprim;

import java.util.List;

/** What a practice software made of a file. */
public sealed interface Reading {
  /**
   * Shown to the doctor.
   *
   * @param letters one for each message of the file
   */
  record Accepted(List<Letter> letters) implements Reading {
    public Accepted {
      letters = List.copyOf(letters);
    }
  }

  /**
   * Not shown.
   *
   * @param reason without anything of the content
   */
  record Refused(String reason) implements Reading {}

  /**
   * One message as the software shows it. What the software does not show is empty.
   *
   * @param familyName of the patient
   * @param givenName of the patient
   * @param birthDate as written in the file
   * @param sender what is shown as sender
   * @param addresseeCode the code of line 12
   * @param text the lines for human eyes
   * @param results the rows of the table
   */
  record Letter(
      String familyName,
      String givenName,
      String birthDate,
      String sender,
      String addresseeCode,
      List<String> text,
      List<ResultRow> results) {
    public Letter {
      text = List.copyOf(text);
      results = List.copyOf(results);
    }
  }

  /**
   * One row of the table: the fields of a RES line as they are written.
   *
   * @param flag N, L, H, LL, HH or empty
   * @param status F, R, C or empty
   */
  record ResultRow(
      String label,
      String code,
      String value,
      String unit,
      String low,
      String high,
      String flag,
      String status) {}
}
