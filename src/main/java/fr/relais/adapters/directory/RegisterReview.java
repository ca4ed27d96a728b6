// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.adapters.directory.RegisterRow.Act;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Endpoint;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Role;
import fr.relais.core.model.Roster;
import fr.relais.flow.Professional;
import fr.relais.flow.RegisterQuestion;
import fr.relais.flow.RegisterQuestion.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the register asks to change in the roster, and what only a person can settle. An access is
 * taken away for what ended; what was never so here, and every name, is a question.
 */
public final class RegisterReview {
  /** Between the last situation that ended and the access that ends. */
  static final int GRACE_DAYS = 7;

  private final Roster roster;
  private final LocalDate today;
  private final Map<String, Professional> people = new HashMap<>();
  private final List<RegisterRow> rows = new ArrayList<>();
  private final Set<RegisterQuestion> questions = new LinkedHashSet<>();

  private RegisterReview(Roster roster, Collection<Professional> known, LocalDate today) {
    this.roster = roster;
    this.today = today;
    known.forEach(each -> people.put(each.rpps(), each));
  }

  /**
   * @param known what the register says of them; nobody else is looked at
   */
  public static RegisterReview of(Roster roster, Collection<Professional> known, LocalDate today) {
    RegisterReview review = new RegisterReview(roster, known, today);
    asked(roster).forEach(review::person);
    return review;
  }

  /**
   * Those who would lose their access because an answer does not hold them: nobody is believed
   * absent at once. Nobody, when they are so many that a person looks at them first.
   */
  public static Set<String> missed(Roster roster, Collection<Professional> known, LocalDate today) {
    Set<String> missed =
        of(roster, known, today).rows.stream()
            .filter(row -> row.act() == Act.VANISHED)
            .map(RegisterRow::rpps)
            .collect(Collectors.toCollection(TreeSet::new));
    return RegisterGuard.suspicious(missed.size(), roster, today) ? Set.of() : missed;
  }

