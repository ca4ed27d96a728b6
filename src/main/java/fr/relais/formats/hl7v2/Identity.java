// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.LocalId;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Sex;
import fr.relais.formats.identifiers.InsNumber;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** PID (HL7 v2.5 ch. 3.4.2) as PAM.fr fills it: who the message says the patient is. */
final class Identity {
  private static final Set<String> DOUBTFUL =
      Set.of("DOUB", "DOUT", "FICT", "DPOT", "ANOM", "DESA", "VIDE", "CACH");

  private final Segment pid;
  private final Findings findings;
  private final List<LocalId> localIds = new ArrayList<>();
  private @Nullable String ins;
  private @Nullable String insOid;
  private boolean doubtful;

  Identity(Segment pid, Findings findings) {
    this.pid = pid;
    this.findings = findings;
  }

  PatientIdentity read() {
    pid.field(3).repetitions().forEach(this::identifier);
    PatientNames names = PatientNames.of(pid);
    if (names.birth() == null && names.used() == null) {
      findings.warning(
          ProblemCode.REQUIRED_MISSING,
          "PID-5",
          "Le patient n'a pas de nom.",
          "Mettre le nom de naissance en PID-5.");
    }
    LocalDate born = new Times(findings).day(pid, 7);
    Sex sex = sex();
    return new PatientIdentity(
        ins,
        insOid,
        status(names.birth() != null && !names.given().isEmpty() && born != null && sex != null),
        names.birth(),
        names.used(),
        names.given(),
        born,
        sex,
        birthPlace(),
        localIds,
        phones(),
        address());
  }

  /** The OID decides what a number is, not its label. */
  private void identifier(Element one) {
    String number = one.component(1).text();
    Element authority = one.component(4);
    String type = one.component(5).text();
    if (number == null) {
      return;
    }
    String oid = authority.sub(2).code();
    if (InsNumber.AUTHORITIES.contains(oid)) {
      ins(number, oid, type);
      return;
    }
    if (!oid.equals(InsNumber.COMPUTED) && ("INS".equals(type) || "NI".equals(type))) {
      findings.warning(
          ProblemCode.IDENTITY_OID_UNKNOWN,
          "PID-3",
          "Un numéro se dit national sous une autorité inconnue ; il n'a pas été pris pour un INS.",
          "Écrire l'INS avec l'OID de son autorité (1.2.250.1.213.1.4.8 ou .9).");
    }
    String name = authority.sub(1).text();
    localIds.add(new LocalId(number, name != null ? name : authority.sub(2).text(), type));
  }

  private void ins(String number, String oid, @Nullable String type) {
    if (!InsNumber.right(number)) {
      findings.warning(
          ProblemCode.INS_KEY_WRONG,
          "PID-3",
          "La clé de l'INS est fausse ou absente ; le numéro n'a pas été retenu.",
          "Envoyer l'INS sur 15 caractères, tel que le téléservice l'a rendu.");
    } else if (ins == null) {
      ins = number;
      insOid = oid;
    } else if (!number.equals(ins) || !oid.equals(insOid)) {
      doubtful = true;
      localIds.add(new LocalId(number, oid, type));
    }
  }

  /**
   * PID-32; its place is often wrong by one or two, so its neighbours are looked at too.
   *
   * @param traits whether the traits are there without which no INS is qualified
   */
  private IdentityStatus status(boolean traits) {
    List<String> codes =
        IntStream.of(32, 31, 33, 30, 34)
            .boxed()
            .flatMap(field -> pid.field(field).repetitions().stream())
            .map(one -> one.component(1).code())
            .filter(code -> code.equals("VALI") || code.equals("PROV") || DOUBTFUL.contains(code))
            .toList();
    boolean validated = !codes.isEmpty() && codes.stream().allMatch("VALI"::equals);
    if (ins == null) {
      return validated ? IdentityStatus.VALIDATED : IdentityStatus.PROVISIONAL;
    }
    if (validated && traits && !doubtful) {
      return IdentityStatus.QUALIFIED;
    }
    notQualified(validated);
    return IdentityStatus.RETRIEVED;
  }

  private void notQualified(boolean validated) {
    if (doubtful) {
      findings.warning(
          ProblemCode.INS_NOT_QUALIFIED,
          "PID-3",
          "Le message porte deux INS différents ; aucun ne servira à rapprocher.",
          "Envoyer un seul INS, celui que le téléservice a rendu.");
    } else if (validated) {
      findings.warning(
          ProblemCode.INS_NOT_QUALIFIED,
          "PID",
          "L'INS est là sans tous les traits d'identité ; il ne servira pas à rapprocher.",
          "Envoyer avec l'INS le nom et les prénoms de naissance, la date de naissance et le"
              + " sexe.");
    } else {
      findings.warning(
          ProblemCode.INS_NOT_QUALIFIED,
          "PID-32",
          "L'INS est là, mais l'identité n'est pas dite validée ; il ne servira pas à rapprocher.",
          "Qualifier l'identité, ou ne pas envoyer le numéro.");
    }
  }

  private @Nullable Sex sex() {
    return switch (pid.field(8).component(1).code()) {
      case "M" -> Sex.M;
      case "F" -> Sex.F;
      case "U" -> Sex.U;
      default -> null;
    };
  }

  private @Nullable String birthPlace() {
    return pid.field(11).repetitions().stream()
        .filter(one -> Set.of("BDL", "BR").contains(one.component(7).code()))
        .flatMap(one -> Stream.of(one.component(9), one.component(5)))
        .filter(Element::present)
        .map(Element::code)
        .findFirst()
        .orElse(null);
  }

  private @Nullable String address() {
    List<String> parts =
        pid.field(11).repetitions().stream()
            .filter(one -> Set.of("", "H").contains(one.component(7).code()))
            .findFirst()
            .stream()
            .flatMap(home -> IntStream.rangeClosed(1, 6).mapToObj(home::component))
            .map(part -> part.sub(1).code())
            .filter(text -> !text.isEmpty())
            .toList();
    return parts.isEmpty() ? null : String.join(", ", parts);
  }

  private List<String> phones() {
    return Stream.of(13, 14)
        .flatMap(field -> pid.field(field).repetitions().stream())
        .filter(one -> !Set.of("Internet", "X.400").contains(one.component(3).code()))
        .map(one -> one.component(12).present() ? one.component(12) : one.component(1))
        .filter(Element::present)
        .map(Element::code)
        .distinct()
        .toList();
  }
}
