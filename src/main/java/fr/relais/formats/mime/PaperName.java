// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import fr.relais.core.model.Letter;
import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportVersion;
import fr.relais.formats.french.LetterWords;
import fr.relais.formats.french.PatientWords;
import fr.relais.formats.french.Plain;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The name of a paper beside the archive (ECO.2.1.6): day of the act, kind of document, birth name,
 * given name, file number, {@code 2026-11-21_Biologie_DURAND_Jeanne_26B1234}.
 */
final class PaperName {
  private PaperName() {}

  static String of(Letter letter, ReportVersion version) {
    Report report = version.report();
    LocalDate day =
        report.specimenAt() != null
            ? report.specimenAt().day()
            : report.issuedAt() != null
                ? report.issuedAt().day()
                : version.receivedAt().atZone(ParisTime.ZONE).toLocalDate();
    return String.join(
        "_",
        day.toString(),
        LetterWords.shortKind(report.kind()),
        Plain.fileName(Plain.capitals(PatientWords.birthName(report.patient()))),
        Plain.fileName(PatientWords.given(report.patient())),
        number(letter, report));
  }

  /** The laboratory's, else the order's, else our reference. */
  private static String number(Letter letter, Report report) {
    return Stream.concat(
            Stream.ofNullable(report.fileNumber()),
            report.orders().stream().map(OrderNumbers::filler).filter(Objects::nonNull))
        .map(Plain::fileName)
        .filter(number -> !number.isEmpty())
        .findFirst()
        .orElse(letter.followUp().reference());
  }
}
