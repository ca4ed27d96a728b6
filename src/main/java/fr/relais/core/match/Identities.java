// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.match;

import fr.relais.core.model.MatchGrade;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Sex;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Is it the same person? (RNIV; safety rules, section 6.) No scores and no names alone: a
 * contradiction on one strict trait vetoes, and only a qualified INS with its five traits is
 * certain by itself. A trait that a format cannot carry is absent, not equal.
 */
public final class Identities {

  private Identities() {}

  /** How one trait compares. */
  enum Trait {
    AGREES,
    ABSENT,
    DIFFERS
  }

  public static MatchGrade compare(PatientIdentity a, PatientIdentity b) {
    Trait birthName = birthName(a, b);
    Trait given = given(a.givenNames(), b.givenNames());
    Trait birthDate = equal(a.birthDate(), b.birthDate());
    Trait sex = sex(a.sex(), b.sex());
    Trait place = equal(a.birthPlace(), b.birthPlace());
    List<Trait> strict = new ArrayList<>(List.of(birthName, given, birthDate, sex, place));
    Trait ins = ins(a, b);
    if (ins == Trait.DIFFERS || strict.contains(Trait.DIFFERS)) {
      return ins == Trait.AGREES ? MatchGrade.POSSIBLE : MatchGrade.CERTAINLY_NOT;
    }
    if (ins == Trait.AGREES && !strict.contains(Trait.ABSENT)) {
      return MatchGrade.CERTAIN;
    }
    Trait family = family(a, b);
    if (family == Trait.DIFFERS) {
      return ins == Trait.AGREES ? MatchGrade.POSSIBLE : MatchGrade.CERTAINLY_NOT;
    }
    boolean close =
        family == Trait.AGREES && given == Trait.AGREES && birthDate == Trait.AGREES
            || ins == Trait.AGREES;
    return close ? MatchGrade.PROBABLE : MatchGrade.POSSIBLE;
  }

  private static Trait ins(PatientIdentity a, PatientIdentity b) {
    if (!a.hasQualifiedIns() || !b.hasQualifiedIns()) {
      return Trait.ABSENT;
    }
    if (!Objects.equals(a.insOid(), b.insOid())) {
      return Trait.ABSENT;
    }
    return Objects.equals(a.ins(), b.ins()) ? Trait.AGREES : Trait.DIFFERS;
  }

  /**
   * The names under which both are known: a birth name and a used name may differ for one person,
   * so only two names of the same sort can contradict.
   */
  private static Trait family(PatientIdentity a, PatientIdentity b) {
    boolean met =
        names(a.usedName(), b.usedName()) == Trait.AGREES
            || names(a.birthName(), b.birthName()) == Trait.AGREES
            || names(a.usedName(), b.birthName()) == Trait.AGREES
            || names(a.birthName(), b.usedName()) == Trait.AGREES;
    if (met) {
      return Trait.AGREES;
    }
    boolean sameSort = a.usedName() != null && b.usedName() != null;
    return sameSort ? Trait.DIFFERS : Trait.ABSENT;
  }

  /**
   * A birth name that is the other's used name was written in the wrong place: it leaves it open.
   */
  private static Trait birthName(PatientIdentity a, PatientIdentity b) {
    Trait compared = names(a.birthName(), b.birthName());
    boolean crossed =
        names(a.birthName(), b.usedName()) == Trait.AGREES
            || names(a.usedName(), b.birthName()) == Trait.AGREES;
    return compared == Trait.DIFFERS && crossed ? Trait.ABSENT : compared;
  }

  private static Trait names(@Nullable String a, @Nullable String b) {
    if (a == null || b == null || !Traits.latin(a) || !Traits.latin(b)) {
      return Trait.ABSENT;
    }
    return Traits.fold(a).equals(Traits.fold(b)) ? Trait.AGREES : Trait.DIFFERS;
  }

  /**
   * The first given name decides; an initial, or the first word of a longer one, leaves it open.
   */
  private static Trait given(List<String> a, List<String> b) {
    if (a.isEmpty() || b.isEmpty() || unnamed(a.get(0)) || unnamed(b.get(0))) {
      return Trait.ABSENT;
    }
    String one = Traits.fold(a.get(0));
    String two = Traits.fold(b.get(0));
    if (one.equals(two)) {
      return Trait.AGREES;
    }
    boolean begins = one.startsWith(two) || two.startsWith(one);
    return begins ? Trait.ABSENT : Trait.DIFFERS;
  }

  /** A newborn that has no name yet, or one in another alphabet, says nothing of who it is. */
  private static boolean unnamed(String given) {
    return !Traits.latin(given)
        || Traits.fold(given).matches("(BEBE|NOUVEAU NE|NOUVELLE NEE|ENFANT|NNE?)?( ?[0-9])?");
  }

  private static Trait sex(@Nullable Sex a, @Nullable Sex b) {
    return a == Sex.U || b == Sex.U ? Trait.ABSENT : equal(a, b);
  }

  private static Trait equal(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return Trait.ABSENT;
    }
    return a.equals(b) ? Trait.AGREES : Trait.DIFFERS;
  }
}
