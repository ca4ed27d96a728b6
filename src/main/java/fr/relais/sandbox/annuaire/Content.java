// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.annuaire;

import fr.relais.sandbox.annuaire.Entry.Identifier;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What stands in the register. Nothing ever leaves it: what is over stays as a skeleton. */
final class Content {
  private static final String RPPS = "https://rpps.esante.gouv.fr";
  private static final String ID_NAT = "urn:oid:1.2.250.1.71.4.2.1";

  private final InstantSource clock;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private int next = 100;

  Content(InstantSource clock) {
    this.clock = clock;
  }

  synchronized List<Entry> all() {
    return List.copyOf(entries.values());
  }

  /** Enters someone, or changes what the register says of him, with new situations of work. */
  synchronized void enter(Professional person) {
    Instant now = clock.instant();
    String id =
        ofPerson(person.rpps()).stream()
            .filter(Entry::active)
            .map(Entry::id)
            .findFirst()
            .orElseGet(this::technical);
    situationsOf(id).forEach(s -> put(s.with(false, now)));
    put(
        new Entry(
            "Practitioner",
            id,
            now,
            true,
            List.of(
                new Identifier(ID_NAT, "8" + person.rpps()), new Identifier(RPPS, person.rpps())),
            null,
            null,
            person.elements()));
    for (String structure : person.structures()) {
      String situation = technical();
      // the number of a situation stands in the same system as the RPPS of people
      put(
          new Entry(
              "PractitionerRole",
              situation,
              now,
              true,
              List.of(new Identifier(RPPS, "10" + situation.replaceAll("\\D", "") + "70")),
              id,
              structure,
              Professional.situation(id, structure)));
    }
  }

  synchronized void structure(String id, String finess, String name, List<Mailbox> mailboxes) {
    put(
        new Entry(
            "Organization",
            id,
            clock.instant(),
            true,
            List.of(new Identifier("https://finess.esante.gouv.fr", finess)),
            null,
            null,
            Map.of(
                "name",
                "\"" + name + "\"",
                "telecom",
                mailboxes.stream().map(Mailbox::json).collect(Collectors.joining(",", "[", "]")))));
  }

  /** He no longer practises: he and his situations become skeletons. */
  synchronized void retire(String rpps) {
    Instant now = clock.instant();
    for (Entry person : ofPerson(rpps)) {
      situationsOf(person.id()).forEach(s -> put(s.with(false, now)));
      put(person.with(false, now));
    }
  }

  /** As a person who was never there. */
  synchronized void forget(String rpps) {
    for (Entry person : ofPerson(rpps)) {
      situationsOf(person.id()).forEach(s -> entries.remove(s.name()));
      entries.remove(person.name());
    }
  }

  /** New technical numbers; the old ones stay behind, inactive. */
  synchronized void renumber() {
    Instant now = clock.instant();
    List<Entry> old = new ArrayList<>(entries.values());
    for (Entry person : old) {
      if (person.is("Practitioner") && person.active()) {
        String id = technical();
        List<Entry> his = situationsOf(person.id());
        put(person.numbered(id));
        put(person.with(false, now));
        his.forEach(s -> put(s.ofPractitioner(id)));
      }
    }
  }

  private List<Entry> ofPerson(String rpps) {
    return entries.values().stream()
        .filter(e -> e.is("Practitioner"))
        .filter(e -> e.identifiers().contains(new Identifier(RPPS, rpps)))
        .toList();
  }

  private List<Entry> situationsOf(String technical) {
    return entries.values().stream()
        .filter(e -> e.is("PractitionerRole") && technical.equals(e.practitioner()))
        .toList();
  }

  private void put(Entry entry) {
    entries.put(entry.name(), entry);
  }

  private String technical() {
    return "003-" + next++;
  }
}
