// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is current in a lineage of reports. Versions line up by explicit relation, else by the
 * sender's status time, else by status rank; never by arrival, so every order of arrival ends in
 * the same picture. A later version replaces the observations that it carries or withdraws, and all
 * of them only when it says that it is the whole.
 */
public final class Versions {

  /**
   * A version with what its sender's sheet adds to it.
   *
   * @param cumulative whether each of the sender's reports repeats the whole
   */
  public record Version(Report report, boolean cumulative) {
    boolean whole() {
      return cumulative || report.whole() || !report.replaces().isEmpty();
    }
  }

  /**
   * The picture.
   *
   * @param observations current ones, each with the report that carries it; two with one key where
   *     two versions tie
   * @param withdrawn whether the sender took the whole result back
   * @param tie whether two versions disagree and neither is later
   */
  public record Current(
      List<Observation> observations,
      ReportStatus status,
      FollowUpPriority priority,
      boolean withdrawn,
      boolean tie) {

    /** The same, no less pressing than this. */
    public Current atLeast(FollowUpPriority least) {
      return new Current(observations, status, priority.orHigher(least), withdrawn, tie);
    }
  }

  private Versions() {}

  /** The picture made by these versions, in whatever order they are given. */
  public static Current of(List<Version> versions) {
    return of(versions, Marks.NONE);
  }

  /** The same, with what the site's doctors add to the laboratory's flags. */
  public static Current of(List<Version> versions, Marks marks) {
    boolean[][] later = order(versions);
    List<Integer> heads = heads(versions, later);
    List<Observation> observations = new ArrayList<>();
    List<Observation> lost = new ArrayList<>();
    boolean tie = false;
    for (Analytes.Group group : Analytes.group(versions.stream().map(Version::report).toList())) {
      List<Standing> standing = standing(group, versions, later);
      tie |= standing.stream().map(Standing::version).distinct().count() > 1;
      standing.forEach(s -> observations.add(s.observation()));
      if (standing.isEmpty() && group.withdrawn()) {
        lost.addAll(last(group, versions, later));
      }
    }
    ReportStatus status = ReportStatus.PRELIMINARY;
    boolean withdrawn = !heads.isEmpty();
    for (int head : heads) {
      Report report = versions.get(head).report();
      status = report.status().compareTo(status) > 0 ? report.status() : status;
      withdrawn &= report.status().withdraws();
    }
    boolean gone = withdrawn && observations.stream().allMatch(Versions::cancelled);
    return new Current(
        List.copyOf(observations),
        status,
        priority(new Scene(versions, observations, marks), heads, lost, gone),
        gone,
        tie);
  }

  private static boolean cancelled(Observation observation) {
    return observation.status() == ObservationStatus.CANCELLED || observation.prior();
  }

  private record Scene(List<Version> versions, List<Observation> current, Marks marks) {}

  private static FollowUpPriority priority(
      Scene scene, List<Integer> heads, List<Observation> lost, boolean withdrawn) {
    if (withdrawn) {
      return withdrawnPriority(scene);
    }
    // what was taken back is told at no lower urgency than it had
    FollowUpPriority taken =
        lost.isEmpty()
            ? FollowUpPriority.NORMAL
            : Priorities.flagged(lost, scene.marks(), scene.versions().get(0).report());
    return heads.stream()
        .map(h -> Priorities.of(scene.versions().get(h).report(), scene.current(), scene.marks()))
        .reduce(taken, FollowUpPriority::orHigher);
  }

  /**
   * A withdrawal is as pressing as what it withdraws, no less and no more; one that came alone is
   * as pressing as the lines that it takes back say, and unclassified when it carries none.
   */
  private static FollowUpPriority withdrawnPriority(Scene scene) {
    List<Version> stood =
        scene.versions().stream().filter(v -> !v.report().status().withdraws()).toList();
    return stood.isEmpty()
        ? scene.versions().stream()
            .map(v -> Priorities.takenBack(v.report(), scene.marks()))
            .reduce(FollowUpPriority.NORMAL, FollowUpPriority::orHigher)
        : of(stood, scene.marks()).priority();
  }

