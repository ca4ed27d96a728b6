// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.french;

import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.MissionAccount;
import fr.relais.core.model.MissionAccount.Capacity;
import fr.relais.core.model.MissionAccount.Item;
import fr.relais.core.model.MissionAccount.Pending;
import fr.relais.core.model.MissionAccount.Person;
import fr.relais.core.model.MissionAccount.Standing;
import fr.relais.core.model.MissionAccount.Taking;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.ReportKind;
import fr.relais.formats.french.MissionPaper.Section;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the account of a mission into words, for whoever signs it and whoever reads it. */
public final class MissionWords {
  private static final String END =
      "Établi par Relais d'après le calendrier et les suivis du site, à l'heure dite. Aucune"
          + " identité de patient n'y figure : une référence ne s'ouvre que dans Relais, par qui en"
          + " a le droit. Un résultat qui arrive ou que le laboratoire corrige ensuite a lui aussi"
          + " un responsable, une échéance et une suite.";

  private final MissionAccount account;
  private final List<Section> sections = new ArrayList<>();

  private MissionWords(MissionAccount account) {
    this.account = account;
  }

  public static MissionPaper of(MissionAccount account) {
    MissionWords words = new MissionWords(account);
    words.open();
    words.expected();
    words.questions();
    words.whole();
    words.taken();
    words.concluded();
    return new MissionPaper(
        MissionPaper.TITLE, words.about(), words.summary(), words.sections, END);
  }

  private List<String> about() {
    String rpps = account.rpps() == null ? "" : ", RPPS " + account.rpps();
    return List.of(
        account.doctor() + rpps,
        account.place(),
        presence(account.days()),
        "Établi le " + FrenchDates.moment(account.at()) + ".");
  }

  /** Days in a row are one stretch. */
  static String presence(List<LocalDate> days) {
    if (days.isEmpty()) {
      return "Le calendrier du site ne dit aucun jour de présence.";
    }
    List<String> stretches = new ArrayList<>();
    LocalDate first = days.get(0);
    for (int i = 0; i < days.size(); i++) {
      LocalDate day = days.get(i);
      boolean last = i == days.size() - 1 || !days.get(i + 1).equals(day.plusDays(1));
      if (last) {
        stretches.add(
            first.equals(day)
                ? "le " + FrenchDates.day(day)
                : "du " + FrenchDates.day(first) + " au " + FrenchDates.day(day));
        first = i == days.size() - 1 ? day : days.get(i + 1);
      }
    }
    return "Présence, d'après le calendrier du site : "
        + String.join(", ", stretches)
        + " ("
        + counted(days.size(), "jour", "jours")
        + ").";
  }

  private List<String> summary() {
    List<String> said = new ArrayList<>();
    int open = account.count(Standing.OPEN);
    int expected = account.count(Standing.EXPECTED);
    said.add(
        counted(open, "résultat ouvert", "résultats ouverts")
            + ", "
            + counted(expected, "prescription attendue", "prescriptions attendues")
            + ".");
    if (open == 0) {
      said.add("Aucun résultat ne reste ouvert.");
    }
    if (account.letters() > 0) {
      said.add(
          counted(account.letters(), "courrier remis en copie", "courriers remis en copie") + ".");
    }
    if (account.earlier() > 0) {
      said.add(
          counted(
                  account.earlier(),
                  "ancien résultat, entré pour l'historique, n'est pas compté",
                  "anciens résultats, entrés pour l'historique, ne sont pas comptés")
              + ".");
    }
    return said;
  }

  private void open() {
    List<Item> open = account.in(Standing.OPEN);
    table(
        counted(open.size(), "résultat reste ouvert", "résultats restent ouverts")
            + " : qui en répond",
        "",
        List.of("Réf.", "Urgence", "Responsable", "Ce qui est attendu", "Avant"),
        open.stream().map(this::open).toList());
  }

  private List<String> open(Item item) {
    Pending pending = Objects.requireNonNull(item.pending(), "what is open has an owner");
    return List.of(
        named(item),
        item.priority() == null ? kind(item.kind()) : LetterWords.priority(item.priority()),
        person(pending.owner()),
        pending.next() + offered(pending),
        before(pending.deadline()));
  }

  private String offered(Pending pending) {
    Person asked = pending.asked();
    if (asked == null) {
      return "";
    }
    return " ; proposé à "
        + person(asked)
        + (pending.answerBy() == null ? "" : ", réponse avant " + before(pending.answerBy()));
  }

  private String before(@Nullable Instant at) {
    if (at == null) {
      return "sans échéance";
    }
    return FrenchDates.moment(at) + (at.isBefore(account.at()) ? " (en retard)" : "");
  }

