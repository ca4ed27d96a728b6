// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.ProblemCode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who asked for an exam: ORC-12, else OBR-16, else PV1-8, else PV1-7.
 *
 * @param person null when nobody is named, or when two fields name different people: then a person
 *     must decide
 * @param key tells two requesters apart
 */
record Requester(@Nullable PractitionerReference person, String key) {
  static final Requester NOBODY = new Requester(null, "");

  /**
   * @param before the requester of the request before; an OBR without ORC that names nobody is his
   */
  static Requester of(
      Groups.Request request,
      Groups.Patient patient,
      Optional<Requester> before,
      Findings findings) {
    Segment orc = request.orc();
    Segment obr = request.obr();
    List<PractitionerReference> ordering = orc == null ? List.of() : named(orc, 12, findings);
    List<PractitionerReference> asking = named(obr, 16, findings);
    if (ordering.isEmpty() && asking.isEmpty()) {
      return orc == null && before.isPresent() ? before.get() : visit(patient, findings);
    }
    Requester first = only(ordering.isEmpty() ? asking : ordering, obr, findings);
    if (ordering.isEmpty() || asking.isEmpty() || first.person() == null) {
      return first;
    }
    Requester second = only(asking, obr, findings);
    if (second.person() == null || !same(first.person(), second.person())) {
      return disagree(first.key() + "/" + second.key(), obr, findings);
    }
    return first.person().rpps() == null && second.person().rpps() != null ? second : first;
  }

  private static Requester visit(Groups.Patient patient, Findings findings) {
    for (int field : new int[] {8, 7}) {
      for (Segment segment : patient.own()) {
        List<PractitionerReference> found =
            segment.is("PV1") ? named(segment, field, findings) : List.of();
        if (!found.isEmpty()) {
          return only(found, segment, findings);
        }
      }
    }
    return NOBODY;
  }

  private static List<PractitionerReference> named(Segment segment, int field, Findings findings) {
    return new People(findings).all(segment.field(field), segment.place(field));
  }

  private static Requester only(
      List<PractitionerReference> people, Segment segment, Findings findings) {
    PractitionerReference person = people.get(0);
    String key = key(person);
    if (people.size() == 1) {
      return new Requester(person, key);
    }
    return disagree(key + "/" + key(people.get(1)), segment, findings);
  }

  private static Requester disagree(String key, Segment segment, Findings findings) {
    findings.warning(
        ProblemCode.REQUESTERS_DISAGREE,
        segment.place(),
        "Le message désigne des prescripteurs différents ; aucun n'a été choisi.",
        "Dire qui a prescrit ; chez l'émetteur, accorder ORC-12 et OBR-16.");
    return new Requester(null, key);
  }

  private static String key(PractitionerReference person) {
    String rpps = person.rpps();
    String other = person.otherId();
    return rpps != null ? "RPPS " + rpps : other != null ? "id " + other : People.name(person);
  }

  private static boolean same(PractitionerReference one, PractitionerReference two) {
    if (one.rpps() != null && two.rpps() != null) {
      return one.rpps().equals(two.rpps());
    }
    boolean sameName = !People.name(one).isEmpty() && People.name(one).equals(People.name(two));
    boolean comparable = one.rpps() == null && two.rpps() == null;
    if (comparable && one.otherId() != null && two.otherId() != null) {
      return Objects.equals(one.otherId(), two.otherId()) || sameName;
    }
    return sameName;
  }
}
