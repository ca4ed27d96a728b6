// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.directory.RegisterClient;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.sandbox.annuaire.Annuaire;
import fr.relais.sandbox.annuaire.Mailbox;
import fr.relais.sandbox.annuaire.Professional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;

/**
 * An Annuaire Santé beside the sandbox, where everyone stands as the directory has him. It runs by
 * the sandbox's clock: Relais asks it for what changed since then.
 */
final class SandboxRegister implements AutoCloseable {
  private static final String KEY = "cle-du-bac-a-sable";
  private static final String DOCTOR = "10";
  private static final String GENERAL_PRACTICE = "SM54";

  private final InstantSource clock;
  private final Annuaire annuaire;

  SandboxRegister(InstantSource clock) {
    this.clock = clock;
    try {
      this.annuaire = new Annuaire(KEY, clock, null);
    } catch (IOException e) {
      throw new UncheckedIOException("l'Annuaire simulé ne peut pas ouvrir son port", e);
    }
  }

  /** Everyone of the directory is there; whoever may no longer practise, as such. */
  void enter(Roster roster) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ParisTime.ZONE);
    for (Practitioner person : roster.practitioners()) {
      String rpps = person.rpps();
      if (rpps != null && person.role().doctor()) {
        annuaire.enter(known(rpps, person));
        if (!person.mayOwn(today)) {
          annuaire.retire(rpps);
        }
      }
    }
  }

  private static Professional known(String rpps, Practitioner person) {
    String mailbox = person.mailbox();
    String expertise = person.expertise();
    return new Professional(
        rpps,
        person.family(),
        person.given(),
        DOCTOR,
        List.of(expertise == null ? GENERAL_PRACTICE : expertise),
        mailbox == null ? List.of() : List.of(Mailbox.personal(mailbox)),
        List.of("CABINET"));
  }

  /** He is listed there again, or no longer practises; false when he has no RPPS number. */
  boolean practises(Practitioner person, boolean again) {
    String rpps = person.rpps();
    if (rpps == null) {
      return false;
    }
    if (again) {
      annuaire.enter(known(rpps, person));
    } else {
      annuaire.retire(rpps);
    }
    return true;
  }

  /** How Relais asks it, over its socket. */
  RegisterClient client() {
    return RegisterRefresh.client(annuaire.address(), KEY, null, true);
  }

  @Override
  public void close() {
    annuaire.close();
  }
}