  /** The numbers of those of the roster for whom the register is asked. */
  public static Set<String> numbers(Roster roster) {
    return asked(roster).stream()
        .map(p -> String.valueOf(p.rpps()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Practitioner> asked(Roster roster) {
    return roster.practitioners().stream()
        .filter(p -> p.rpps() != null && !p.rpps().isEmpty() && p.role() != Role.SITE)
        .toList();
  }

  /**
   * Changes that are taken, or wait, together.
   *
   * @param rpps whom they concern
   * @param revokes whether they take accesses away
   * @param mailbox the one that they give; null: none
   * @param says whose access, and why, in French; an id each, no address
   */
  public record Proposal(
      CsvFile sheet,
      Set<String> rpps,
      boolean revokes,
      @Nullable String mailbox,
      List<String> says) {
    public Proposal {
      rpps = Set.copyOf(rpps);
      says = List.copyOf(says);
    }
  }

  /**
   * Who ended, all at once; who had ended before, too; each other change alone, and whoever stands
   * on the last rung: what waits for a person holds up nobody else.
   */
  public List<Proposal> proposals() {
    List<RegisterRow> ended = rows.stream().filter(r -> r.act().counted() && !lastRung(r)).toList();
    List<RegisterRow> again = rows.stream().filter(r -> r.act() == Act.AGAIN).toList();
    List<List<RegisterRow>> together = new ArrayList<>(List.of(ended, again));
    rows.stream()
        .filter(r -> !ended.contains(r) && !again.contains(r))
        .forEach(r -> together.add(List.of(r)));
    return together.stream().filter(some -> !some.isEmpty()).map(this::proposal).toList();
  }

  private boolean lastRung(RegisterRow row) {
    String id = id(row.rpps());
    return roster.periods().stream()
        .anyMatch(p -> p.kind() == Period.Kind.OPERATOR_DUTY && id.equals(p.practitioner()));
  }

  private Proposal proposal(List<RegisterRow> some) {
    return new Proposal(
        RegisterSheet.of(some),
        some.stream().map(RegisterRow::rpps).collect(Collectors.toSet()),
        some.get(0).act().revokes(),
        some.get(0).mailbox(),
        some.stream().map(row -> id(row.rpps()) + " " + row.act().french()).toList());
  }

  private String id(String rpps) {
    return roster.byRpps(rpps).map(Practitioner::id).orElse("");
  }

  /** What only a person can settle. */
  public List<RegisterQuestion> questions() {
    return List.copyOf(questions);
  }

  private void person(Practitioner person) {
    Professional known = people.get(String.valueOf(person.rpps()));
    if (known == null) {
      return; // nobody asked yet
    }
    Act ended = ended(person, known);
    if (person.revoked(today)) {
      if (ended == null && known.listed() && known.past().revoked()) {
        ask(person, Kind.RETURNED);
      }
      referent(person);
    } else if (ended != null) {
      rows.add(
          RegisterRow.revoked(
              known.rpps(), known.past().revoked() && ended != Act.VANISHED ? Act.AGAIN : ended));
      referent(person);
    } else {
      doubts(person, known);
    }
  }

  private @Nullable Act ended(Practitioner person, Professional known) {
    if (!known.listed()) {
      return known.past().active() ? Act.VANISHED : null;
    }
    if (!known.active()) {
      return Act.INACTIVE;
    }
    if (!person.role().doctor()) {
      return null;
    }
    if (known.otherProfession() && known.past().doctor()) {
      return Act.OTHER_PROFESSION;
    }
    return known.idle() && !today.isBefore(graceEnds(known)) ? Act.NO_SITUATION : null;
  }

  /** Someone may be between two posts: he is asked about before he loses anything. */
  private LocalDate graceEnds(Professional known) {
    LocalDate since = known.past().idleSince();
    return (since == null ? today : since).plusDays(GRACE_DAYS);
  }

  private void doubts(Practitioner person, Professional known) {
    if (!known.listed()) {
      ask(person, Kind.UNKNOWN);
      return;
    }
    if (known.overlooked()) {
      ask(person, Kind.OVERLOOKED);
    }
    if (person.role().doctor() && known.otherProfession()) {
      ask(person, Kind.OTHER_PROFESSION);
    }
    if (person.role().doctor() && known.idle()) {
      questions.add(new RegisterQuestion(person.id(), Kind.SITUATION_ENDED, graceEnds(known)));
    }
    // a replacement works in the place of others, without a situation of his own
    if (person.role() == Role.DOCTOR && known.situations() == 0 && !known.idle()) {
      ask(person, Kind.NO_SITUATION);
    }
    if (!RegisterNames.same(person, known)) {
      ask(person, Kind.OTHER_NAME);
      return; // whose mailbox it is, is not certain any more
    }
    mailbox(person, known);
  }

  /**
   * A mailbox that a person declared is never replaced; ours follows the register, and gives way to
   * one that a person declares later.
   */
  private void mailbox(Practitioner person, Professional known) {
    RegisterMailbox found = RegisterMailbox.of(known);
    List<String> dated = dated(person);
    String ours = dated.stream().filter(known.offered()::contains).findFirst().orElse(null);
    List<String> declared = new ArrayList<>(dated);
    declared.remove(ours);
    if (person.mailbox() != null) {
      declared.add(person.mailbox());
    }
    if (!declared.isEmpty()) {
      if (ours != null) {
        rows.add(new RegisterRow(known.rpps(), Act.MAILBOX, null, ours));
      }
      if (!found.addresses().isEmpty() && declared.stream().noneMatch(any(known)::contains)) {
        ask(person, Kind.OTHER_MAILBOX);
      }
    } else if (found.sure() && !found.address().equals(ours)) {
      rows.add(new RegisterRow(known.rpps(), Act.MAILBOX, found.address(), ours));
    } else if (found.addresses().size() > 1 && !found.addresses().contains(ours)) {
      ask(person, Kind.SEVERAL_MAILBOXES);
    }
  }

  /** His mailboxes that have dates, today and later. */
  private List<String> dated(Practitioner person) {
    return roster.endpoints().stream()
        .filter(e -> e.practitioner().equals(person.id()) && e.channel() == Channel.MAIL)
        .filter(e -> e.to() == null || !e.to().isBefore(today))
        .map(Endpoint::address)
        .toList();
  }

  private static List<String> any(Professional known) {
    return known.mailboxes().stream().map(m -> m.address()).toList();
  }

  private void referent(Practitioner person) {
    if (roster.sites().stream().anyMatch(site -> site.referent().equals(person.id()))) {
      ask(person, Kind.REFERENT_GONE);
    }
  }

  private void ask(Practitioner person, Kind kind) {
    questions.add(new RegisterQuestion(person.id(), kind));
  }
}
