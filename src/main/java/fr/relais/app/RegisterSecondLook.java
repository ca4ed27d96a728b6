// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.directory.RegisterClient;
import fr.relais.adapters.directory.RegisterFold;
import fr.relais.adapters.directory.RegisterReview;
import fr.relais.core.model.RegisterPage;
import fr.relais.core.model.Roster;
import fr.relais.flow.Professional;
import fr.relais.flow.RegisterFailure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks again, by number and alone, for each person who would lose his access because an answer does
 * not hold him: an absence is believed when it is said twice.
 */
final class RegisterSecondLook {
  private static final Logger LOG = LoggerFactory.getLogger(RegisterSecondLook.class);

  private final RegisterClient client;
  private final Roster roster;
  private final LocalDate today;

  RegisterSecondLook(RegisterClient client, Roster roster, LocalDate today) {
    this.client = client;
    this.roster = roster;
    this.today = today;
  }

  /**
   * What is known after both answers; a failure when the second cannot be believed.
   *
   * @param before what was known until now
   * @param first what the answer that may lack someone says
   */
  RegisterRefresh.Asked at(
      Collection<Professional> before, List<Professional> first, boolean everyone) {
    List<Professional> people = new ArrayList<>(first);
    for (String rpps : RegisterReview.missed(roster, first, today)) {
      RegisterClient.Answer answer = client.search(Set.of(rpps), null);
      RegisterFailure failure = failure(rpps, answer);
      if (failure != null) {
        return RegisterRefresh.Asked.failed(everyone, failure);
      }
      List<Professional> again =
          new RegisterFold(before).of(Set.of(rpps), answer.answers(), true).orElse(List.of());
      if (again.isEmpty()) {
        return RegisterRefresh.Asked.failed(everyone, RegisterFailure.NOT_UNDERSTOOD);
      }
      Professional found = again.get(0);
      if (found.listed()) {
        LOG.warn("annuaire: an answer lacked someone who is there");
        people.replaceAll(each -> each.rpps().equals(rpps) ? found.missedOnce() : each);
      }
    }
    return new RegisterRefresh.Asked(people, everyone, null);
  }

  /** Others instead of him, or a record that names nobody for certain, is not "nobody". */
  private static @Nullable RegisterFailure failure(String rpps, RegisterClient.Answer answer) {
    if (answer.failure() != null) {
      return answer.failure();
    }
    List<RegisterPage> pages = answer.answers().stream().flatMap(List::stream).toList();
    boolean his =
        pages.stream()
            .flatMap(page -> page.people().stream())
            .allMatch(person -> person.rpps().equals(rpps));
    return his && pages.stream().allMatch(page -> page.aside() == 0)
        ? null
        : RegisterFailure.NOT_UNDERSTOOD;
  }
}
