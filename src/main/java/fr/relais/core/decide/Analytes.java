// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.Coding;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.Report;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When two observations are of the same thing, and when they say the same of it: across the
 * versions of a result and the forms in which one result comes (HPRIM with the laboratory's code,
 * HL7 with LOINC and that code beside).
 */
public final class Analytes {
  private static final Map<String, String> SAME_UNIT =
      Map.of(
          "10*9/l", "g/l*", "10^9/l", "g/l*", "giga/l", "g/l*", "10*12/l", "t/l", "10^12/l", "t/l");

  private static final String LOINC = "LN";

  private Analytes() {}

  /** The observations of one analyte, by version. */
  record Group(List<List<Observation>> byVersion) {
    boolean in(int version) {
      return !byVersion.get(version).isEmpty();
    }

    /** Whether some version takes it back (OBX-11 D or W). */
    boolean withdrawn() {
      return all().stream().anyMatch(o -> o.status() == ObservationStatus.ENTERED_IN_ERROR);
    }

    List<Observation> all() {
      return byVersion.stream().flatMap(List::stream).toList();
    }

    List<Observation> of(int version) {
      return byVersion.get(version);
    }
  }

  /** Gathers the observations of these reports by analyte; the order of reports does not matter. */
  static List<Group> group(List<Report> reports) {
    List<Group> groups = new ArrayList<>();
    for (int v = 0; v < reports.size(); v++) {
      for (Observation observation : reports.get(v).observations()) {
        List<Group> joined = groups.stream().filter(g -> holds(g, observation)).toList();
        Group into = joined.isEmpty() ? empty(reports.size()) : joined.get(0);
        if (joined.isEmpty()) {
          groups.add(into);
        }
        for (Group other : joined.subList(Math.min(1, joined.size()), joined.size())) {
          for (int w = 0; w < reports.size(); w++) {
            into.of(w).addAll(other.of(w));
          }
          groups.removeIf(g -> g == other);
        }
        into.of(v).add(observation);
      }
    }
    return groups;
  }

  private static Group empty(int versions) {
    List<List<Observation>> lists = new ArrayList<>();
    for (int v = 0; v < versions; v++) {
      lists.add(new ArrayList<>());
    }
    return new Group(lists);
  }

  private static boolean holds(Group group, Observation observation) {
    return group.byVersion().stream()
        .flatMap(List::stream)
        .anyMatch(other -> same(other, observation));
  }

  /**
   * One code in common (or the label, where neither has a code, or where one form has only LOINC
   * and the other only the laboratory's codes), same sub-id, same specimen.
   */
  public static boolean same(Observation a, Observation b) {
    if (a.prior() != b.prior()
        || !compatible(a.subId(), b.subId())
        || !compatible(a.specimen(), b.specimen())) {
      return false;
    }
    Set<String> names = names(a);
    return names(b).stream().anyMatch(names::contains) || sameLabel(a, b) && nothingShared(a, b);
  }

  private static boolean sameLabel(Observation a, Observation b) {
    return a.label() != null
        && b.label() != null
        && !a.label().isBlank()
        && folded(a.label()).equals(folded(b.label()));
  }

  static String folded(String label) {
    return Normalizer.normalize(label, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .replaceAll("[\\s\\u00a0]+", " ")
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  /** Both have codes, and of no common kind: CDA with LOINC alone, HPRIM with the local code. */
  private static boolean nothingShared(Observation a, Observation b) {
    Set<Boolean> kinds = codedInLoinc(a);
    Set<Boolean> others = codedInLoinc(b);
    return !kinds.isEmpty() && !others.isEmpty() && kinds.stream().noneMatch(others::contains);
  }

  /** The LOINC codes of one observation. */
  static Set<String> loincs(Observation observation) {
    Set<String> codes = new HashSet<>();
    if (observation.code() != null && LOINC.equals(observation.system())) {
      codes.add(observation.code());
    }
    for (Coding coding : observation.translations()) {
      if (LOINC.equals(coding.system())) {
        codes.add(coding.code());
      }
    }
    return codes;
  }

  private static Set<Boolean> codedInLoinc(Observation observation) {
    Set<Boolean> kinds = new HashSet<>();
    if (observation.code() != null) {
      kinds.add(LOINC.equals(observation.system()));
    }
    observation.translations().forEach(coding -> kinds.add(LOINC.equals(coding.system())));
    return kinds;
  }

  private static boolean compatible(@Nullable String a, @Nullable String b) {
    return a == null || b == null || a.equals(b);
  }

  private static Set<String> names(Observation observation) {
    Set<String> names = new HashSet<>();
    if (observation.code() != null) {
      names.add(observation.code());
    }
    for (Coding coding : observation.translations()) {
      names.add(coding.code());
    }
    if (names.isEmpty() && observation.label() != null) {
      names.add("label:" + observation.label().toLowerCase(Locale.ROOT));
    }
    return names;
  }

  /** Whether two observations of one analyte say the same to a doctor, in whatever form. */
  public static boolean sameFact(Observation a, Observation b) {
    return sameValue(a.value(), b.value())
        && text(a.comparator()).equals(text(b.comparator()))
        && (a.unit() == null || b.unit() == null || unit(a.unit()).equals(unit(b.unit())))
        && (a.interpretation() == null
            || b.interpretation() == null
            || a.interpretation() == b.interpretation())
        && (a.status() == ObservationStatus.CANCELLED)
            == (b.status() == ObservationStatus.CANCELLED);
  }

  private static boolean sameValue(@Nullable String a, @Nullable String b) {
    if (text(a).equals(text(b))) {
      return true;
    }
    try {
      return a != null
          && b != null
          && a.length() < 40
          && b.length() < 40
          && new BigDecimal(a).compareTo(new BigDecimal(b)) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  /** Spellings of a unit that meet: case, micro signs, giga and tera per litre. */
  static String unit(String unit) {
    if (unit.strip().equals("G/L")) {
      return "g/l*";
    }
    String folded =
        unit.strip().toLowerCase(Locale.ROOT).replace('\u00b5', 'u').replace('\u03bc', 'u');
    return SAME_UNIT.getOrDefault(folded, folded);
  }
}
