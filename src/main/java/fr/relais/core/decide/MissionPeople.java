// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.MissionAccount.Capacity;
import fr.relais.core.model.MissionAccount.Person;
import fr.relais.core.model.Order;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import org.jspecify.annotations.Nullable;

/** What each professional is to what one doctor ordered at one site. */
record MissionPeople(Practitioner doctor, Site site, Roster roster) {

  /** The first of these that fits: who ordered, the patient's own, the site's, the operator's. */
  Person of(String id, MissionAccounts.Fact fact) {
    String title = roster.practitioner(id).map(Practitioner::title).orElse(id);
    return new Person(title, capacity(id, fact));
  }

  private Capacity capacity(String id, MissionAccounts.Fact fact) {
    if (id.equals(doctor.id())) {
      return Capacity.REQUESTER;
    }
    boolean named = fact.orders().stream().map(Order::generalPractitioner).anyMatch(id::equals);
    if (named || id.equals(fact.generalPractitioner())) {
      return Capacity.GENERAL_PRACTITIONER;
    }
    if (id.equals(site.referent()) || stands(id, site.id())) {
      return Capacity.SITE;
    }
    return stands(id, null) ? Capacity.OPERATOR : Capacity.COLLEAGUE;
  }

  /** Whether he holds a clinic or a duty there, whenever; null: the operator's duty. */
  private boolean stands(String person, @Nullable String where) {
    return roster.periods().stream()
        .filter(period -> person.equals(period.practitioner()))
        .anyMatch(period -> where == null ? operator(period) : at(where, period));
  }

  private static boolean operator(Period period) {
    return period.kind() == Period.Kind.OPERATOR_DUTY;
  }

  private static boolean at(String site, Period period) {
    return site.equals(period.site())
        && (period.kind() == Period.Kind.DUTY || period.kind() == Period.Kind.PRESENCE);
  }
}