  private void expected() {
    List<Item> expected = account.in(Standing.EXPECTED);
    table(
        counted(expected.size(), "prescription attendue", "prescriptions attendues")
            + ", sans résultat complet",
        "",
        List.of("Réf.", "Prescription", "Attendue avant", "Qui s'en enquiert"),
        expected.stream().map(this::expected).toList());
  }

  private List<String> expected(Item item) {
    Pending pending = item.pending();
    Instant ordered = item.orderedAt();
    return List.of(
        named(item),
        kind(item.kind())
            + (ordered == null ? "" : ", prescrite le " + FrenchDates.day(day(ordered))),
        before(item.expectedBy()),
        pending == null
            ? "le prescripteur, que Relais prévient ce jour-là ; s'il ne peut plus exercer, le"
                + " médecin du site"
            : person(pending.owner())
                + ", "
                + pending.next()
                + offered(pending)
                + ", avant "
                + before(pending.deadline()));
  }

  private static LocalDate day(Instant at) {
    return at.atZone(ParisTime.ZONE).toLocalDate();
  }

  private void questions() {
    List<List<String>> rows = new ArrayList<>();
    for (Item item : account.items()) {
      for (MissionAccount.Asked asked : item.questions()) {
        rows.add(
            List.of(
                named(item),
                asked.question().french(),
                person(asked.owner()),
                before(asked.dueAt())));
      }
    }
    table(
        counted(rows.size(), "question attend une réponse", "questions attendent une réponse"),
        "",
        List.of("Réf.", "Question", "Posée à", "Avant"),
        rows);
  }

  private void whole() {
    List<List<String>> rows = new ArrayList<>();
    for (Standing standing : Standing.values()) {
      int count = account.count(standing);
      if (count > 0 || standing != Standing.ELSEWHERE) {
        rows.add(List.of(standing.french(), String.valueOf(count)));
      }
    }
    rows.add(List.of("En tout", String.valueOf(account.ordered())));
    table(
        "Ce qui a été prescrit sur place",
        "Un suivi par résultat, ou par prescription dont rien n'est venu.",
        List.of("Suivis", "Nombre"),
        rows);
  }

  private void taken() {
    List<List<String>> rows = new ArrayList<>();
    for (FollowUpPriority priority : FollowUpPriority.values()) {
      List<Integer> counts = new ArrayList<>();
      for (Taking taking : Taking.values()) {
        counts.add(account.count(priority, taking));
      }
      int all = counts.stream().mapToInt(Integer::intValue).sum();
      if (all > 0) {
        List<String> row = new ArrayList<>(List.of(LetterWords.priority(priority), "" + all));
        counts.forEach(count -> row.add("" + count));
        rows.add(row);
      }
    }
    table(
        counted(account.received(), "résultat reçu", "résultats reçus") + ", par urgence",
        "À temps : pris en charge par un médecin nommé avant l'échéance.",
        List.of("Urgence", "Reçus", "À temps", "En retard", "Pas encore échus", "Sans objet"),
        rows);
  }

  private void concluded() {
    List<List<String>> rows = new ArrayList<>();
    int left = account.count(Standing.CONCLUDED);
    for (Capacity capacity : Capacity.values()) {
      int count = account.concludedBy(capacity);
      left -= count;
      if (count > 0) {
        rows.add(List.of(capacity.french(), "" + count));
      }
    }
    if (left > 0) {
      rows.add(List.of("personne : rien n'était à faire", "" + left));
    }
    table(
        counted(account.count(Standing.CONCLUDED), "suivi terminé", "suivis terminés")
            + " : par qui",
        "",
        List.of("Terminé par", "Nombre"),
        rows);
  }

  /** Nothing is said of what is not. */
  private void table(String heading, String note, List<String> columns, List<List<String>> rows) {
    if (!rows.isEmpty()) {
      sections.add(new Section(heading, note, columns, rows));
    }
  }

  private static String named(Item item) {
    return Optional.ofNullable(item.reference()).orElse("—");
  }

  private static String person(Person person) {
    return person.title() + ", " + person.capacity().french();
  }

  /** What it is, never the name of an exam. */
  private static String kind(ReportKind kind) {
    return switch (kind) {
      case BIOLOGY -> "Biologie";
      case IMAGING -> "Imagerie";
      case LETTER, SUMMARY -> "Courrier";
      case ORDER, ACKNOWLEDGEMENT, WITHDRAWAL, OTHER -> "Document";
    };
  }

  private static String counted(int count, String one, String more) {
    return count + " " + (count < 2 ? one : more);
  }
}
