// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.match;

import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.MatchGrade;
import fr.relais.core.model.PatientIdentity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom a doctor looks for: by INS, or by birth date, family name (birth or used) and first given
 * name, all of them and exactly, but for case, accents, hyphens and blanks. Never by a part of a
 * name, never a list of people to choose from.
 */
public final class Sought {
  private static final Pattern INS = Pattern.compile("\\d{5}(?:\\d{2}|2[AB])\\d{8}");
  private static final int NAME_MAX = 100;
  private static final Set<MatchGrade> NEAR = EnumSet.of(MatchGrade.CERTAIN, MatchGrade.PROBABLE);

  private final @Nullable String ins;
  private final PatientIdentity traits;

  private Sought(@Nullable String ins, PatientIdentity traits) {
    this.ins = ins;
    this.traits = traits;
  }

  /** By the fifteen characters of the INS, blanks left out; empty when it has another form. */
  public static Optional<Sought> byIns(String typed) {
    String plain = typed.replaceAll("[\\s\\u00a0\\u202f.]", "").toUpperCase(Locale.ROOT);
    return INS.matcher(plain).matches()
        ? Optional.of(new Sought(plain, PatientIdentity.NOBODY))
        : Optional.empty();
  }

  /** By traits; empty when a name is missing, or is an initial. */
  public static Optional<Sought> byTraits(LocalDate born, String family, String given) {
    boolean whole = Traits.fold(family).length() > 1 && Traits.fold(given).length() > 1;
    boolean fits = family.length() <= NAME_MAX && given.length() <= NAME_MAX;
    return whole && fits
        ? Optional.of(new Sought(null, typed(born, family, given)))
        : Optional.empty();
  }

  private static PatientIdentity typed(LocalDate born, String family, String given) {
    return new PatientIdentity(
        null,
        null,
        IdentityStatus.PROVISIONAL,
        null,
        family,
        List.of(given),
        born,
        null,
        null,
        List.of(),
        List.of(),
        null);
  }

  /** Whether it is looked for by INS. */
  public boolean numbered() {
    return ins != null;
  }

  /**
   * The keys by which results of this person are found.
   *
   * @param oids the authorities of INS numbers that count here
   */
  public List<BlindKey> keys(Collection<String> oids) {
    if (ins == null) {
      return BlindKeys.who(traits);
    }
    List<BlindKey> keys = new ArrayList<>();
    oids.stream()
        .sorted()
        .forEach(oid -> keys.add(new BlindKey(BlindKey.Kind.INS, oid + " " + ins)));
    return keys;
  }

  /** The keys by which orders of this person are found. */
  public List<BlindKey> orderKeys(Collection<String> oids) {
    return BlindKeys.ordered(keys(oids));
  }

  /** Whether this identity is one that was asked for. */
  public boolean meets(PatientIdentity known) {
    return ins == null
        ? NEAR.contains(Identities.compare(traits, known))
        : known.hasQualifiedIns() && ins.equals(known.ins());
  }

  /** How many people were found. */
  public enum Count {
    NOBODY,
    ONE,
    /** Two people, or one whose identities contradict each other: nobody says which. */
    SEVERAL
  }

  /**
   * What was found.
   *
   * @param patient the identity that is checked furthest; null unless there is one
   */
  public record Found(Count count, @Nullable PatientIdentity patient) {

    /** The one who was found. */
    public PatientIdentity required() {
      return Objects.requireNonNull(patient);
    }
  }

  /**
   * Who is meant by these identities, each of which meets what was asked for.
   *
   * <p>One of which the INS is not qualified never makes two that are into one person, and is
   * itself nobody's for certain: the caller keeps it apart.
   */
  public static Found among(List<PatientIdentity> found) {
    if (found.isEmpty()) {
      return new Found(Count.NOBODY, null);
    }
    for (PatientIdentity one : found) {
      for (PatientIdentity other : found) {
        if (one != other && apart(one, other)) {
          return new Found(Count.SEVERAL, null);
        }
      }
    }
    return new Found(
        Count.ONE,
        found.stream()
            .filter(PatientIdentity::hasQualifiedIns)
            .findFirst()
            .orElseGet(() -> found.get(0)));
  }

  private static boolean apart(PatientIdentity one, PatientIdentity other) {
    MatchGrade grade = Identities.compare(one, other);
    boolean numbered = one.hasQualifiedIns() && other.hasQualifiedIns();
    return numbered && !NEAR.contains(grade)
        || grade == MatchGrade.CERTAINLY_NOT
        || numbered && !Objects.equals(one.ins(), other.ins());
  }
}
