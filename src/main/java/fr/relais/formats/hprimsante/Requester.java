// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.ProblemCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who asked for an exam: OBR-16. Where it is empty, who asked for another exam of the same patient
 * under the same number; nobody else is ever supposed.
 *
 * @param person null when nobody is named, or several are
 * @param key tells two requesters apart
 */
record Requester(@Nullable PractitionerReference person, String key) {
  static final Requester NOBODY = new Requester(null, "");
  private static final int PRESCRIBER = 16;

  static Requester of(Groups.Request request, Groups.Patient patient) {
    Requester named = named(request, patient);
    if (named != NOBODY) {
      return named;
    }
    String number = number(request);
    return patient.requests().stream()
        .filter(other -> number != null && number.equals(number(other)))
        .map(other -> named(other, patient))
        .filter(other -> other != NOBODY)
        .findFirst()
        .orElse(NOBODY);
  }

  private static Requester named(Groups.Request request, Groups.Patient patient) {
    Segment obr = request.obr();
    List<PractitionerReference> people =
        obr == null
            ? List.of()
            : new People(patient.findings()).all(obr.field(PRESCRIBER), obr.place(PRESCRIBER));
    if (obr == null || people.isEmpty()) {
      return NOBODY;
    }
    PractitionerReference first = people.get(0);
    if (people.size() == 1) {
      return new Requester(first, People.key(first));
    }
    patient
        .findings()
        .warning(
            ProblemCode.REQUESTERS_DISAGREE,
            obr.place(PRESCRIBER),
            "La demande désigne plusieurs prescripteurs ; aucun n'a été choisi.",
            "Dire qui a prescrit ; chez l'émetteur, n'en écrire qu'un en OBR-16.");
    return new Requester(null, People.key(first) + "/" + People.key(people.get(1)));
  }

  private static @Nullable String number(Groups.Request request) {
    Segment obr = request.obr();
    String placer = obr == null ? null : Numbers.placer(obr);
    return placer != null || obr == null ? placer : Numbers.filler(obr);
  }
}
