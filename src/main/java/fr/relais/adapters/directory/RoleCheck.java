// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Endpoint;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may answer for what: only a doctor is a referent, on duty, a supervisor or a replacement, and
 * nobody answers for himself.
 */
final class RoleCheck {
  private static final String SITE = "site:";

  private final Draft draft;
  private final Problems problems;
  private final Map<String, Practitioner> people = new HashMap<>();
  private final Set<String> sites = new HashSet<>();

  private RoleCheck(Draft draft, Problems problems) {
    this.draft = draft;
    this.problems = problems;
    draft.people().forEach(p -> people.putIfAbsent(p.value().id(), p.value()));
    draft.sites().forEach(s -> sites.add(s.value().id()));
  }

  static void check(Draft draft, Problems problems) {
    RoleCheck check = new RoleCheck(draft, problems);
    draft.people().forEach(check::person);
    draft.sites().forEach(s -> check.doctor(s, "referent", s.value().referent()));
    draft.periods().forEach(check::period);
    draft.endpoints().forEach(check::endpoint);
  }

  private void person(Located<Practitioner> row) {
    Practitioner person = row.value();
    if (unknown(Part.SITES, sites, person.site())) {
      row.wrong(
          problems,
          "site",
          "Ce site n'est pas dans sites.csv.",
          "Ajoutez-le, ou corrigez l'identifiant.");
    }
    String supervisor = person.supervisor();
    if (supervisor == null) {
      return;
    }
    known(row, "supervisor", supervisor);
    doctor(row, "supervisor", supervisor);
    Practitioner found = people.get(supervisor);
    if (supervisor.equals(person.id()) || (found != null && found.role() == Role.JUNIOR)) {
      row.wrong(
          problems,
          "supervisor",
          "Celui qui répond d'un docteur junior est un autre médecin, qui n'est pas junior.",
          "Nommez son maître de stage.");
    }
  }

  private void period(Located<Period> row) {
    Period period = row.value();
    switch (period.kind()) {
      case PRESENCE, ABSENCE -> {
        // a secretary is present and absent like anyone
      }
      case DUTY -> doctor(row, "practitioner", period.practitioner());
      case OPERATOR_DUTY -> lastRung(row, period.practitioner());
      case REPLACEMENT -> replacement(row, period);
    }
  }

  private void lastRung(Located<Period> row, @Nullable String id) {
    doctor(row, "practitioner", id);
    Practitioner holder = id == null ? null : people.get(id);
    if (holder != null && holder.role() == Role.JUNIOR) {
      row.wrong(
          problems,
          "practitioner",
          "Un docteur junior n'est jamais le dernier échelon.",
          "Nommez un médecin qui n'a pas besoin d'un autre pour répondre.");
    }
  }

  private void replacement(Located<Period> row, Period period) {
    doctor(row, "practitioner", period.practitioner());
    String replaced = period.standsInFor();
    known(row, "stands_in_for", replaced);
    doctor(row, "stands_in_for", replaced);
    if (replaced != null && replaced.equals(period.practitioner())) {
      row.wrong(
          problems,
          "stands_in_for",
          "Personne ne se remplace soi-même.",
          "Nommez un autre remplaçant.");
    }
  }

  private void endpoint(Located<Endpoint> row) {
    String id = row.value().practitioner();
    boolean site = id.startsWith(SITE) && sites.contains(id.substring(SITE.length()));
    if (!site) {
      known(row, "practitioner", id);
    }
  }

  private void doctor(Located<?> row, String column, @Nullable String id) {
    Practitioner found = id == null ? null : people.get(id);
    if (found != null && !found.role().doctor()) {
      row.wrong(
          problems,
          column,
          "Cette personne n'est pas médecin : elle ne peut pas répondre d'un résultat.",
          "Nommez un médecin.");
    }
  }

  private void known(Located<?> row, String column, @Nullable String id) {
    if (unknown(Part.PEOPLE, people.keySet(), id)) {
      row.wrong(
          problems,
          column,
          "Cette personne n'est pas dans people.csv.",
          "Ajoutez-la, ou corrigez l'identifiant.");
    }
  }

  private boolean unknown(Part part, Set<String> ids, @Nullable String id) {
    return id != null && !id.isEmpty() && !draft.unreadable().contains(part) && !ids.contains(id);
  }
}
