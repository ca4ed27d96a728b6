// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.Content;
import fr.relais.core.model.PeopleExtract;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Schedule;
import org.hl7.fhir.r4.model.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Reads people over time from a Bundle of PractitionerRole, Schedule and Slot, with the
 * Practitioner, Organization, Location and Endpoint that they lead to. One Bundle is whole: all of
 * it is understood, or nothing is taken. It carries no patient.
 */
public final class PeopleBundles {
  private static final int ENTRIES_MAX = 5_000;
  private static final Set<BundleType> KINDS =
      Set.of(BundleType.COLLECTION, BundleType.SEARCHSET, BundleType.TRANSACTION);
  private static final Set<String> TYPES =
      Set.of(
          "Practitioner",
          "PractitionerRole",
          "Organization",
          "Location",
          "Endpoint",
          "Schedule",
          "Slot");
  private static final String SUBSETTED = "SUBSETTED";

  private final StrictJson json;

  public PeopleBundles(StrictJson json) {
    this.json = json;
  }

  /**
   * What was read.
   *
   * @param extract nothing when there is an error
   * @param problems errors, or warnings of what is left aside
   */
  public record Reading(PeopleExtract extract, List<Problem> problems) {
    public Reading {
      problems = List.copyOf(problems);
    }
  }

  public Reading read(Content content) {
    StrictJson.Reading strict = json.read(content);
    if (strict.resource() == null) {
      return new Reading(PeopleExtract.NONE, strict.problems());
    }
    Findings findings = new Findings();
    Facts facts = new Facts();
    if (strict.resource() instanceof Bundle bundle) {
      bundle(bundle, facts, findings);
    } else {
      refuse(findings, "", "Ce n'est pas un Bundle.", "Envoyez un Bundle de type collection.");
    }
    return new Reading(findings.broken() ? PeopleExtract.NONE : facts.extract(), findings.list());
  }

  private static void bundle(Bundle bundle, Facts facts, Findings findings) {
    if (!KINDS.contains(bundle.getType())) {
      refuse(
          findings,
          "Bundle.type",
          "Ce type de Bundle n'est pas pris ici.",
          "Types pris : collection, searchset, transaction.");
    }
    if (bundle.getLink("next") != null) {
      refuse(
          findings,
          "Bundle.link",
          "Ce Bundle n'est qu'une page : ce qui est sur les suivantes passerait pour retiré.",
          "Réunissez toutes les pages en un Bundle, sans lien next.");
    }
    List<BundleEntryComponent> entries = bundle.getEntry();
    if (entries.isEmpty() || entries.size() > ENTRIES_MAX) {
      refuse(
          findings,
          "Bundle.entry",
          "Le Bundle est vide, ou a plus de " + ENTRIES_MAX + " entrées.",
          "Envoyez un agenda à la fois.");
      return;
    }
    facts(entries, new Linked(index(entries, findings), findings), facts, findings);
  }

  private static void facts(
      List<BundleEntryComponent> entries, Linked linked, Facts facts, Findings findings) {
    RoleReader roles = new RoleReader(linked, findings);
    AgendaReader agendas = new AgendaReader(linked, findings);
    for (int i = 0; i < entries.size(); i++) {
      Resource resource = entries.get(i).getResource();
      String place = place(i);
      if (resource instanceof Practitioner person) {
        practitioner(person, place, linked, facts, findings);
      } else if (resource instanceof PractitionerRole role) {
        roles.read(role, place, facts);
      } else if (resource instanceof Schedule schedule) {
        agendas.schedule(schedule, place, facts);
      }
    }
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).getResource() instanceof Slot slot) {
        agendas.slot(slot, place(i), facts);
      }
    }
  }

  private static String place(int entry) {
    return "Bundle.entry[" + entry + "].resource";
  }

  /** By full URL and by type and number: a search answers with both. */
  private static Map<String, Resource> index(
      List<BundleEntryComponent> entries, Findings findings) {
    Map<String, Resource> index = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      String place = "Bundle.entry[" + i + "]";
      Resource resource = entries.get(i).getResource();
      if (resource == null || !TYPES.contains(resource.fhirType())) {
        refuse(
            findings,
            place + ".resource",
            "Cette entrée est vide, ou d'un type qui n'est pas pris ici.",
            "Types pris : " + String.join(", ", TYPES.stream().sorted().toList()) + ".");
        continue;
      }
      if (resource.getMeta().getTag().stream().anyMatch(t -> SUBSETTED.equals(t.getCode()))) {
        refuse(
            findings,
            place + ".resource.meta.tag",
            "Cette ressource n'est pas entière (SUBSETTED).",
            "Demandez-la sans _elements ni _summary.");
      }
      named(entries.get(i).getFullUrl(), resource, place, index, findings);
    }
    return index;
  }

  private static void named(
      @Nullable String url,
      Resource resource,
      String place,
      Map<String, Resource> index,
      Findings findings) {
    String id = resource.getIdElement().getIdPart();
    Set<String> names = new TreeSet<>();
    Stream.of(url, id == null ? null : resource.fhirType() + "/" + id)
        .filter(Objects::nonNull)
        .forEach(names::add);
    for (String name : names) {
      if (index.put(name, resource) != null) {
        refuse(
            findings,
            place,
            "Deux entrées portent le même nom : on ne sait pas laquelle croire.",
            "Gardez-en une seule.");
      }
    }
  }

  /** Nobody is made of it: only a mailbox is read, of someone who may be known. */
  private static void practitioner(
      Practitioner person, String place, Linked linked, Facts facts, Findings findings) {
    if (person.hasActive() && !person.getActive()) {
      return;
    }
    PractitionerReference who = linked.named(person, place + ".identifier");
    facts
        .mailboxes()
        .addAll(
            new Mailboxes(linked, findings)
                .of(who, person.getTelecom(), List.of(), person, new Period(), place));
  }

  private static void refuse(Findings findings, String place, String cause, String cure) {
    findings.error(ProblemCode.MESSAGE_TYPE_NOT_READ, place, cause, cure);
  }
}
