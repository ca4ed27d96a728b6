// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import fr.relais.core.model.OrderRequest;
import fr.relais.core.model.PatientChoices;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import fr.relais.flow.ExpectOrder.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the people and the place that an order names, and refuses what may not be asked. */
final class Asking {
  private static final Duration AHEAD_MAX = Duration.ofDays(1);

  private final Roster roster;
  private final Set<String> insOidsRefused;
  private final Instant now;
  private final List<Problem> problems = new ArrayList<>();

  Asking(Roster roster, Set<String> insOidsRefused, Instant now) {
    this.roster = roster;
    this.insOidsRefused = insOidsRefused;
    this.now = now;
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  List<Asked> asked(List<OrderRequest> requests) {
    Set<String> numbers = new HashSet<>();
    List<Asked> all = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      OrderRequest request = requests.get(i);
      String place = "ServiceRequest[" + i + "]";
      if (request.placer() != null && !numbers.add(request.authority() + "|" + request.placer())) {
        wrong(
            ProblemCode.FIELD_NOT_UNDERSTOOD,
            place + ".identifier",
            "Deux prescriptions du message ont le même numéro.",
            "Donnez à chacune le sien ; le numéro commun va dans requisition.");
      }
      all.add(asked(request, place));
    }
    return all;
  }

  private Asked asked(OrderRequest request, String place) {
    dates(request, place);
    String oid = request.patient().insOid();
    if (oid != null && insOidsRefused.contains(oid)) {
      wrong(
          ProblemCode.IDENTITY_OID_REFUSED,
          place + ".subject",
          "L'autorité de l'INS n'est pas admise ici : identité réelle dans un bac à sable, ou"
              + " identité de test en production.",
          "Vérifiez à quelle plateforme ce message est destiné.");
    }
    return new Asked(
        request.placer(),
        request.authority(),
        request.requisition(),
        request.kind(),
        request.code(),
        request.label(),
        request.priority(),
        requester(request.requester(), place),
        site(request, place),
        request.orderedAt(),
        request.patient(),
        request.phones(),
        request.address(),
        generalPractitioner(request.generalPractitioner(), place),
        request.reason(),
        request.instruction(),
        choices(request, place),
        request.expectedBy());
  }

  private void wrong(ProblemCode code, String place, String cause, String cure) {
    problems.add(Problem.error(code, place, cause, cure));
  }

  private void dates(OrderRequest request, String place) {
    if (request.orderedAt().isAfter(now.plus(AHEAD_MAX))) {
      wrong(
          ProblemCode.DATE_NOT_UNDERSTOOD,
          place + ".authoredOn",
          "La prescription est datée de l'avenir.",
          "Corrigez authoredOn, ou l'heure du poste.");
    }
    Instant by = request.expectedBy();
    if (by != null && !by.isAfter(request.orderedAt())) {
      wrong(
          ProblemCode.DATE_NOT_UNDERSTOOD,
          place + ".extension",
          "Le résultat est attendu avant la prescription.",
          "Corrigez la date d'attente, ou ne la donnez pas.");
    }
  }

  private Optional<Practitioner> find(@Nullable PractitionerReference who) {
    if (who == null) {
      return Optional.empty();
    }
    return who.rpps() != null ? roster.byRpps(who.rpps()) : roster.practitioner(who.otherId());
  }

  private String requester(PractitionerReference who, String place) {
    Optional<Practitioner> found = find(who);
    if (found.isEmpty()) {
      wrong(
          ProblemCode.SENDER_UNKNOWN,
          place + ".requester",
          "Ce prescripteur n'est pas connu de Relais.",
          "Donnez son RPPS, et demandez à l'exploitant de l'inscrire.");
    }
    return found.map(Practitioner::id).orElse("");
  }

  private @Nullable String site(OrderRequest request, String place) {
    if (request.siteFiness() == null && request.siteId() == null) {
      return null;
    }
    Optional<Site> found =
        request.siteId() != null
            ? roster.site(request.siteId())
            : roster.sites().stream()
                .filter(s -> request.siteFiness().equals(s.finess()))
                .findFirst();
    if (found.isEmpty()) {
      wrong(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place + ".encounter",
          "Le lieu de la consultation n'est pas connu de Relais.",
          "Donnez son FINESS, ou retirez serviceProvider.");
    }
    return found.map(Site::id).orElse(null);
  }

  private @Nullable String generalPractitioner(@Nullable PractitionerReference who, String place) {
    Optional<Practitioner> found = find(who);
    if (who != null && found.isEmpty()) {
      problems.add(
          Problem.warning(
              ProblemCode.SENDER_UNKNOWN,
              place + ".subject.generalPractitioner",
              "Le médecin traitant déclaré n'est pas connu de Relais : il ne sera pas prévenu.",
              "Demandez à l'exploitant de l'inscrire."));
    }
    return found.map(Practitioner::id).orElse(null);
  }

  private PatientChoices choices(OrderRequest request, String place) {
    Optional<Practitioner> designated = find(request.designated());
    if (request.designated() != null && designated.isEmpty()) {
      wrong(
          ProblemCode.SENDER_UNKNOWN,
          place + ".extension",
          "Le médecin désigné par le patient n'est pas connu de Relais.",
          "Donnez son RPPS, et demandez à l'exploitant de l'inscrire.");
    }
    PatientChoices told = request.choices();
    return new PatientChoices(
        told.informed(),
        told.refusesRequester(),
        designated.map(Practitioner::id).orElse(null),
        told.refusesDmp(),
        told.acceptsNeutralSms());
  }
}
