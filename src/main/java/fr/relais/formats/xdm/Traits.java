// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.LocalId;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Sex;
import fr.relais.formats.identifiers.InsNumber;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who the metadata say the patient is: patientId (CX) and sourcePatientInfo (fields of a PID). It
 * is held against the document, and never used in its place.
 */
final class Traits {
  private static final Pattern CX =
      Pattern.compile("([^^&]{1,200})\\^{1,9}[^^&]{0,200}&([^&^]{1,100})&ISO.*");
  private static final int DATE_LENGTH = 8;

  private final Set<LocalId> localIds = new LinkedHashSet<>();
  private @Nullable String ins;
  private @Nullable String insOid;
  private @Nullable String birthName;
  private @Nullable String usedName;
  private List<String> givenNames = List.of();
  private @Nullable LocalDate birthDate;
  private @Nullable Sex sex;

  private Traits() {}

  /**
   * The identity, in which what is not told is absent.
   *
   * @param patientId the value of the external identifier
   * @param info the values of sourcePatientInfo, {@code PID-7|19580314}
   * @param sourceId the producer's own number
   */
  static PatientIdentity of(
      @Nullable String patientId, List<String> info, @Nullable String sourceId) {
    Traits traits = new Traits();
    traits.number(patientId);
    traits.number(sourceId);
    info.forEach(traits::field);
    return new PatientIdentity(
        traits.ins,
        traits.insOid,
        IdentityStatus.PROVISIONAL,
        traits.birthName,
        traits.usedName,
        traits.givenNames,
        traits.birthDate,
        traits.sex,
        null,
        new ArrayList<>(traits.localIds),
        List.of(),
        null);
  }

  /** {@code 258039999900161^^^&1.2.250.1.213.1.4.10&ISO^NH}; some tools escape it twice. */
  private void number(@Nullable String written) {
    Matcher cx = CX.matcher(written == null ? "" : written.replace("&amp;", "&"));
    if (!cx.matches()) {
      return;
    }
    String number = cx.group(1).strip();
    String authority = cx.group(2).strip();
    if (!InsNumber.AUTHORITIES.contains(authority)) {
      localIds.add(new LocalId(number, authority, null));
    } else if (ins == null) {
      ins = number;
      insOid = authority;
    }
  }

  private void field(String written) {
    int bar = written.indexOf('|');
    if (bar < 0) {
      return;
    }
    String value = written.substring(bar + 1).strip();
    switch (written.substring(0, bar).strip()) {
      case "PID-3" -> number(value);
      case "PID-5" -> name(value.split("\\^", -1));
      case "PID-7" -> birthDate = date(value);
      case "PID-8" -> sex = sex(value);
      default -> {
        // addresses and phones contradict nobody
      }
    }
  }

  /** XPN: {@code L} is the name of birth, {@code D} the name in use. */
  private void name(String[] parts) {
    String family = parts[0].split("&", 2)[0].strip();
    String type = parts.length > 6 ? parts[6].strip() : "";
    boolean birth = type.equals("L");
    if (!family.isEmpty() && birth) {
      birthName = family;
    } else if (!family.isEmpty()) {
      usedName = family;
    }
    if (parts.length > 1 && !parts[1].isBlank() && (birth || givenNames.isEmpty())) {
      givenNames = List.of(parts[1].strip());
    }
  }

  private static @Nullable LocalDate date(String value) {
    if (value.length() < DATE_LENGTH) {
      return null;
    }
    try {
      return LocalDate.parse(value.substring(0, DATE_LENGTH), DateTimeFormatter.BASIC_ISO_DATE);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Sex sex(String value) {
    return switch (value) {
      case "M" -> Sex.M;
      case "F" -> Sex.F;
      default -> null;
    };
  }
}
