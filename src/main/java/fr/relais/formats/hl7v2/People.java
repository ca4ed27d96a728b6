// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.ProblemCode;
import fr.relais.formats.identifiers.RppsNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Professionals (XCN, HL7 v2.5 ch. 2.A.86; CI-SIS: the type code, component 13, says which register
 * the number is from, never the OID).
 */
final class People {
  private static final int RPPS_DIGITS = 11;
  private static final int ADELI_DIGITS = 9;

  private final Findings findings;

  People(Findings findings) {
    this.findings = findings;
  }

  /** The persons of a field; repetitions of one person are one, under his national number. */
  List<PractitionerReference> all(Element field, String place) {
    Map<String, PractitionerReference> byName = new LinkedHashMap<>();
    int unnamed = 0;
    for (Element one : field.repetitions()) {
      PractitionerReference person = person(one, place);
      if (person != null) {
        String name = name(person);
        String key = name.isEmpty() ? "?" + unnamed++ : name;
        byName.merge(key, person, People::preferred);
      }
    }
    return new ArrayList<>(byName.values());
  }

  /** Two different national numbers under one name are two persons: neither may be chosen. */
  private static PractitionerReference preferred(
      PractitionerReference first, PractitionerReference second) {
    if (first.rpps() != null && second.rpps() != null && !first.rpps().equals(second.rpps())) {
      return new PractitionerReference(null, null, first.family(), first.given());
    }
    return first.rpps() == null && (second.rpps() != null || first.otherId() == null)
        ? second
        : first;
  }

  /** Family and given name, as a key to compare; empty without a family name. */
  static String name(PractitionerReference person) {
    String family = person.family();
    String given = person.given();
    return family == null
        ? ""
        : (family + "|" + (given == null ? "" : given)).toUpperCase(Locale.ROOT);
  }

  private @Nullable PractitionerReference person(Element one, String place) {
    String id = one.component(1).text();
    String family = one.component(2).sub(1).text();
    String given = one.component(3).text();
    if (id == null) {
      return family == null ? null : new PractitionerReference(null, null, family, given);
    }
    String type = one.component(13).code().toUpperCase(Locale.ROOT);
    boolean national = type.equals("RPPS") || type.equals("IDNPS");
    String number = national ? withoutPrefix(id) : id;
    if (national && number.length() != ADELI_DIGITS && RppsNumber.right(number)) {
      return new PractitionerReference(number, null, family, given);
    }
    if (type.equals("RPPS") || (type.equals("IDNPS") && number.length() != ADELI_DIGITS)) {
      findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place,
          "Numéro RPPS faux ; il n'a pas été retenu comme numéro national.",
          "Corriger le numéro du professionnel.");
    }
    return new PractitionerReference(null, number, family, given);
  }

  /** IDNPS is 8 and the RPPS number, or 0 and the ADELI number; some call it RPPS. */
  private static String withoutPrefix(String id) {
    boolean rpps = id.length() == RPPS_DIGITS + 1 && id.charAt(0) == '8';
    boolean adeli = id.length() == ADELI_DIGITS + 1 && id.charAt(0) == '0';
    return rpps && RppsNumber.right(id.substring(1)) || adeli ? id.substring(1) : id;
  }
}
