// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.GeneralPractitioners;
import fr.relais.core.decide.Masks;
import fr.relais.core.match.Requesters;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Order;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Report;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who gets a result without having to act. */
final class Copies {
  private final DeclaredPractitioners declarations;

  Copies(Ids ids) {
    this.declarations = new DeclaredPractitioners(ids);
  }

  /**
   * The patient's médecin traitant. Nobody is told of a patient who is not certain, but those who
   * own or ordered; nor whom the patient refused; nor anyone when the patient masked it.
   */
  DeclaredPractitioners.Declared declared(
      Transaction tx, Report report, Ordered ordered, boolean doubt, Instant now) {
    if (doubt || masked(report)) {
      return DeclaredPractitioners.Declared.NONE;
    }
    Order order = ordered.order();
    DeclaredPractitioners.Declared found = declarations.find(tx, report, order, tx.roster(), now);
    boolean barred =
        ordered.refused()
            && order != null
            && found.person() != null
            && found.person().id().equals(order.requester());
    return barred ? DeclaredPractitioners.Declared.NONE : found;
  }

  /** The patient's mask binds copies; it never stops whoever ordered or owns. */
  private static boolean masked(Report report) {
    return Masks.of(report.flags()).professionals();
  }

  /** The requester, the médecin traitant, and the site so that the next doctor has the history. */
  static List<String> of(
      FollowUp row,
      Report report,
      Requesters.Found found,
      Ordered ordered,
      @Nullable Practitioner gp,
      GeneralPractitioners.Share share,
      boolean doubt,
      Roster roster,
      Instant now) {
    Set<String> copies = new LinkedHashSet<>();
    Practitioner requester = found.requester();
    LocalDate today = now.atZone(ParisTime.ZONE).toLocalDate();
    // the requester is entitled to the whole, whoever owns it, unless the patient refused
    if (requester != null && !requester.revoked(today) && !ordered.refused()) {
      copies.add(requester.id());
    }
    if (gp != null && share != GeneralPractitioners.Share.NOTHING) {
      copies.add(gp.id());
    }
    if (!doubt && !ordered.refused() && !masked(report)) {
      roster
          .site(found.site())
          .filter(Site::takesCopies)
          .map(Site::asRecipient)
          .ifPresent(copies::add);
    }
    copies.remove(row.owner());
    return List.copyOf(copies);
  }
}
