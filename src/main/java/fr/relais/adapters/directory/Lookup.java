// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Practitioner;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Site;
import fr.relais.core.model.SiteReference;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds in the directory whom and what place an extract names, by their numbers alone. Nobody is
 * ever added: whoever is not known is told, once for each entry, and left aside.
 */
final class Lookup {
  private static final String PEOPLE_CURE =
      "S'il concerne Relais, ajoutez la personne à people.csv.";
  private static final String SITES_CURE = "S'il concerne Relais, ajoutez le lieu à sites.csv.";

  private final Draft draft;
  private final String file;
  private final Problems notes;
  private final Set<String> told = new HashSet<>();

  Lookup(Draft draft, String file, Problems notes) {
    this.draft = draft;
    this.file = file;
    this.notes = notes;
  }

  Optional<Practitioner> person(PractitionerReference who, String place) {
    List<Practitioner> named =
        draft.people().stream()
            .map(Located::value)
            .filter(p -> who.rpps() == null || who.rpps().equals(p.rpps()))
            .filter(p -> who.otherId() == null || who.otherId().equals(p.id()))
            .toList();
    if (who.rpps() == null && who.otherId() == null) {
      aside(
          place, "Cette personne n'a ni RPPS ni identifiant : c'est laissé de côté.", PEOPLE_CURE);
      return Optional.empty();
    }
    if (named.size() != 1) {
      aside(
          place, "Cette personne n'est pas connue de Relais : c'est laissé de côté.", PEOPLE_CURE);
      return Optional.empty();
    }
    return Optional.of(named.get(0));
  }

  /** Empty when it is not known, or not the only one of its number. */
  Optional<String> site(@Nullable SiteReference where, String place) {
    if (where == null || (where.finess() == null && where.otherId() == null)) {
      aside(place, "Ce lieu n'a ni FINESS ni identifiant : c'est laissé de côté.", SITES_CURE);
      return Optional.empty();
    }
    List<String> named =
        draft.sites().stream()
            .map(Located::value)
            .filter(s -> where.finess() == null || where.finess().equals(s.finess()))
            .filter(s -> where.otherId() == null || where.otherId().equals(s.id()))
            .map(Site::id)
            .toList();
    if (named.size() != 1) {
      aside(
          place,
          named.isEmpty()
              ? "Ce lieu n'est pas connu de Relais : c'est laissé de côté."
              : "Plusieurs lieux ont ce FINESS : c'est laissé de côté.",
          SITES_CURE);
      return Optional.empty();
    }
    return Optional.of(named.get(0));
  }

  private void aside(String place, String cause, String cure) {
    if (told.add(place.replaceFirst("\\.resource.*", "") + cause)) {
      notes.add(file, 0, place, cause, cure);
    }
  }
}
