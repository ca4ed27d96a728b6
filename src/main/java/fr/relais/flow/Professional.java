// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.RegisterPage.Mailbox;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Someone of our roster as the national register knows him, and what it made us do.
 *
 * @param listed whether the register knows this number
 * @param situations how many situations of work he has that are open
 * @param professions codes of TRE_G15; none: not said
 * @param skills codes of TRE_R38
 * @param mailboxes every mailbox of secure mail that is given, whosever it is
 * @param past what it said of him once
 * @param offered the mailboxes that Relais took or proposed because of it: any other that he has
 *     was declared by a person
 * @param overlooked whether the last answer about everyone did not hold him, though he is there
 */
public record Professional(
    String rpps,
    boolean listed,
    boolean active,
    int situations,
    List<String> professions,
    List<String> skills,
    String family,
    List<String> given,
    List<Mailbox> mailboxes,
    Past past,
    List<String> offered,
    boolean overlooked) {
  /** TRE_G15. */
  private static final String DOCTOR = "10";

  /** TRE_R38: the three codes of general practice. */
  private static final Set<String> GENERAL_PRACTICE = Set.of("SM26", "SM53", "SM54");

  public Professional {
    professions = List.copyOf(professions);
    skills = List.copyOf(skills);
    given = List.copyOf(given);
    mailboxes = List.copyOf(mailboxes);
    offered = List.copyOf(offered);
  }

  /**
   * What was so once: only what ends can be lost.
   *
   * @param active the register knew him, active
   * @param worked he had a situation of work
   * @param doctor he was a doctor
   * @param revoked Relais took his access away because of the register
   * @param idleSince the day on which he was first seen without any situation after he had some;
   *     null while he has one
   */
  public record Past(
      boolean active,
      boolean worked,
      boolean doctor,
      boolean revoked,
      @Nullable LocalDate idleSince) {
    static final Past NONE = new Past(false, false, false, false, null);
  }

  /** A number that the register does not know, so far as we ever saw. */
  public static Professional unknown(String rpps) {
    return new Professional(
        rpps, false, false, 0, List.of(), List.of(), "", List.of(), List.of(), Past.NONE, List.of(),
        false);
  }

  /** Whether it says that he is a doctor. */
  public boolean doctor() {
    return professions.contains(DOCTOR);
  }

  /** Whether it says that his profession is another one. */
  public boolean otherProfession() {
    return !professions.isEmpty() && !doctor();
  }

  public boolean generalPractitioner() {
    return skills.stream().anyMatch(GENERAL_PRACTICE::contains);
  }

  /** The same, not found any more. */
  public Professional unlisted() {
    return new Professional(
        rpps,
        false,
        active,
        situations,
        professions,
        skills,
        family,
        given,
        mailboxes,
        past,
        offered,
        false);
  }

  /** The same, whom an answer did not hold though he is there. */
  public Professional missedOnce() {
    return new Professional(
        rpps,
        listed,
        active,
        situations,
        professions,
        skills,
        family,
        given,
        mailboxes,
        past,
        offered,
        true);
  }

  /** What the register says now, with what is remembered of him. */
  public Professional after(Professional before) {
    Past then = before.past();
    boolean now = listed && active;
    return new Professional(
        rpps,
        listed,
        active,
        situations,
        professions,
        skills,
        family,
        given,
        mailboxes,
        new Past(
            then.active() || now,
            then.worked() || now && situations > 0,
            then.doctor() || now && doctor(),
            then.revoked(),
            then.idleSince()),
        before.offered(),
        overlooked);
  }

  /** Whether he had situations of work, and is between two or has stopped. */
  public boolean idle() {
    return listed && active && situations == 0 && past.worked();
  }

  /** The same, with the day since when he is idle. */
  public Professional seen(LocalDate today) {
    LocalDate since = !idle() ? null : past.idleSince() == null ? today : past.idleSince();
    return with(
        new Past(past.active(), past.worked(), past.doctor(), past.revoked(), since), offered);
  }

  /** The same, once his access was taken away because of this. */
  public Professional revoked() {
    return with(
        new Past(past.active(), past.worked(), past.doctor(), true, past.idleSince()), offered);
  }

  /** The same, once this mailbox was taken or proposed. */
  public Professional offered(String address) {
    if (offered.contains(address)) {
      return this;
    }
    List<String> all = new ArrayList<>(offered);
    all.add(address);
    return with(past, all);
  }

  private Professional with(Past then, List<String> all) {
    return new Professional(
        rpps,
        listed,
        active,
        situations,
        professions,
        skills,
        family,
        given,
        mailboxes,
        then,
        all,
        overlooked);
  }
}
