// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.PerformerReference;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.ProblemCode;
import fr.relais.formats.cda.CdaHeader.Identifier;
import fr.relais.formats.cda.CdaHeader.Organisation;
import fr.relais.formats.cda.CdaHeader.Party;
import fr.relais.formats.identifiers.RppsNumber;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Professionals and structures under their national numbers (PS_IdNat, Struct_IdNat): a type digit
 * and the number; both forms, with and without the digit, are met.
 */
final class People {
  private static final String PROFESSIONALS = "1.2.250.1.71.4.2.1";
  private static final String STRUCTURES = "1.2.250.1.71.4.2.2";
  private static final int RPPS_DIGITS = 11;
  private static final int ADELI_SIGNS = 9;
  private static final Pattern FINESS = Pattern.compile("1?(\\d{9}|2[AB]\\d{7})");

  private final Findings findings;

  People(Findings findings) {
    this.findings = findings;
  }

  /** Null when neither a number nor a name is there. */
  @Nullable PractitionerReference practitioner(@Nullable Party party, String place) {
    if (party == null) {
      return null;
    }
    String other = null;
    for (Identifier id : party.ids()) {
      String number = id.extension();
      if (number != null && id.root().equals(PROFESSIONALS)) {
        String bare = withoutPrefix(number);
        if (RppsNumber.right(bare)) {
          return new PractitionerReference(bare, null, party.family(), party.given());
        }
        wrongRpps(bare, place);
        other = other == null ? bare : other;
      } else if (number != null && other == null) {
        other = number;
      }
    }
    return other == null && party.family() == null
        ? null
        : new PractitionerReference(null, other, party.family(), party.given());
  }

  /** 8 and the RPPS number, or 0 and the ADELI number. */
  private static String withoutPrefix(String number) {
    boolean rpps = number.length() == RPPS_DIGITS + 1 && number.charAt(0) == '8';
    boolean adeli = number.length() == ADELI_SIGNS + 1 && number.charAt(0) == '0';
    return rpps || adeli ? number.substring(1) : number;
  }

  private void wrongRpps(String bare, String place) {
    if (bare.length() == RPPS_DIGITS) {
      findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place,
          "Numéro RPPS faux ; il n'a pas été retenu comme numéro national.",
          "Corriger le numéro du professionnel.");
    }
  }

  /** The first organisation that has a FINESS number, else the first that has a name. */
  PerformerReference performer(List<Organisation> inOrder) {
    for (Organisation organisation : inOrder) {
      String finess = finess(organisation);
      if (finess != null) {
        return new PerformerReference(organisation.name(), finess, null);
      }
    }
    return inOrder.stream()
        .filter(organisation -> organisation.name() != null)
        .findFirst()
        .map(o -> new PerformerReference(o.name(), null, code(o)))
        .orElse(new PerformerReference(null, null, null));
  }

  private static @Nullable String finess(Organisation organisation) {
    return organisation.ids().stream()
        .filter(id -> id.root().equals(STRUCTURES) && id.extension() != null)
        .map(id -> FINESS.matcher(id.number()))
        .filter(java.util.regex.Matcher::matches)
        .map(match -> match.group(1))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String code(Organisation organisation) {
    return organisation.ids().stream().map(Identifier::number).findFirst().orElse(null);
  }
}
