// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.directory.CsvFile;
import fr.relais.core.model.Content;
import fr.relais.core.model.Endpoint;
import fr.relais.core.model.Practitioner;
import fr.relais.flow.NationalRegister;
import fr.relais.flow.NationalRegister.Standing;
import fr.relais.flow.RegisterQuestion;
import fr.relais.flow.RegisterQuestion.Kind;
import fr.relais.sandbox.annuaire.Annuaire;
import fr.relais.sandbox.annuaire.Mailbox;
import fr.relais.sandbox.annuaire.Professional;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The people's pages with the sandbox's people, beside a register that knows all of them. */
final class RegisterDay implements AutoCloseable {
  static final String KEY = "cle-fictive";
  static final String BOYER = "89970010222";
  static final String KELLER = "89970010339";
  static final String FABRE = "89970010669";
  static final String LENOIR = "89970010776";
  static final String MARTIN = "89970010115";
  static final String ROUX = "89970010552";
  static final String BENALI = "89970010446";
  static final String LEFEVRE = "89970010883";

  final Portal portal = new Portal();
  final Annuaire annuaire = opened();
  final NationalRegister register = new NationalRegister(portal.store());
  private final Map<String, Professional> people = new TreeMap<>();

  RegisterDay() {
    known(BOYER, "BOYER", "Anne");
    known(KELLER, "KELLER", "Paul");
    known(MARTIN, "MARTIN", "Claire");
    known(LENOIR, "LENOIR", "Hugues");
    known(ROUX, "ROUX", "Lise");
    known(BENALI, "BENALI", "Samir");
    known(LEFEVRE, "LEFEVRE", "Alain");
    known(FABRE, "FABRE", "Denis");
    annuaire.retire(FABRE);
  }

  private Annuaire opened() {
    try {
      return new Annuaire(KEY, portal.clock(), null);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void known(String rpps, String family, String given) {
    people.put(rpps, Professional.doctor(rpps, family, given));
    annuaire.enter(person(rpps));
  }

  Professional person(String rpps) {
    return Optional.ofNullable(people.get(rpps)).orElseThrow();
  }

  void lists(String rpps, Mailbox... mailboxes) {
    annuaire.enter(person(rpps).reachedAt(mailboxes));
  }

  /** Asked with this key at these hours. */
  RegisterRefresh refresh(String key, List<LocalTime> hours) {
    return new RegisterRefresh(
        RegisterRefresh.client(settings(key)).orElseThrow(), portal.store(), portal.clock(), hours);
  }

  Settings settings(String key) {
    return Settings.read(
            new SettingSources(
                null,
                Map.of(),
                List.of("annuaire.url=" + annuaire.address(), "annuaire.key=" + key)))
        .fold(
            read -> read,
            problems -> {
              throw new IllegalStateException(problems.toString());
            });
  }

  /** Asks once, by hand. */
  RegisterChanges.Done done() {
    return refresh(KEY, List.of()).run().orElseThrow();
  }

  Standing standing() {
    return register.standing();
  }

  Practitioner practitioner(String id) {
    return portal.store().roster().practitioner(id).orElseThrow();
  }

  List<String> mailboxes(String id) {
    return portal.store().roster().endpoints().stream()
        .filter(e -> e.practitioner().equals(id))
        .map(Endpoint::address)
        .toList();
  }

  List<Kind> questions(String id) {
    return standing().questions().stream()
        .filter(q -> q.practitioner().equals(id))
        .map(RegisterQuestion::kind)
        .toList();
  }

  /** Imports people.csv with this part of it changed, as an operator does. */
  Intake.Outcome imports(@Nullable String from, String to) {
    try {
      String text =
          Files.readString(Path.of("src/main/resources/fr/relais/sandbox/people/people.csv"));
      String changed = from == null ? text : text.replaceFirst(from, to);
      List<CsvFile> files = new ArrayList<>();
      files.add(new CsvFile("people.csv", Content.of(changed, StandardCharsets.UTF_8)));
      return new Intake(portal.store(), portal.clock()).take(files, true, "import");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    annuaire.close();
    portal.close();
  }
}
