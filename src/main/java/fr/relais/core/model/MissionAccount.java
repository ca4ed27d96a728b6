// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of all that a doctor ordered at one site, for the end of his mission. Nothing in it
 * leads to a patient without Relais: kinds, counts, short references and professionals alone.
 *
 * @param doctor his title
 * @param place name of the site
 * @param at when it was made
 * @param days on which the calendar says that he was present, until then; ascending
 * @param items everything that he ordered, each once
 * @param letters letters of his, and reports on appointments that he held, that went as copies
 * @param earlier old results that entered as history: nobody followed them, they are not counted
 */
public record MissionAccount(
    String doctor,
    @Nullable String rpps,
    String place,
    Instant at,
    List<LocalDate> days,
    List<Item> items,
    int letters,
    int earlier) {

  public MissionAccount {
    days = List.copyOf(days);
    items = List.copyOf(items);
  }

  /** Where something that was ordered stands: in exactly one of these. */
  public enum Standing {
    CONCLUDED("Terminés"),
    OPEN("Ouverts"),
    EXPECTED("Attendus, sans résultat complet"),
    WITHDRAWN("Annulés, et l'annulation a été vue"),
    /** Another doctor has it and the prescriber may not know more: the patient's wish. */
    ELSEWHERE("Remis à un autre médecin, sans détail pour le prescripteur");

    private final String french;

    Standing(String french) {
      this.french = french;
    }

    public String french() {
      return french;
    }
  }

  /** Whether a result was taken charge of before its deadline. */
  public enum Taking {
    IN_TIME,
    LATE,
    /** Nobody took charge yet, and the deadline has not passed. */
    NOT_YET,
    /** It never asked for it, or was withdrawn before. */
    NONE
  }

  /** What a professional is to the thing that was ordered. */
  public enum Capacity {
    REQUESTER("le prescripteur"),
    GENERAL_PRACTITIONER("le médecin traitant"),
    SITE("un médecin du site"),
    OPERATOR("le médecin d'astreinte de l'opérateur"),
    COLLEAGUE("un confrère");

    private final String french;

    Capacity(String french) {
      this.french = french;
    }

    public String french() {
      return french;
    }
  }

  /** A professional, by his title and by what he is here. */
  public record Person(String title, Capacity capacity) {}

  /**
   * What is still to be done, by whom, before when.
   *
   * @param next what he is expected to do
   * @param deadline null while no deadline runs
   * @param asked to whom it is offered; null when to nobody
   * @param answerBy until when that offer waits
   */
  public record Pending(
      Person owner,
      String next,
      @Nullable Instant deadline,
      @Nullable Person asked,
      @Nullable Instant answerBy) {}

  /** A question that nobody has answered yet; its evidence is not in it. */
  public record Asked(WorkItem.Question question, Person owner, @Nullable Instant dueAt) {}

  /**
   * One result, or one order whose result did not come.
   *
   * @param reference of its follow-up; null when it has none
   * @param priority null where nothing came, or nothing of it may be told
   * @param received whether a report came
   * @param concludedBy null unless a person concluded it
   * @param pending null only when nobody has anything to do
   * @param orderedAt null when no order was declared
   * @param expectedBy when its result is expected; null unless one is
   */
  public record Item(
      @Nullable String reference,
      Standing standing,
      ReportKind kind,
      @Nullable FollowUpPriority priority,
      boolean received,
      Taking taking,
      @Nullable Person concludedBy,
      @Nullable Pending pending,
      List<Asked> questions,
      @Nullable Instant orderedAt,
      @Nullable Instant expectedBy) {

    public Item {
      questions = List.copyOf(questions);
      if (standing == Standing.OPEN && pending == null) {
        throw new IllegalArgumentException("what is open names who answers for it");
      }
      if (standing == Standing.EXPECTED && pending == null && expectedBy == null) {
        throw new IllegalArgumentException("what is expected has a time");
      }
    }
  }

  /** How many things he ordered: the sum of every {@link #count(Standing)}. */
  public int ordered() {
    return items.size();
  }

  public int count(Standing standing) {
    return in(standing).size();
  }

  public List<Item> in(Standing standing) {
    return items.stream().filter(item -> item.standing() == standing).toList();
  }

  /** How many results came, and may be told of. */
  public int received() {
    return (int) items.stream().filter(Item::received).count();
  }

  /** Results of this priority that came, by how they were taken charge of. */
  public int count(FollowUpPriority priority, Taking taking) {
    return (int)
        items.stream()
            .filter(item -> item.received() && item.priority() == priority)
            .filter(item -> item.taking() == taking)
            .count();
  }

  /** How many were concluded by someone of this capacity. */
  public int concludedBy(Capacity capacity) {
    return (int)
        in(Standing.CONCLUDED).stream()
            .map(Item::concludedBy)
            .filter(who -> who != null && who.capacity() == capacity)
            .count();
  }
}
