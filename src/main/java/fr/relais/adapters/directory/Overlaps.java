// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.PeopleExtract.Time;
import fr.relais.core.model.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Nobody is at two places at a time, nor free at a time that is taken. */
final class Overlaps {
  private Overlaps() {}

  static void presences(List<Located<Period>> presences, Problems problems) {
    Map<String, List<Located<Period>>> byPerson = new HashMap<>();
    presences.forEach(
        p ->
            byPerson
                .computeIfAbsent(String.valueOf(p.value().practitioner()), k -> new ArrayList<>())
                .add(p));
    for (List<Located<Period>> his : byPerson.values()) {
      his.sort(Comparator.comparing(p -> p.value().from()));
      for (int i = 0; i < his.size(); i++) {
        twoPlaces(his.subList(i, his.size()), problems);
      }
    }
  }

  /** The first against those after it that begin before it ends. */
  private static void twoPlaces(List<Located<Period>> sorted, Problems problems) {
    Period first = sorted.get(0).value();
    sorted.stream()
        .skip(1)
        .takeWhile(other -> other.value().from().isBefore(first.to()))
        .filter(other -> !String.valueOf(first.site()).equals(other.value().site()))
        .findFirst()
        .ifPresent(
            other ->
                other.wrong(
                    problems,
                    "site",
                    "Cette personne serait dans deux lieux à la fois.",
                    "Corrigez l'une des deux présences."));
  }

  static void times(String file, List<Time> times, Problems problems) {
    List<Time> sorted = new ArrayList<>(times);
    sorted.sort(Comparator.comparing(Time::from));
    for (int i = 0; i < sorted.size(); i++) {
      Time first = sorted.get(i);
      sorted.subList(i + 1, sorted.size()).stream()
          .takeWhile(other -> other.from().isBefore(first.to()))
          .filter(other -> first.free() || other.free())
          .findFirst()
          .ifPresent(
              other ->
                  problems.add(
                      file,
                      0,
                      other.place(),
                      "Ce créneau en recouvre un autre de la même personne, et l'un est libre.",
                      "Corrigez l'un des deux, ou son status."));
    }
  }
}
