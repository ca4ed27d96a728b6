// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.flow.PatientFile;
import fr.relais.flow.SharedRecords;
import io.javalin.http.HttpStatus;

/**
 * A doctor says to the DMP that the patient lets him read it, or does no longer. The first is
 * followed by the reading that it is for; the second takes away what was shown.
 */
final class DmpAuthorisation {
  private static final String ACT = "acte";
  private static final String WITHDRAWS = "retrait";

  private final DmpPages pages;

  DmpAuthorisation(DmpPages pages) {
    this.pages = pages;
  }

  void declare(Visit visit, PatientPages patients) {
    PatientFile file = DmpPages.file(visit).orElse(null);
    Typed typed = Typed.of(visit.ctx());
    boolean granted = !typed.get(ACT).equals(WITHDRAWS);
    if (file == null) {
      PatientPages.gone(visit);
    } else if (granted && file.dmp() == null && !typed.get(DmpPages.AGREED).equals("oui")) {
      visit.ctx().status(HttpStatus.BAD_REQUEST);
      patients.show(
          visit, "Cochez : le patient vous autorise à lire son DMP. Sinon, ne la déclarez pas.");
    } else {
      declared(visit, file, granted);
    }
  }

  private void declared(Visit visit, PatientFile file, boolean granted) {
    String name = visit.ctx().pathParam("patient");
    SharedRecords.Declared declared =
        pages.readings(visit).declare(file, visit.session().begun(), granted);
    if (declared instanceof SharedRecords.Refused refused) {
      kept(visit, name, refused.code());
    } else if (granted) {
      pages.read(visit, file, name);
    } else {
      kept(visit, name, DmpWords.WITHDRAWN);
    }
    visit.go(PatientPages.PATH + "/" + name + "#dmp");
  }

  private static void kept(Visit visit, String name, String code) {
    String at = Times.time(visit.times().now());
    visit.session().patients().shared(KnownPatients.Shared.refused(name, at, code));
  }
}
