// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import fr.relais.core.model.Content;
import fr.relais.core.model.Order;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.flow.ExpectOrder;
import fr.relais.flow.ExpectOrder.Asked;
import fr.relais.formats.fhir.OrderBundles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes the orders of one request: all or none, once. */
final class OrderDesk {
  private static final String KEY_FORM = "[A-Za-z0-9._:-]{8,64}";

  private final OrderBundles reader;
  private final Set<String> insOidsRefused;

  OrderDesk(OrderBundles reader, Set<String> insOidsRefused) {
    this.reader = reader;
    this.insOidsRefused = Set.copyOf(insOidsRefused);
  }

  /**
   * What was taken.
   *
   * @param created for each order, whether it is new; a request sent again is answered as the first
   * @param types the type of each entry of the message
   * @param warnings of the message as a whole
   */
  record Taken(
      List<Order> orders, List<Boolean> created, List<String> types, List<Problem> warnings) {}

  Taken take(Session session, Content body, @Nullable String key) {
    if (key != null && !key.matches(KEY_FORM)) {
      throw Refusal.of(
          400,
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          "",
          "L'en-tête Idempotency-Key n'a pas la bonne forme.",
          "Donnez de 8 à 64 lettres sans accent, chiffres, points ou tirets : un UUID convient.");
    }
    OrderBundles.Reading reading = reader.read(body);
    List<Problem> problems = new ArrayList<>(reading.problems());
    refuseIfBroken(problems);
    Asking asking =
        new Asking(
            session.desk().cases().roster(), insOidsRefused, session.desk().clock().instant());
    List<Asked> asked = asking.asked(reading.orders());
    problems.addAll(asking.problems());
    refuseIfBroken(problems);
    own(session, asked);
    List<Boolean> known = asked.stream().map(each -> known(session, each)).toList();
    ExpectOrder.Result result =
        session.desk().orders().expect(session.caller(), key, body.hash(), asked);
    if (!(result instanceof ExpectOrder.Result.Kept kept)) {
      throw Refusal.of(
          422,
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          "",
          "Cette Idempotency-Key a déjà servi pour une autre demande.",
          "Donnez une clé neuve à chaque demande, la même seulement pour la renvoyer.");
    }
    for (int i = 0; i < asked.size(); i++) {
      refuseOther(kept.orders().get(i), asked.get(i)); // another request may have come between
    }
    return new Taken(
        kept.orders(),
        known.stream().map(before -> kept.repeated() || !before).toList(),
        reading.types(),
        problems);
  }

  private static void refuseIfBroken(List<Problem> problems) {
    if (problems.stream().anyMatch(Problem::isError)) {
      throw Refusal.of(422, problems);
    }
  }

  private static void own(Session session, List<Asked> asked) {
    if (asked.stream().anyMatch(each -> !each.requester().equals(session.caller()))) {
      throw Refusal.of(
          403,
          ProblemCode.REQUESTERS_DISAGREE,
          "ServiceRequest.requester",
          "Le prescripteur n'est pas le médecin au nom de qui ce logiciel appelle.",
          "Employez le jeton de ce médecin.");
    }
  }

  /** Whether the software's own number was given before, for the very same exam. */
  private static boolean known(Session session, Asked asked) {
    if (asked.placer() == null) {
      return false;
    }
    Optional<Order> before = session.desk().orders().byPlacer(asked.authority(), asked.placer());
    before.ifPresent(order -> refuseOther(order, asked));
    return before.isPresent();
  }

  private static void refuseOther(Order before, Asked asked) {
    if (!same(before, asked)) {
      throw Refusal.of(
          409,
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          "ServiceRequest.identifier",
          "Ce numéro a déjà servi pour une autre prescription.",
          "Donnez à chaque prescription un numéro neuf.");
    }
  }

  private static boolean same(Order before, Asked asked) {
    return before.requester().equals(asked.requester())
        && before.patient().equals(asked.patient())
        && before.label().equals(asked.label())
        && Objects.equals(before.code(), asked.code());
  }
}
