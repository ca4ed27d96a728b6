// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Channel;
import fr.relais.core.model.Endpoint;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Sender;
import fr.relais.core.model.SenderCode;
import fr.relais.core.model.Site;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the parts must say together: the errors that refuse an import. */
final class RosterCheck {
  private final Draft draft;
  private final LocalDate today;
  private final Problems problems;
  private final Map<String, Practitioner> people = new HashMap<>();
  private final Set<String> sites;
  private final Set<String> senders;

  private RosterCheck(Draft draft, LocalDate today, Problems problems) {
    this.draft = draft;
    this.today = today;
    this.problems = problems;
    draft.people().forEach(p -> people.putIfAbsent(p.value().id(), p.value()));
    this.sites = draft.sites().stream().map(s -> s.value().id()).collect(Collectors.toSet());
    this.senders = draft.senders().stream().map(s -> s.value().id()).collect(Collectors.toSet());
  }

  static void check(Draft draft, LocalDate today, Problems problems) {
    RosterCheck check = new RosterCheck(draft, today, problems);
    check.uniqueness();
    draft.sites().forEach(check::referent);
    draft.periods().forEach(check::period);
    draft.senders().forEach(s -> check.site(s, "site", s.value().site()));
    draft.senders().forEach(check::acknowledgements);
    draft.codes().forEach(check::code);
    RoleCheck.check(draft, problems);
    check.lastRung();
  }

  private void uniqueness() {
    once(draft.people(), Practitioner::id, "id", "Cet identifiant est déjà pris.");
    once(draft.people(), Practitioner::rpps, "rpps", "Ce RPPS est déjà celui d'une autre ligne.");
    once(draft.sites(), Site::id, "id", "Cet identifiant est déjà pris.");
    once(draft.senders(), Sender::id, "id", "Cet identifiant est déjà pris.");
    once(
        draft.senders(),
        Sender::folder,
        "folder",
        "Ce dossier est déjà celui d'un autre expéditeur.");
    once(
        draft.senders(),
        Sender::hprimCode,
        "hprim_code",
        "Ce code HPRIM est déjà celui d'un autre expéditeur.");
    once(
        draft.senders(),
        Sender::mailbox,
        "mailbox",
        "Cette boîte est déjà celle d'un autre expéditeur.");
    once(
        draft.codes(),
        c -> c.sender() + '\n' + c.code(),
        "code",
        "Ce code est déjà donné pour cet expéditeur.");
    messageHeaders();
  }

  private <T> void once(
      List<Located<T>> rows, Function<T, @Nullable String> key, String column, String cause) {
    Set<String> seen = new HashSet<>();
    for (Located<T> row : rows) {
      String value = key.apply(row.value());
      if (value != null && !value.isEmpty() && !seen.add(value)) {
        row.wrong(problems, column, cause, "Gardez une seule des deux lignes, ou corrigez-la.");
      }
    }
  }

  /** MSH-3 and MSH-4 name one sender; an empty MSH-4 stands for any. */
  private void messageHeaders() {
    Map<String, Set<String>> facilities = new HashMap<>();
    for (Located<Sender> row : draft.senders()) {
      Sender sender = row.value();
      if (sender.application() == null) {
        continue;
      }
      Set<String> taken =
          facilities.computeIfAbsent(sender.application(), application -> new HashSet<>());
      String facility = sender.facility() == null ? "" : sender.facility();
      boolean meets =
          facility.isEmpty() ? !taken.isEmpty() : taken.contains("") || taken.contains(facility);
      if (meets) {
        row.wrong(
            problems,
            "application",
            "Un autre expéditeur écrit les mêmes MSH-3 et MSH-4 : on ne saurait pas lequel parle.",
            "Donnez à chacun un couple application et facility qui lui soit propre.");
      }
      taken.add(facility);
    }
  }