  /** {@code later[a][b]}: a is later than b, directly or through others. */
  private static boolean[][] order(List<Version> versions) {
    int n = versions.size();
    boolean[][] later = new boolean[n][n];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        later[a][b] = a != b && compare(versions.get(a).report(), versions.get(b).report()) > 0;
      }
    }
    for (int via = 0; via < n; via++) {
      for (int a = 0; a < n; a++) {
        for (int b = 0; b < n; b++) {
          later[a][b] |= later[a][via] && later[via][b];
        }
      }
    }
    return later;
  }

  /** Whether the first is certainly the later one. */
  public static boolean later(Report a, Report b) {
    return compare(a, b) > 0;
  }

  /** Later (1), earlier (-1), or not to be told apart (0). */
  static int compare(Report a, Report b) {
    if (replaces(a, b) != replaces(b, a)) {
      return replaces(a, b) ? 1 : -1;
    }
    if (a.versionNumber() != null
        && b.versionNumber() != null
        && !a.versionNumber().equals(b.versionNumber())) {
      return Integer.signum(a.versionNumber().compareTo(b.versionNumber()));
    }
    int time = time(a.issuedAt(), b.issuedAt());
    return time != 0 ? time : Integer.signum(a.status().compareTo(b.status()));
  }

  private static boolean replaces(Report a, Report b) {
    return b.documentIds().stream().anyMatch(a.replaces()::contains);
  }

  private static int time(@Nullable PartialDateTime a, @Nullable PartialDateTime b) {
    return a == null || b == null ? 0 : a.order(b);
  }

  /** The versions that no other one is later than. */
  private static List<Integer> heads(List<Version> versions, boolean[][] later) {
    List<Integer> heads = new ArrayList<>();
    for (int v = 0; v < versions.size(); v++) {
      if (!superseded(v, versions.size(), later)) {
        heads.add(v);
      }
    }
    return heads;
  }

  /** Whether another version is later than this one and this one not later than it. */
  private static boolean superseded(int v, int n, boolean[][] later) {
    for (int w = 0; w < n; w++) {
      if (later[w][v] && !later[v][w]) {
        return true;
      }
    }
    return false;
  }

  /**
   * What stands of one analyte: one observation, none when withdrawn, several when versions tie.
   */
  private static List<Standing> standing(
      Analytes.Group group, List<Version> versions, boolean[][] later) {
    List<Integer> speaking = new ArrayList<>();
    for (int v = 0; v < versions.size(); v++) {
      if (versions.get(v).whole() || group.in(v)) {
        speaking.add(v);
      }
    }
    List<Standing> standing = new ArrayList<>();
    for (int v : speaking) {
      if (speaking.stream().noneMatch(w -> later[w][v] && !later[v][w])) {
        group.of(v).stream()
            .filter(o -> !gone(o))
            .filter(o -> standing.stream().noneMatch(s -> Analytes.sameFact(o, s.observation())))
            .forEach(o -> standing.add(new Standing(v, o)));
      }
    }
    return standing;
  }

  /** What stood of one analyte before it was withdrawn. */
  private static List<Observation> last(
      Analytes.Group group, List<Version> versions, boolean[][] later) {
    List<Integer> speaking = new ArrayList<>();
    for (int v = 0; v < versions.size(); v++) {
      if (group.in(v) && !group.of(v).stream().allMatch(Versions::gone)) {
        speaking.add(v);
      }
    }
    return speaking.stream()
        .filter(v -> speaking.stream().noneMatch(w -> later[w][v] && !later[v][w]))
        .flatMap(v -> group.of(v).stream())
        .filter(o -> !gone(o))
        .toList();
  }

  private record Standing(int version, Observation observation) {}

  private static boolean gone(Observation observation) {
    return observation.status() == ObservationStatus.ENTERED_IN_ERROR;
  }

  /**
   * Whether a doctor who acted on the first picture must look again: a value, a flag or a unit
   * changed, came or went, or the whole was withdrawn or came back.
   */
  public static boolean mustLookAgain(Current before, Current after) {
    return before.withdrawn() != after.withdrawn()
        || after.priority() != before.priority()
        || !covers(before.observations(), after.observations())
        || !covers(after.observations(), before.observations());
  }

  private static boolean covers(List<Observation> all, List<Observation> some) {
    return some.stream()
        .allMatch(o -> all.stream().anyMatch(p -> Analytes.same(o, p) && Analytes.sameFact(o, p)));
  }
}
