// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.ProblemCode;
import fr.relais.formats.hl7v2.Element;
import fr.relais.formats.hprim.NameLine;
import fr.relais.formats.identifiers.RppsNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Professionals (CNA): {@code 89970012343~VASSEUR&HELENE~R}, {@code PILO~DR X~L}. The type says
 * whose the number is: {@code R} RPPS, {@code A} ADELI, {@code L} the sender's own.
 */
final class People {
  private static final Set<String> NATIONAL = Set.of("R", "RPPS", "IDNPS", "");
  private static final int PREFIXED_DIGITS = 12;

  private final Findings findings;

  People(Findings findings) {
    this.findings = findings;
  }

  /** The persons of a field, each once. */
  List<PractitionerReference> all(Element field, String place) {
    Map<String, PractitionerReference> byKey = new LinkedHashMap<>();
    for (Element one : field.repetitions()) {
      PractitionerReference person = person(one, place);
      if (person != null) {
        byKey.putIfAbsent(key(person), person);
      }
    }
    return new ArrayList<>(byKey.values());
  }

  /** Tells two persons apart: the national number, else the sender's, else the name. */
  static String key(PractitionerReference person) {
    String rpps = person.rpps();
    String other = person.otherId();
    String given = person.given();
    return rpps != null
        ? "RPPS " + rpps
        : other != null
            ? "id " + other
            : (person.family() + "|" + (given == null ? "" : given)).toUpperCase(Locale.ROOT);
  }

  private @Nullable PractitionerReference person(Element one, String place) {
    PractitionerReference named = named(one.component(2));
    String family = named == null ? null : named.family();
    String given = named == null ? null : named.given();
    String id = one.component(1).text();
    if (id == null) {
      return named;
    }
    String type = one.component(3).code().toUpperCase(Locale.ROOT);
    boolean prefixed = id.length() == PREFIXED_DIGITS && id.charAt(0) == '8';
    String number = prefixed ? id.substring(1) : id;
    if (NATIONAL.contains(type) && RppsNumber.right(number)) {
      return new PractitionerReference(number, null, family, given);
    }
    if (type.equals("R") || type.equals("RPPS")) {
      findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place,
          "Numéro RPPS faux ; il n'a pas été retenu comme numéro national.",
          "Corriger le numéro du professionnel.");
    }
    return new PractitionerReference(null, id, family, given);
  }

  /** Family and given name apart, or as one text where only its case may part them. */
  private static @Nullable PractitionerReference named(Element name) {
    String family = name.sub(1).text();
    String given = name.sub(2).text();
    if (given != null || family == null) {
      return family == null && given == null
          ? null
          : new PractitionerReference(null, null, family, given);
    }
    return new NameLine(null, family).practitioner();
  }
}