  /** An acknowledgement never lies among the results of a doctor or of a site. */
  private void acknowledgements(Located<Sender> row) {
    String folder = row.value().acknowledgements();
    Stream<@Nullable String> others =
        Stream.of(
                people.values().stream().map(Practitioner::folder),
                draft.sites().stream().map(s -> s.value().folder()),
                draft.endpoints().stream()
                    .map(Located::value)
                    .filter(e -> e.channel() == Channel.FOLDER)
                    .map(Endpoint::address))
            .flatMap(each -> each);
    boolean taken = folder != null && others.anyMatch(folder::equals);
    if (taken) {
      row.wrong(
          problems,
          "acknowledgements",
          "Ce dossier est celui d'un médecin ou d'un site.",
          "Donnez aux accusés un dossier qui ne serve qu'à cet expéditeur.");
    }
  }

  private void referent(Located<Site> row) {
    String id = row.value().referent();
    if (id.isEmpty()) {
      return; // its line says so already
    }
    practitioner(row, "referent", id);
    Practitioner referent = people.get(id);
    if (referent != null && revoked(referent)) {
      row.wrong(
          problems,
          "referent",
          "Le référent de ce site ne peut plus exercer.",
          "Nommez un autre médecin référent dans sites.csv.");
    }
  }

  private boolean revoked(Practitioner practitioner) {
    return practitioner.revokedOn() != null && !practitioner.revokedOn().isAfter(today);
  }

  private void period(Located<Period> row) {
    practitioner(row, "practitioner", row.value().practitioner());
    site(row, "site", row.value().site());
  }

  private void code(Located<SenderCode> row) {
    SenderCode code = row.value();
    if (unknown(Part.SENDERS, senders, code.sender())) {
      row.wrong(
          problems,
          "sender",
          "Cet expéditeur n'est pas dans senders.csv.",
          "Ajoutez-le, ou corrigez l'identifiant.");
    }
    practitioner(row, "practitioner", code.practitioner());
    site(row, "site", code.site());
  }

  private void practitioner(Located<?> row, String column, @Nullable String id) {
    if (unknown(Part.PEOPLE, people.keySet(), id)) {
      row.wrong(
          problems,
          column,
          "Cette personne n'est pas dans people.csv.",
          "Ajoutez-la, ou corrigez l'identifiant.");
    }
  }

  private void site(Located<?> row, String column, @Nullable String id) {
    if (unknown(Part.SITES, sites, id)) {
      row.wrong(
          problems,
          column,
          "Ce site n'est pas dans sites.csv.",
          "Ajoutez-le, ou corrigez l'identifiant.");
    }
  }

  private boolean unknown(Part part, Set<String> ids, @Nullable String id) {
    return id != null && !id.isEmpty() && !draft.unreadable().contains(part) && !ids.contains(id);
  }

  /** The operator's duty doctor: without a named one, a critical result could stay unanswered. */
  private void lastRung() {
    List<Located<Period>> duties =
        draft.periods().stream()
            .filter(p -> p.value().kind() == Period.Kind.OPERATOR_DUTY)
            .toList();
    if (duties.isEmpty() && !draft.unreadable().contains(Part.PERIODS)) {
      missing("Le dernier échelon manque : aucune astreinte de l'opérateur (OPERATOR_DUTY).");
    } else if (!duties.isEmpty() && duties.stream().allMatch(this::heldByRevoked)) {
      missing("Le dernier échelon manque : les médecins d'astreinte ne peuvent plus exercer.");
    }
  }

  private boolean heldByRevoked(Located<Period> duty) {
    String id = duty.value().practitioner();
    Practitioner holder = id == null ? null : people.get(id);
    return holder != null && revoked(holder);
  }

  private void missing(String cause) {
    problems.add(
        Part.PERIODS.file(),
        0,
        "kind",
        cause,
        "Ajoutez une ligne OPERATOR_DUTY avec un médecin nommé et en exercice.");
  }
}
