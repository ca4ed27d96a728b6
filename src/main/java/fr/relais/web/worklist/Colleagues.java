// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.model.Order;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import fr.relais.flow.Cases;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The people of a chooser: médecin traitant first, then those of the site, then the others. */
final class Colleagues {
  private final Cases.Case found;
  private final Roster roster;
  private final Instant now;

  Colleagues(Cases.Case found, Instant now) {
    this.found = found;
    this.roster = found.roster();
    this.now = now;
  }

  List<FormView.Option> options(List<Practitioner> people) {
    return people.stream()
        .sorted(Comparator.comparingInt(this::rank).thenComparing(Practitioner::family))
        .map(p -> new FormView.Option(p.id(), p.title(), role(p), ""))
        .toList();
  }

  /** Every doctor of the directory, revoked people too: who ordered may have left since. */
  List<FormView.Option> everyone() {
    List<FormView.Option> options = new ArrayList<>();
    options.add(new FormView.Option("", "—", "", ""));
    roster.practitioners().stream()
        .filter(p -> p.role().doctor())
        .sorted(Comparator.comparing(Practitioner::family))
        .forEach(p -> options.add(new FormView.Option(p.id(), p.title(), "", "")));
    return options;
  }

  private int rank(Practitioner person) {
    if (generalPractitioner(person)) {
      return 0;
    }
    if (left(person)) {
      return 5;
    }
    return referent(person) ? 1 : duty(person) ? 2 : person.id().equals(requester()) ? 3 : 4;
  }

  private boolean left(Practitioner person) {
    LocalDate ends = person.missionEnds();
    return ends != null && ends.isBefore(now.atZone(ParisTime.ZONE).toLocalDate());
  }

  private String requester() {
    return Objects.requireNonNullElse(found.row().requester(), "");
  }

  private boolean generalPractitioner(Practitioner person) {
    return found.orders().stream()
        .map(Order::generalPractitioner)
        .anyMatch(gp -> person.id().equals(gp));
  }

  private boolean referent(Practitioner person) {
    return roster
        .site(found.row().site())
        .map(Site::referent)
        .filter(person.id()::equals)
        .isPresent();
  }

  private boolean duty(Practitioner person) {
    return roster.dutyDoctor(found.row().site(), now).filter(person::equals).isPresent();
  }

  private String role(Practitioner person) {
    List<String> said = new ArrayList<>();
    if (generalPractitioner(person)) {
      said.add("médecin traitant");
    }
    if (referent(person)) {
      said.add("recours du site");
    }
    if (duty(person)) {
      said.add("de garde");
    }
    if (person.id().equals(requester())) {
      said.add("prescripteur");
    }
    said.add(
        left(person)
            ? "mission terminée"
            : roster.absent(person.id(), now) ? "absent" : "joignable");
    return String.join(", ", said);
  }
}
