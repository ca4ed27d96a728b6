// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static fr.relais.app.CheckSamples.BYTES;
import static fr.relais.app.CheckSamples.NOBODY;
import static fr.relais.app.CheckSamples.accepted;
import static fr.relais.app.CheckSamples.check;
import static fr.relais.app.CheckSamples.full;
import static fr.relais.app.CheckSamples.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Decoding;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.PerformerReference;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import org.junit.jupiter.api.Test;

class CheckTextTest {

  @Test
  void people_read_a_critical_report_in_french() {
    String text = CheckText.of(check(accepted(full())));

    assertThat(text)
        .contains("HL7 v2 (ORU) 2.5, écrit en UTF-8", "Résultat : accepté")
        .contains("▲▲ Critique · Biologie · corrigé")
        .contains("DURAND Jeanne, né(e) le 03/02/1948 · Identité qualifiée")
        .contains("Dr Anne BOYER (code BOYEAN)")
        .contains("Potassium : 6,4 mmol/L [HH] (3,5 – 5,0)")
        .contains("demandeur DEM-1");
  }

  @Test
  void people_read_the_place_the_cause_and_the_cure_of_a_problem() {
    String text = CheckText.of(check(Decoding.quarantined(FormatName.CDA, BYTES, unreadable())));

    assertThat(text)
        .contains("gardé, à examiner par une personne")
        .contains("✗ Erreur TRUNCATED, ligne 7")
        .contains("Cause  : La fin manque.")
        .contains("Remède : Renvoyez le fichier entier.");
  }

  @Test
  void a_message_cannot_drive_the_terminal_or_forge_a_line() {
    Report report =
        Report.builder(ReportKind.BIOLOGY, ReportStatus.FINAL, NOBODY)
            .performer(new PerformerReference("LABO\u001B[2J\n  Résultat : accepté", null, null))
            .build();

    String text = CheckText.of(check(accepted(report)));

    assertThat(text).contains("LABO [2J   Résultat").doesNotContain("\u001B");
    assertThat(text.lines().filter(line -> line.startsWith("  Résultat :"))).hasSize(1);
  }
}
