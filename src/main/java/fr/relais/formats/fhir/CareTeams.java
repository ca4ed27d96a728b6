// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import fr.relais.core.model.Content;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Reads who is whose médecin traitant from the CareTeams of a Bundle (type collection), each with
 * its Patient and its Practitioner in the Bundle or contained. All of it or nothing.
 */
public final class CareTeams {
  /** What the role of a participant says in words. */
  private static final String ROLE = "médecin traitant";

  private static final Set<String> TYPES = Set.of("Patient", "Practitioner", "CareTeam");

  private final StrictJson json;

  public CareTeams(StrictJson json) {
    this.json = json;
  }

  /**
   * One declaration, in the words of the message.
   *
   * @param place of the CareTeam, as FHIRPath
   */
  public record Declared(
      PatientIdentity patient, PractitionerReference doctor, LocalDate since, String place) {}

  /**
   * What was read.
   *
   * @param declared in the order of the message; empty when there is an error
   */
  public record Reading(List<Declared> declared, List<Problem> problems) {
    public Reading {
      declared = List.copyOf(declared);
      problems = List.copyOf(problems);
    }
  }

  /** Whether these bytes are of care teams, right or wrong. */
  public boolean reads(Content content) {
    return json.types(content).contains("CareTeam");
  }

  public Reading read(Content content) {
    StrictJson.Reading strict = json.read(content);
    if (strict.resource() == null) {
      return new Reading(List.of(), strict.problems());
    }
    Findings findings = new Findings();
    List<Declared> declared = new ArrayList<>();
    if (strict.resource() instanceof Bundle bundle) {
      declared.addAll(bundle(bundle, findings));
    }
    if (declared.isEmpty() && !findings.broken()) {
      required(findings, "Bundle.entry", "Le Bundle n'a aucune équipe de soins.", "un CareTeam");
    }
    return new Reading(findings.broken() ? List.of() : declared, findings.list());
  }

  private static List<Declared> bundle(Bundle bundle, Findings findings) {
    Map<String, Resource> byUrl = new HashMap<>();
    List<Declared> declared = new ArrayList<>();
    for (int i = 0; i < bundle.getEntry().size(); i++) {
      Resource resource = bundle.getEntry().get(i).getResource();
      if (resource == null || !TYPES.contains(resource.fhirType())) {
        findings.error(
            ProblemCode.MESSAGE_TYPE_NOT_READ,
            "Bundle.entry[" + i + "].resource",
            "Cette entrée est vide, ou d'un type qui n'est pas pris ici.",
            "Types pris : Patient, Practitioner, CareTeam.");
      } else {
        byUrl.put(Objects.requireNonNullElse(bundle.getEntry().get(i).getFullUrl(), ""), resource);
      }
    }
    Linked linked = new Linked(byUrl, findings);
    for (int i = 0; i < bundle.getEntry().size(); i++) {
      if (bundle.getEntry().get(i).getResource() instanceof CareTeam team) {
        declared.addAll(team(team, "Bundle.entry[" + i + "].resource", linked, findings));
      }
    }
    return declared;
  }

  private static List<Declared> team(
      CareTeam team, String place, Linked linked, Findings findings) {
    LocalDate since = since(team, place, findings);
    inForce(team, place, findings);
    Resource subject = linked.follow(team.getSubject(), team, place + ".subject").orElse(null);
    if (!(subject instanceof Patient patient)) {
      required(findings, place + ".subject", "Il manque le patient.", "subject");
      return List.of();
    }
    PatientIdentity who = new PatientReader(patient, place + ".subject", findings).identity();
    if (since == null) {
      return List.of();
    }
    List<Declared> declared = new ArrayList<>();
    for (int i = 0; i < team.getParticipant().size(); i++) {
      CareTeam.CareTeamParticipantComponent one = team.getParticipant().get(i);
      String where = place + ".participant[" + i + "].member";
      boolean his = one.getRole().stream().anyMatch(r -> ROLE.equalsIgnoreCase(r.getText()));
      PractitionerReference doctor = his ? linked.practitioner(one.getMember(), team, where) : null;
      if (doctor != null) {
        declared.add(new Declared(who, doctor, since, where));
      }
    }
    if (declared.isEmpty()) {
      required(
          findings,
          place + ".participant",
          "Il manque le médecin traitant.",
          "un participant dont role.text est « médecin traitant »");
    }
    return declared;
  }

  /** The day from which it holds; null, and a problem, when it is not said to the day. */
  private static @Nullable LocalDate since(CareTeam team, String place, Findings findings) {
    DateTimeType start = team.getPeriod().getStartElement();
    if (start.getValue() == null
        || start.getPrecision().ordinal() < TemporalPrecisionEnum.DAY.ordinal()) {
      required(findings, place + ".period.start", "Il manque le jour du début.", "period.start");
      return null;
    }
    return LocalDate.parse(start.getValueAsString().substring(0, 10));
  }

  private static void inForce(CareTeam team, String place, Findings findings) {
    if (team.getStatus() != CareTeam.CareTeamStatus.ACTIVE || team.getPeriod().hasEnd()) {
      findings.error(
          ProblemCode.CODE_NOT_UNDERSTOOD,
          place + ".status",
          "Seule une équipe de soins en cours est prise.",
          "Écrivez status = active, sans period.end, ou ôtez cette entrée.");
    }
  }

  private static void required(Findings findings, String place, String cause, String what) {
    findings.error(ProblemCode.REQUIRED_MISSING, place, cause, "Renseignez " + what + ".");
  }
}
