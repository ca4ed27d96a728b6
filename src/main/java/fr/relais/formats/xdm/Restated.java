// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;

/** A report said again, for what carried it to add its part; nothing is changed but by that. */
public final class Restated {
  private Restated() {}

  public static Report.Builder of(Report report) {
    return of(report, report.kind());
  }

  static Report.Builder of(Report report, ReportKind kind) {
    return Report.builder(kind, report.status(), report.patient())
        .documentIds(report.documentIds())
        .setId(report.setId())
        .versionNumber(report.versionNumber())
        .replaces(report.replaces())
        .whole(report.whole())
        .typeCode(report.typeCode())
        .title(report.title())
        .issuedAt(report.issuedAt())
        .specimenAt(report.specimenAt())
        .fileNumber(report.fileNumber())
        .complete(report.complete())
        .requester(report.requester())
        .generalPractitioner(report.generalPractitioner())
        .performer(report.performer())
        .recipients(report.recipients())
        .orders(report.orders())
        .requestPriority(report.requestPriority())
        .observations(report.observations())
        .narrative(report.narrative())
        .laboratoryCall(report.laboratoryCall())
        .attachments(report.attachments())
        .flags(report.flags());
  }
}
