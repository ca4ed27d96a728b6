// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.DmpPolicy;
import fr.relais.core.decide.DmpPolicy.Before;
import fr.relais.core.decide.DmpPolicy.Reason;
import fr.relais.core.decide.Succession;
import fr.relais.core.decide.Versions;
import fr.relais.core.model.Filing;
import fr.relais.core.model.Publication;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was decided so far of one result and the DMP.
 *
 * @param filed documents that were put there, or will be; refusals are left out
 * @param there those of them that stand there: neither replaced nor deleted since, in their order
 */
record DmpHistory(
    List<ReportVersion> versions,
    List<DmpDecision> decisions,
    List<DmpDecision> filed,
    List<DmpDecision> there) {

  static DmpHistory of(Transaction tx, List<ReportVersion> versions) {
    List<DmpDecision> decisions = DmpDecision.of(tx, versions);
    List<DmpDecision> filed = decisions.stream().filter(one -> one.files(tx)).toList();
    List<DmpDecision> there = new ArrayList<>();
    for (DmpDecision one : decisions) {
      if (one.takesOut(tx)) {
        there.removeIf(other -> is(other, documentId(one)));
      } else if (filed.contains(one)) {
        there.removeIf(other -> is(other, replacedBy(one)) || is(other, documentId(one)));
        there.add(one);
      }
    }
    return new DmpHistory(versions, decisions, filed, List.copyOf(there));
  }

  private Optional<DmpDecision> last(ReportVersion version) {
    return decisions.stream()
        .filter(one -> one.report().equals(version.id()))
        .reduce((first, second) -> second);
  }

  boolean lastIs(ReportVersion version, Reason reason) {
    return last(version)
        .filter(one -> one.reason() == reason)
        .filter(one -> one.filing() == null || filed.contains(one) || one.deletes())
        .isPresent();
  }

  /** Whether what was decided of it may be decided otherwise now. */
  boolean openAgain(ReportVersion version) {
    DmpDecision last = last(version).orElse(null);
    return last == null
        || last.filing() == null && last.reason() != Reason.HISTORY
        || last.filing() != null && !last.deletes() && !filed.contains(last);
  }

  /**
   * What stands in the DMP beside this report.
   *
   * @param document null when it came in another form
   */
  Before before(ReportVersion version, SharedFiling.@Nullable Document document) {
    if (DmpPolicy.Stage.of(version.report().kind(), version.report().status(), false)
        == DmpPolicy.Stage.WITHDRAWN) {
      return of(concerned(version, document));
    }
    boolean same =
        filed.stream()
            .anyMatch(
                one ->
                    document == null
                        ? one.report().equals(version.id())
                        : document.uniqueId().equals(documentId(one)));
    if (same) {
      return Before.THIS;
    }
    return versions.stream().anyMatch(other -> later(other, version, document != null))
        ? Before.LATER
        : of(concerned(version, document));
  }

  private static Before of(List<DmpDecision> concerned) {
    if (concerned.isEmpty()) {
      return Before.NOTHING;
    }
    return copy(concerned.get(concerned.size() - 1)) ? Before.A_COPY : Before.A_DOCUMENT;
  }

  private static boolean copy(DmpDecision one) {
    return one.filing() != null && one.filing().copy();
  }

  /**
   * What stands there and this report is about: what it takes back, the same document, or what it
   * takes the place of. Another exam of the same order is not.
   *
   * @param document null when it came in another form: that is about the last
   */
  List<DmpDecision> concerned(ReportVersion version, SharedFiling.@Nullable Document document) {
    Report report = version.report();
    if (DmpPolicy.Stage.of(report.kind(), report.status(), false) == DmpPolicy.Stage.WITHDRAWN) {
      return there.stream().filter(one -> takenBack(one, report)).toList();
    }
    if (document == null) {
      return there.isEmpty() ? List.of() : List.of(there.get(there.size() - 1));
    }
    List<DmpDecision> same = there.stream().filter(one -> is(one, document.uniqueId())).toList();
    return same.isEmpty()
        ? there.stream().filter(one -> precedes(one, report, document)).toList()
        : same;
  }

  private boolean precedes(DmpDecision one, Report report, SharedFiling.Document document) {
    if (document.replaces().contains(documentId(one))) {
      return true;
    }
    return report(one)
        .filter(other -> Succession.takesPlaceOf(other, report, there.size() == 1))
        .isPresent();
  }

  /**
   * Whether this document was filed, and deleted since.
   *
   * @param document null for a copy, which is not told apart
   */
  boolean deleted(SharedFiling.@Nullable Document document) {
    return document != null
        && there.stream().noneMatch(one -> is(one, document.uniqueId()))
        && decisions.stream().anyMatch(one -> one.deletes() && is(one, document.uniqueId()));
  }

  /** Whether a document stands there that this decision's one takes the place of. */
  boolean outlived(String decision) {
    return there.stream()
        .filter(one -> one.id().equals(decision))
        .flatMap(one -> report(one).stream())
        .anyMatch(
            report ->
                there.stream()
                    .filter(other -> !other.id().equals(decision))
                    .flatMap(other -> report(other).stream())
                    .anyMatch(other -> Succession.takesPlaceOf(other, report, false)));
  }

  private Optional<Report> report(DmpDecision one) {
    return versions.stream()
        .filter(version -> version.id().equals(one.report()))
        .map(ReportVersion::report)
        .findFirst();
  }

  /** Whether the withdrawal names it, or takes the whole back. */
  private static boolean takenBack(DmpDecision one, Report withdrawal) {
    Set<String> named = new HashSet<>(withdrawal.replaces());
    named.addAll(withdrawal.documentIds());
    return copy(one) || named.isEmpty() || named.contains(documentId(one));
  }

  /**
   * A document is only old beside one that names it, or that has a later number in its set; another
   * form of the same result never makes it old. A copy is old beside any later version.
   */
  private static boolean later(ReportVersion other, ReportVersion version, boolean document) {
    Report a = other.report();
    Report b = version.report();
    if (other.id().equals(version.id())) {
      return false;
    }
    boolean named = b.documentIds().stream().anyMatch(a.replaces()::contains);
    boolean numbered =
        a.setId() != null
            && a.setId().equals(b.setId())
            && a.versionNumber() != null
            && b.versionNumber() != null
            && a.versionNumber() > b.versionNumber();
    boolean circle = a.documentIds().stream().anyMatch(b.replaces()::contains);
    return !circle && (named || numbered) || !document && Versions.later(a, b);
  }

  /** The id of what a document takes the place of; null when nothing of it is known to be there. */
  @Nullable String replaced(ReportVersion version, SharedFiling.Document document) {
    String ours = standingId(version, document);
    return ours != null
        ? ours
        : document.replaces().stream().filter(id -> !kept(id)).findFirst().orElse(null);
  }

  /** Whether we had that document, and neither we nor its producer filed it. */
  private boolean kept(String documentId) {
    return versions.stream()
        .filter(version -> version.report().documentIds().contains(documentId))
        .flatMap(version -> last(version).stream())
        .map(DmpDecision::reason)
        .anyMatch(r -> r != Reason.PRODUCER_FILES && r != Reason.LABORATORY_FEEDS);
  }

  /** The id of the last of what this report is about; null when that is nothing. */
  @Nullable String standingId(ReportVersion version, SharedFiling.@Nullable Document document) {
    return concerned(version, document).stream()
        .reduce((first, second) -> second)
        .map(DmpHistory::documentId)
        .orElse(null);
  }

  private static boolean is(DmpDecision one, @Nullable String documentId) {
    return documentId != null && documentId.equals(documentId(one));
  }

  private static @Nullable String documentId(DmpDecision one) {
    return one.filing() == null ? null : one.filing().documentId();
  }

  private static @Nullable String replacedBy(DmpDecision one) {
    return one.filing() == null ? null : one.filing().replaces();
  }

  /** Takes it out, in the name of whoever put it there. */
  static Filing deletion(DmpDecision one, Instant now) {
    Filing there = Objects.requireNonNull(one.filing());
    return new Filing(
        Publication.Act.DELETE,
        there.structure(),
        there.structureName(),
        there.submitter(),
        there.author(),
        there.documentId(),
        null,
        there.patient(),
        now);
  }
}
