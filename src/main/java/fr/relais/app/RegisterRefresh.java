// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.directory.RegisterClient;
import fr.relais.adapters.directory.RegisterFold;
import fr.relais.adapters.directory.RegisterReview;
import fr.relais.adapters.directory.RegisterSettings;
import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Problem;
import fr.relais.core.model.Roster;
import fr.relais.flow.NationalRegister;
import fr.relais.flow.NationalRegister.Standing;
import fr.relais.flow.Professional;
import fr.relais.flow.RegisterFailure;
import fr.relais.flow.Store;
import fr.relais.formats.fhir.RegisterBundles;
import fr.relais.formats.fhir.StrictJson;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the people whom we know with the national register, at fixed hours, on one node; and
 * holds what it said against each roster that is imported meanwhile.
 */
final class RegisterRefresh {
  private static final Logger LOG = LoggerFactory.getLogger(RegisterRefresh.class);

  /** The register answers for changes of thirty days at most; everyone is asked for each week. */
  private static final Duration EVERYONE = Duration.ofDays(7);

  /** Clocks differ, and a change may show late. */
  private static final Duration OVERLAP = Duration.ofDays(1);

  private final RegisterClient client;
  private final Store store;
  private final InstantSource clock;
  private final List<LocalTime> hours;
  private final NationalRegister register;
  private final RegisterChanges changes;
  private long seenRoster = -1;

  RegisterRefresh(RegisterClient client, Store store, InstantSource clock, List<LocalTime> hours) {
    this.client = client;
    this.store = store;
    this.clock = clock;
    this.hours = List.copyOf(hours);
    this.register = new NationalRegister(store);
    this.changes = new RegisterChanges(store, clock);
  }

  /**
   * Where the settings say that the register is asked; notes whether they do.
   *
   * @param simulated the register of the sandbox, asked where the settings name none; null without
   */
  static Optional<RegisterRefresh> of(
      Settings settings, @Nullable RegisterClient simulated, Store store, InstantSource clock) {
    Optional<RegisterRefresh> made =
        client(settings)
            .or(() -> Optional.ofNullable(simulated))
            .map(
                client ->
                    new RegisterRefresh(
                        client, store, clock, settings.get(OutsideKeys.REGISTER_AT)));
    boolean asked = made.isPresent();
    new NationalRegister(store).change(s -> s.watched(asked, clock.instant()));
    return made;
  }

  /** Empty without an address or a key. */
  static Optional<RegisterClient> client(Settings settings) {
    String key = settings.get(OutsideKeys.REGISTER_KEY);
    Optional<URI> url = settings.get(OutsideKeys.REGISTER_URL);
    if (key.isEmpty() || url.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        client(
            url.get(),
            key,
            settings.get(OutsideKeys.REGISTER_TRUST) ? Outside.trust(settings) : null,
            settings.profile() == Profile.SANDBOX));
  }

  /**
   * @param plain whether http on loopback will do
   */
  static RegisterClient client(URI url, String key, @Nullable TrustMaterial trust, boolean plain) {
    RegisterBundles bundles = new RegisterBundles(new StrictJson(Formats.FHIR));
    return new RegisterClient(
        RegisterSettings.usual(url, key, trust, plain),
        content -> {
          RegisterBundles.Reading read = bundles.read(content);
          boolean whole = read.problems().stream().noneMatch(Problem::isError);
          return whole ? Optional.of(read.page()) : Optional.empty();
        });
  }

  /**
   * What the register says now.
   *
   * @param people everyone of our roster as it knows him; none when it failed
   * @param everyone whether all were asked for, changed or not
   * @param failure null when it did not fail
   */
  record Asked(List<Professional> people, boolean everyone, @Nullable RegisterFailure failure) {
    static Asked failed(boolean everyone, RegisterFailure why) {
      return new Asked(List.of(), everyone, why);
    }
  }

  /** Asks when it is time, and looks when the roster changed; the number of changes in force. */
  synchronized int runOnce() {
    if (!store.leads("annuaire")) {
      return 0;
    }
    Standing standing = register.standing();
    if (standing.due(hours, clock.instant())) {
      return run().map(RegisterChanges.Done::taken).orElse(0);
    }
    long version = store.roster().version();
    if (version == seenRoster || standing.people().isEmpty()) {
      return 0;
    }
    int taken = changes.apply().taken();
    seenRoster = store.roster().version();
    return taken;
  }

  /** Asks now and makes of it what may be made; empty when it failed, and nothing is changed. */
  synchronized Optional<RegisterChanges.Done> run() {
    Instant now = clock.instant();
    Asked asked = ask(now);
    RegisterFailure failure = asked.failure();
    if (failure != null) {
      LOG.warn("annuaire: {}", failure);
      register.change(s -> s.failed(now, failure));
      return Optional.empty();
    }
    register.change(s -> s.asked(now, asked.people(), asked.everyone()));
    RegisterChanges.Done done = changes.apply();
    seenRoster = store.roster().version();
    LOG.info(
        "annuaire: {} people, {} changes taken, {} questions",
        asked.people().size(),
        done.taken(),
        done.questions().size());
    return Optional.of(done);
  }

  /** Asks, and changes nothing. */
  Asked ask(Instant now) {
    Standing standing = register.standing();
    Roster roster = store.roster();
    Set<String> numbers = RegisterReview.numbers(roster);
    Instant refreshed = standing.refreshed();
    Instant whole = standing.whole();
    if (refreshed == null || whole == null || !now.isBefore(whole.plus(EVERYONE))) {
      return asked(standing.people(), numbers, null, true);
    }
    Set<String> known = new TreeSet<>();
    standing.people().stream()
        .filter(Professional::listed)
        .map(Professional::rpps)
        .filter(numbers::contains)
        .forEach(known::add);
    numbers.removeAll(known);
    Asked fresh = asked(standing.people(), numbers, null, false);
    Asked changed =
        fresh.failure() == null
            ? asked(standing.people(), known, refreshed.minus(OVERLAP), false)
            : fresh;
    List<Professional> both = new ArrayList<>(fresh.people());
    both.addAll(changed.people());
    return new Asked(changed.failure() == null ? both : List.of(), false, changed.failure());
  }

  private Asked asked(
      Collection<Professional> known,
      Set<String> numbers,
      @Nullable Instant since,
      boolean everyone) {
    RegisterClient.Answer answer = client.search(numbers, since);
    if (answer.failure() != null) {
      return Asked.failed(everyone, answer.failure());
    }
    List<Professional> people =
        new RegisterFold(known).of(numbers, answer.answers(), since == null).orElse(null);
    if (people == null) {
      return Asked.failed(everyone, RegisterFailure.NOT_UNDERSTOOD);
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), ParisTime.ZONE);
    return new RegisterSecondLook(client, store.roster(), today).at(known, people, everyone);
  }
}
