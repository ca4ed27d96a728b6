// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import ca.uhn.fhir.rest.param.DateRangeParam;
import fr.relais.core.decide.Rights;
import fr.relais.core.model.Content;
import fr.relais.core.model.Order;
import fr.relais.core.model.ReportVersion;
import fr.relais.flow.Cases;
import fr.relais.formats.fhir.ReportWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One report that the caller may read whole, found by the identifier that the API gives it: the
 * follow-up's, a point, the end of the version's.
 */
record Filed(Cases.Case found, ReportVersion version, ReportWriter writer) {
  /** More than anyone has open. */
  static final int LINES_MAX = 500;

  /** With the follow-up's 32 and a rank, it stays within the 64 characters of a FHIR id. */
  private static final int VERSION_LETTERS = 24;

  /** Empty when there is none, or when the caller may not see it whole: the same to him. */
  static Optional<Filed> find(Session session, String id) {
    int point = id.indexOf('.');
    if (point < 0) {
      return Optional.empty();
    }
    String version = id.substring(point + 1);
    return whole(session, id.substring(0, point)).stream()
        .filter(filed -> letters(filed.version().id()).equals(version))
        .findFirst();
  }

  /** Every report of this follow-up; none when the caller may not see it whole. */
  private static List<Filed> whole(Session session, String followUp) {
    Cases.Case found = session.desk().cases().read(session.caller(), followUp, null).orElse(null);
    if (found == null || found.reading().view() != Rights.View.WHOLE) {
      return List.of();
    }
    return found.versions().stream().map(version -> of(session, found, version)).toList();
  }

  private static Filed of(Session session, Cases.Case found, ReportVersion version) {
    String order =
        found.orders().stream()
            .filter(o -> o.requester().equals(session.caller()))
            .map(Order::id)
            .findFirst()
            .orElse(null);
    String id = id(found.row().id(), version.id());
    return new Filed(found, version, new ReportWriter(id, version, order));
  }

  static String id(String followUp, String version) {
    return followUp + "." + letters(version);
  }

  private static String letters(String version) {
    return version.substring(Math.max(0, version.length() - VERSION_LETTERS));
  }

  /** What waits for the caller and changed in this range, each reading audited. */
  static List<Filed> changed(Session session, @Nullable DateRangeParam range) {
    List<Filed> all = new ArrayList<>();
    for (Cases.Line line : session.desk().cases().list(session.caller(), LINES_MAX)) {
      ReportVersion latest = line.latest();
      if (line.reading().view() == Rights.View.WHOLE
          && latest != null
          && within(latest.receivedAt(), range)) {
        whole(session, line.row().id()).stream()
            .filter(filed -> within(filed.version().receivedAt(), range))
            .forEach(all::add);
      }
    }
    return all;
  }

  static boolean within(Instant at, @Nullable DateRangeParam range) {
    if (range == null) {
      return true;
    }
    Instant shown = at.truncatedTo(ChronoUnit.MILLIS);
    return (range.getLowerBoundAsInstant() == null
            || !shown.isBefore(range.getLowerBoundAsInstant().toInstant()))
        && (range.getUpperBoundAsInstant() == null
            || !shown.isAfter(range.getUpperBoundAsInstant().toInstant()));
  }

  /** The bytes as they came. */
  Content original(Session session) {
    return session
        .desk()
        .cases()
        .content(session.caller(), found.row().id(), version.id(), null)
        .orElseThrow(Refusal::notFound);
  }
}
