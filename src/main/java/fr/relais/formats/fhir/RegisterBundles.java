// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.Content;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.RegisterPage;
import fr.relais.core.model.RegisterPage.Person;
import fr.relais.core.model.RegisterPage.Situation;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Resource;

/**
 * Reads one page of a search in the Annuaire Santé (FHIR API v2; profiles as-practitioner and
 * as-practitionerrole of {@code ans.fhir.fr.annuaire} 1.1.0). A page is understood whole, or
 * nothing of it is taken.
 */
public final class RegisterBundles {
  private static final int ENTRIES_MAX = 5_000;
  private static final String SUBSETTED = "SUBSETTED";

  private final StrictJson json;

  public RegisterBundles(StrictJson json) {
    this.json = json;
  }

  /**
   * What was read.
   *
   * @param page nothing when there is an error
   * @param problems errors, or warnings of what is left aside
   */
  public record Reading(RegisterPage page, List<Problem> problems) {
    public Reading {
      problems = List.copyOf(problems);
    }
  }

  public Reading read(Content content) {
    StrictJson.Reading strict = json.read(content);
    if (strict.resource() == null) {
      return new Reading(RegisterPage.NONE, strict.problems());
    }
    Findings findings = new Findings();
    RegisterPage page = RegisterPage.NONE;
    if (strict.resource() instanceof Bundle bundle && bundle.getType() == BundleType.SEARCHSET) {
      page = page(bundle, findings);
    } else {
      refuse(
          findings,
          "",
          "L'annuaire n'a pas répondu par le résultat d'une recherche (Bundle searchset).");
    }
    return new Reading(findings.broken() ? RegisterPage.NONE : page, findings.list());
  }

  private static RegisterPage page(Bundle bundle, Findings findings) {
    List<BundleEntryComponent> entries = bundle.getEntry();
    if (entries.size() > ENTRIES_MAX) {
      refuse(findings, "Bundle.entry", "Cette page a plus de " + ENTRIES_MAX + " entrées.");
      return RegisterPage.NONE;
    }
    RegisterPeople reader = new RegisterPeople(findings, bundle.getMeta().getLastUpdated());
    List<Person> people = new ArrayList<>();
    List<Situation> situations = new ArrayList<>();
    int records = 0;
    for (int i = 0; i < entries.size(); i++) {
      Resource resource = entries.get(i).getResource();
      String place = "Bundle.entry[" + i + "].resource";
      if (resource == null) {
        refuse(findings, place, "Cette entrée est vide.");
      } else if (subsetted(resource)) {
        refuse(findings, place, "Cette ressource n'est pas entière (SUBSETTED).");
      } else if (resource instanceof Practitioner person) {
        records++;
        reader.person(person, place).ifPresent(people::add);
      } else if (resource instanceof PractitionerRole role) {
        situations.add(reader.situation(role, place));
      } else if (resource instanceof OperationOutcome outcome) {
        outcome(outcome, place, findings);
      } else if (!(resource instanceof Organization)) {
        refuse(findings, place, "Ce type de ressource n'a pas été demandé.");
      }
    }
    String next = bundle.getLink("next") == null ? null : bundle.getLink("next").getUrl();
    return new RegisterPage(people, situations, records - people.size(), next);
  }

  private static boolean subsetted(Resource resource) {
    return resource.getMeta().getTag().stream().anyMatch(t -> SUBSETTED.equals(t.getCode()));
  }

  /** A search may tell beside its matches that it did not look for all that was asked. */
  private static void outcome(OperationOutcome outcome, String place, Findings findings) {
    boolean told =
        outcome.getIssue().stream()
            .map(OperationOutcomeIssueComponent::getSeverity)
            .allMatch(s -> s == IssueSeverity.INFORMATION);
    if (!told) {
      refuse(findings, place, "L'annuaire dit que sa réponse n'est pas entière.");
    }
  }

  private static void refuse(Findings findings, String place, String cause) {
    findings.error(
        ProblemCode.MESSAGE_TYPE_NOT_READ,
        place,
        cause,
        "Vérifiez l'adresse de l'annuaire (annuaire.url), puis refaites la mise à jour.");
  }
}
