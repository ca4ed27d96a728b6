// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of an answer of the national register of professionals (Annuaire Santé), before anyone
 * of it is looked up in the roster. What belongs together may stand on two pages.
 *
 * @param people each record of a person; the register may hold two of one person, an old one being
 *     inactive
 * @param situations where someone works
 * @param aside how many records of people were left aside, because they name nobody for certain
 * @param next address of the next page, opaque; null on the last
 */
public record RegisterPage(
    List<Person> people, List<Situation> situations, int aside, @Nullable String next) {
  public static final RegisterPage NONE = new RegisterPage(List.of(), List.of(), 0, null);

  public RegisterPage {
    people = List.copyOf(people);
    situations = List.copyOf(situations);
  }

  /**
   * A record of someone. An inactive one has its number alone.
   *
   * @param technical what situations of the same answer name it by; it changes from day to day
   * @param professions codes of TRE_G15 (10: doctor), those that are over left out
   * @param skills codes of TRE_R38 (SM26, SM53, SM54: general practice)
   */
  public record Person(
      String technical,
      String rpps,
      boolean active,
      String family,
      List<String> given,
      List<String> professions,
      List<String> skills,
      List<Mailbox> mailboxes) {
    public Person {
      given = List.copyOf(given);
      professions = List.copyOf(professions);
      skills = List.copyOf(skills);
      mailboxes = List.copyOf(mailboxes);
    }
  }

  /**
   * Where and how someone works.
   *
   * @param person technical number of the person's record; null on an inactive one
   */
  public record Situation(
      @Nullable String person, boolean active, List<String> professions, List<Mailbox> mailboxes) {
    public Situation {
      professions = List.copyOf(professions);
      mailboxes = List.copyOf(mailboxes);
    }
  }

  /**
   * A mailbox of secure mail. One that is not listed proves nothing: some ask not to be.
   *
   * @param kind whose it is
   * @param first whether it is the preferred one (rank 1)
   * @param digital whether documents may come without a copy on paper
   */
  public record Mailbox(String address, MailboxKind kind, boolean first, boolean digital) {}

  /** TRE_R257. */
  public enum MailboxKind {
    PERSONAL,
    PRACTICE,
    ORGANISATION,
    APPLICATION,
    /** The register does not say. */
    NOT_SAID
  }
}
