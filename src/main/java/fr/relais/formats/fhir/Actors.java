// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.SiteReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Schedule;
import org.jspecify.annotations.Nullable;

/** Who and where a role or an agenda is of, as far as numbers say; names are never looked at. */
final class Actors {
  /** FINESS after a digit 1 (Struct_IdNat). */
  private static final String ID_NAT_STRUCT = "urn:oid:1.2.250.1.71.4.2.2";

  private final Linked linked;
  private final Findings findings;

  Actors(Linked linked, Findings findings) {
    this.linked = linked;
    this.findings = findings;
  }

  /**
   * Whose agenda, and where.
   *
   * @param who null: nobody's, told already
   * @param where null: no place is named
   */
  record Actor(@Nullable PractitionerReference who, @Nullable SiteReference where) {}

  /** The one person and the one place, at most, among the actors. */
  Actor of(Schedule schedule, String place) {
    List<PractitionerReference> people = new ArrayList<>();
    Set<SiteReference> sites = new LinkedHashSet<>();
    for (int i = 0; i < schedule.getActor().size(); i++) {
      Reference actor = schedule.getActor().get(i);
      String where = place + ".actor[" + i + "]";
      Resource found = linked.follow(actor, schedule, where).orElse(null);
      if (found instanceof Location || found instanceof Organization || building(actor)) {
        add(sites, site(found, actor, schedule, where));
      } else if (found == null || found instanceof Practitioner) {
        people.add(person(actor, schedule, where));
      } else if (found instanceof PractitionerRole role) {
        people.add(person(actor, schedule, where));
        DomainResource from = actor.getReference().startsWith("#") ? schedule : role;
        add(sites, of(role, from, where));
      } else {
        findings.error(
            ProblemCode.MESSAGE_TYPE_NOT_READ,
            where,
            "Cet acteur n'est ni une personne ni un lieu.",
            "Acteurs pris : Practitioner, PractitionerRole, Location.");
      }
    }
    people.removeIf(Objects::isNull);
    if (people.stream().anyMatch(p -> !same(p, people.get(0)))) {
      several(place + ".actor", "Cet agenda est celui de plusieurs personnes.");
    }
    if (sites.size() > 1) {
      several(place + ".actor", "Cet agenda est celui de plusieurs lieux.");
    }
    return new Actor(
        people.isEmpty() ? null : people.get(0), sites.isEmpty() ? null : sites.iterator().next());
  }

  @Nullable PractitionerReference person(Reference to, DomainResource from, String place) {
    return linked.practitioner(to, from, place);
  }

  /** Where the role is held: its location, else its organization; null when it names neither. */
  @Nullable SiteReference of(PractitionerRole role, DomainResource from, String place) {
    Set<SiteReference> sites = new LinkedHashSet<>();
    for (int i = 0; i < role.getLocation().size(); i++) {
      String where = place + ".location[" + i + "]";
      Reference to = role.getLocation().get(i);
      add(sites, site(linked.follow(to, from, where).orElse(null), to, from, where));
    }
    if (sites.isEmpty() && role.hasOrganization()) {
      Reference to = role.getOrganization();
      String where = place + ".organization";
      add(sites, site(linked.follow(to, from, where).orElse(null), to, from, where));
    }
    if (sites.size() > 1) {
      several(place + ".location", "Ce rôle est tenu dans plusieurs lieux.");
    }
    return sites.isEmpty() ? null : sites.iterator().next();
  }

  private @Nullable SiteReference site(
      @Nullable Resource found, Reference to, DomainResource from, String place) {
    if (found instanceof Organization organization) {
      return site(organization.getIdentifier());
    } else if (found instanceof Location location) {
      SiteReference own = site(location.getIdentifier());
      boolean numbered = own.finess() != null || own.otherId() != null;
      if (numbered || !location.hasManagingOrganization()) {
        return own;
      }
      Reference owner = location.getManagingOrganization();
      String where = place + ".managingOrganization";
      DomainResource holder = to.getReference().startsWith("#") ? from : location;
      return site(linked.follow(owner, holder, where).orElse(null), owner, holder, where);
    }
    return to.hasIdentifier() ? site(List.of(to.getIdentifier())) : null;
  }

  private static SiteReference site(List<Identifier> identifiers) {
    String finess = null;
    String ours = null;
    for (Identifier one : identifiers) {
      String value = Objects.requireNonNullElse(one.getValue(), "");
      if (Uris.FINESS.equals(one.getSystem())) {
        finess = value;
      } else if (ID_NAT_STRUCT.equals(one.getSystem()) && value.matches("1[0-9AB]{9}")) {
        finess = value.substring(1);
      } else if (Uris.SITE.equals(one.getSystem())) {
        ours = value;
      }
    }
    return new SiteReference(finess, ours);
  }

  /** Whether a reference that is nothing but an identifier names a place. */
  private static boolean building(Reference to) {
    SiteReference named = site(List.of(to.getIdentifier()));
    return named.finess() != null || named.otherId() != null;
  }

  static boolean same(PractitionerReference one, PractitionerReference other) {
    return one.rpps() != null && other.rpps() != null
        ? one.rpps().equals(other.rpps())
        : Objects.equals(one.otherId(), other.otherId());
  }

  private static void add(Set<SiteReference> sites, @Nullable SiteReference site) {
    if (site != null) {
      sites.add(site);
    }
  }

  private void several(String place, String cause) {
    findings.error(
        ProblemCode.FIELD_NOT_UNDERSTOOD,
        place,
        cause,
        "Faites-en plusieurs : une personne et un lieu chacun.");
  }
}
