// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Sex;
import fr.relais.formats.identifiers.InsNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a line says of a patient, and what no patient can be. */
final class PatientCells {
  private static final LocalDate OLDEST = LocalDate.of(1900, 1, 1);

  private final Row row;
  private final Set<String> insOidsRefused;
  private final Instant now;

  /**
   * @param insOidsRefused authorities of identities that this installation refuses
   */
  PatientCells(Row row, Set<String> insOidsRefused, Instant now) {
    this.row = row;
    this.insOidsRefused = insOidsRefused;
    this.now = now;
  }

  /** A birth date that nobody alive has, or a number that says another sex, is a slip. */
  void plausible(@Nullable LocalDate birth, @Nullable String ins, @Nullable Sex sex) {
    LocalDate today = LocalDate.ofInstant(now, ParisTime.ZONE);
    if (birth != null && (birth.isBefore(OLDEST) || birth.isAfter(today))) {
      row.wrong(
          "birth_date",
          "Cette date de naissance n'est pas vraisemblable : avant 1900, ou dans l'avenir.",
          "Corrigez l'année.");
    }
    boolean other =
        ins != null
            && ((sex == Sex.M && ins.startsWith("2")) || (sex == Sex.F && ins.startsWith("1")));
    if (other) {
      row.wrong(
          "sex",
          "Le premier chiffre de l'INS dit l'autre sexe.",
          "Vérifiez que le numéro est bien celui de ce patient.");
    }
  }

  /**
   * The number of a patient.
   *
   * @param oid its authority; null when the line names none
   */
  @Nullable String ins(@Nullable String oid) {
    String ins = row.text("ins");
    if ((ins == null) != (oid == null)) {
      row.wrong("ins", "L'INS et son autorité vont par deux.", "Donnez ins et ins_oid, ou aucun.");
    } else if (ins != null && !InsNumber.right(ins)) {
      row.wrong(
          "ins",
          "La clé de l'INS est fausse ou absente.",
          "Recopiez les 15 caractères ; si un tableur l'a arrondi, mettez la colonne en texte.");
    } else if (oid != null && !InsNumber.AUTHORITIES.contains(oid)) {
      row.wrong("ins_oid", "Cette autorité n'est pas celle d'un INS.", "Recopiez l'OID.");
    } else if (oid != null && insOidsRefused.contains(oid)) {
      row.wrong(
          "ins_oid",
          "L'autorité de l'INS n'est pas admise ici : identité réelle dans un bac à sable, ou"
              + " identité de test en production.",
          "Vérifiez à quelle plateforme ce fichier est destiné.");
    }
    return ins;
  }
}
