// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.RegisterPage;
import fr.relais.core.model.RegisterPage.Mailbox;
import fr.relais.core.model.RegisterPage.Person;
import fr.relais.core.model.RegisterPage.Situation;
import fr.relais.flow.Professional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Brings together what the pages of an answer say of each person. Whose a situation is stands in
 * technical numbers, which hold within one answer and no longer: people are known by RPPS alone.
 */
public final class RegisterFold {
  private final Map<String, Professional> before = new HashMap<>();

  /**
   * @param known what was known of these people until now
   */
  public RegisterFold(Collection<Professional> known) {
    known.forEach(each -> before.put(each.rpps(), each));
  }

  /**
   * What is known of these people after this; empty when the answer contradicts itself.
   *
   * @param asked everyone who was asked for: others of the answer are nobody here
   * @param everyone whether who is missing is not in the register; else he did not change
   */
  public Optional<List<Professional>> of(
      Collection<String> asked, List<List<RegisterPage>> answers, boolean everyone) {
    Map<String, Gathered> found = new HashMap<>();
    for (List<RegisterPage> answer : answers) {
      if (!gathered(answer, found)) {
        return Optional.empty();
      }
    }
    List<Professional> all = new ArrayList<>();
    for (String rpps : asked) {
      Professional was = before.getOrDefault(rpps, Professional.unknown(rpps));
      Gathered now = found.get(rpps);
      all.add(now != null ? now.professional(rpps).after(was) : everyone ? was.unlisted() : was);
    }
    return Optional.of(List.copyOf(all));
  }

  /** False when one technical number would be of two people. */
  private static boolean gathered(List<RegisterPage> answer, Map<String, Gathered> found) {
    Map<String, String> owner = new HashMap<>();
    List<Person> people = answer.stream().flatMap(page -> page.people().stream()).toList();
    for (Person person : people) {
      String other = owner.put(person.technical(), person.rpps());
      if (other != null && !other.equals(person.rpps()) || person.technical().isEmpty()) {
        return false;
      }
      found.computeIfAbsent(person.rpps(), rpps -> new Gathered()).add(person);
    }
    answer.stream()
        .flatMap(page -> page.situations().stream())
        .filter(Situation::active)
        .forEach(
            situation -> {
              String rpps = owner.get(String.valueOf(situation.person()));
              if (rpps != null) {
                found.get(rpps).situations.add(situation);
              }
            });
    return true;
  }

  /** All that one answer says of someone. */
  private static final class Gathered {
    private final Map<String, Person> records = new LinkedHashMap<>();
    private final List<Situation> situations = new ArrayList<>();

    void add(Person person) {
      records.put(person.technical(), person);
    }

    /** He is active when any record of him is: an old number stays behind, inactive. */
    Professional professional(String rpps) {
      List<Person> live = records.values().stream().filter(Person::active).toList();
      List<Situation> open = live.isEmpty() ? List.of() : situations;
      List<Mailbox> mailboxes =
          Stream.concat(
                  live.stream().map(Person::mailboxes), open.stream().map(Situation::mailboxes))
              .flatMap(List::stream)
              .distinct()
              .toList();
      List<String> professions =
          Stream.concat(
                  live.stream().map(Person::professions), open.stream().map(Situation::professions))
              .flatMap(List::stream)
              .distinct()
              .toList();
      Person named = live.isEmpty() ? records.values().iterator().next() : live.get(0);
      return new Professional(
          rpps,
          true,
          !live.isEmpty(),
          (int) open.stream().distinct().count(),
          professions,
          all(live, Person::skills),
          named.family(),
          named.given(),
          mailboxes,
          Professional.unknown(rpps).past(),
          List.of(),
          false);
    }

    private static List<String> all(List<Person> live, Function<Person, List<String>> of) {
      return live.stream().map(of).flatMap(List::stream).distinct().toList();
    }
  }
}
