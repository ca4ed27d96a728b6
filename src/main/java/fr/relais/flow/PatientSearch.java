// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Rights;
import fr.relais.core.match.Sought;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Order;
import fr.relais.core.model.PatientIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who, of the patients of a doctor's clinic of today, meets what he asks for: out of what he may
 * see, so that the answer says nothing of the rest.
 */
final class PatientSearch {
  private static final int FOUND_MAX = 50;

  private final Transaction tx;
  private final Circles circles;
  private final Standing standing;
  private final Rules rules;
  private final Instant now;

  PatientSearch(Transaction tx, Circles circles, Standing standing, Rules rules, Instant now) {
    this.tx = tx;
    this.circles = circles;
    this.standing = standing;
    this.rules = rules;
    this.now = now;
  }

  /** Identities of results and orders, the latest first. */
  List<PatientIdentity> candidates(Sought sought) {
    Set<String> oids = oids();
    List<PatientIdentity> found = new ArrayList<>();
    // locked in one order, whoever looks
    List<FollowUp> rows =
        tx.followUpsByIdentity(sought.keys(oids), FOUND_MAX).stream()
            .sorted()
            .flatMap(id -> tx.followUp(id).stream())
            .sorted(Comparator.comparing(FollowUp::receivedAt).reversed())
            .toList();
    for (FollowUp row : rows) {
      PatientIdentity patient = Circles.patient(tx, row);
      boolean meant = patient != null && sought.meets(patient) && !refused(patient);
      if (patient != null && meant && seen(row)) {
        found.add(patient);
      }
    }
    for (Order order : tx.ordersBy(sought.orderKeys(oids), FOUND_MAX)) {
      boolean meant = sought.meets(order.patient()) && !refused(order.patient());
      if (meant && standing.at(order.site())) {
        found.add(order.patient());
      }
    }
    return found;
  }

  private Set<String> oids() {
    Set<String> oids = new TreeSet<>(Rules.REAL_OIDS);
    oids.addAll(Rules.TEST_OIDS);
    oids.removeAll(rules.insOidsRefused());
    return oids;
  }

  private boolean seen(FollowUp row) {
    if (!standing.at(row.site())) {
      return false;
    }
    Rights.Reading reading = circles.reading(tx, row, standing.person().id(), now);
    return reading.view() == Rights.View.WHOLE
        || reading.view() == Rights.View.TRAITS
        || Rights.history(standing.relation(), reading.relation(), circles.facts(tx, row));
  }

  /** Whom a patient refused once finds nothing of that patient. */
  private boolean refused(PatientIdentity patient) {
    return Circles.refusedBy(tx, patient, standing.person().id());
  }
}
