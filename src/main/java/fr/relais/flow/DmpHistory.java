// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.DmpPolicy;
import fr.relais.core.decide.DmpPolicy.Before;
import fr.relais.core.decide.DmpPolicy.Reason;
import fr.relais.core.decide.Versions;
import fr.relais.core.model.Filing;
import fr.relais.core.model.Publication;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportVersion;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was decided so far of one result and the DMP.
 *
 * @param filed documents that were put there, or will be; refusals are left out
 * @param standing the last of them, unless it was deleted since; null when none is there
 */
record DmpHistory(
    List<ReportVersion> versions,
    List<DmpDecision> decisions,
    List<DmpDecision> filed,
    @Nullable DmpDecision standing) {

  static DmpHistory of(Transaction tx, List<ReportVersion> versions) {
    List<DmpDecision> decisions = DmpDecision.of(tx, versions);
    List<DmpDecision> filed = decisions.stream().filter(one -> one.files(tx)).toList();
    DmpDecision standing = null;
    for (DmpDecision one : decisions) {
      standing = one.takesOut(tx) ? null : filed.contains(one) ? one : standing;
    }
    return new DmpHistory(versions, decisions, filed, standing);
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
      return takenBack(version.report()) ? of(standing) : Before.NOTHING;
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
        : of(standing);
  }

  private static Before of(@Nullable DmpDecision standing) {
    if (standing == null || standing.filing() == null) {
      return Before.NOTHING;
    }
    return standing.filing().copy() ? Before.A_COPY : Before.A_DOCUMENT;
  }

  /** Whether the withdrawal names what stands, or takes the whole back. */
  private boolean takenBack(Report withdrawal) {
    Set<String> named = new HashSet<>(withdrawal.replaces());
    named.addAll(withdrawal.documentIds());
    Filing there = standing == null ? null : standing.filing();
    return there != null && (there.copy() || named.isEmpty() || named.contains(there.documentId()));
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
  @Nullable String replaced(SharedFiling.Document document) {
    String ours = standingId();
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

  @Nullable String standingId() {
    return standing == null ? null : documentId(standing);
  }

  private static @Nullable String documentId(DmpDecision one) {
    return one.filing() == null ? null : one.filing().documentId();
  }

  /** Takes out what stands, in the name of whoever put it there. */
  @Nullable Filing deletion(Instant now) {
    Filing there = standing == null ? null : standing.filing();
    return there == null
        ? null
        : new Filing(
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
