// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Content;
import fr.relais.core.model.RegisterPage;
import fr.relais.flow.RegisterFailure;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the national register (Annuaire Santé, FHIR API v2) for people by their RPPS, several at
 * once, each with his situations of work. Names are never sent. All is answered, or nothing is.
 */
public final class RegisterClient {
  private static final String RPPS = "https://rpps.esante.gouv.fr|";
  private static final int PAGES_MAX = 200;
  private static final int COUNT = 50;

  /** Under the quota of 17 calls each second for one application. */
  private static final Duration BETWEEN = Duration.ofMillis(150);

  private final RegisterSettings settings;
  private final RegisterAddress address;
  private final RegisterReader reader;
  private final InstantSource clock;
  private final RegisterHttp.Pause pause;
  private final RegisterHttp http;

  /**
   * @param reader knows what an answer looks like
   * @throws IllegalArgumentException when the address is not one that may be asked
   */
  public RegisterClient(RegisterSettings settings, RegisterReader reader) {
    this(settings, reader, InstantSource.system(), RegisterClient::slept);
  }

  RegisterClient(
      RegisterSettings settings,
      RegisterReader reader,
      InstantSource clock,
      RegisterHttp.Pause pause) {
    this.settings = settings;
    this.address = RegisterAddress.of(settings.base(), settings.plain());
    this.reader = reader;
    this.clock = clock;
    this.pause = pause;
    this.http = new RegisterHttp(settings, clock, pause);
  }

  private static boolean slept(Duration time) {
    try {
      Thread.sleep(time.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * What the register answered.
   *
   * @param answers one list of pages for each batch; none when it failed
   * @param failure null when it did not fail
   */
  public record Answer(List<List<RegisterPage>> answers, @Nullable RegisterFailure failure) {
    static Answer failed(RegisterFailure why) {
      return new Answer(List.of(), why);
    }
  }

  /**
   * Those of these people whom the register knows; with a time, those whom it changed since then.
   *
   * @param since at most 30 days ago; null: whenever it was
   */
  public Answer search(Collection<String> rpps, @Nullable Instant since) {
    Instant deadline = clock.instant().plus(settings.total());
    List<List<RegisterPage>> answers = new ArrayList<>();
    List<String> all = List.copyOf(new TreeSet<>(rpps));
    for (int from = 0; from < all.size(); from += settings.batch()) {
      List<String> some = all.subList(from, Math.min(all.size(), from + settings.batch()));
      Pages pages = pages(form(some, since), deadline);
      if (pages.failure() == RegisterFailure.LINK_EXPIRED) {
        pages = pages(form(some, since), deadline);
      }
      RegisterFailure failure = pages.failure();
      if (failure != null) {
        return Answer.failed(failure);
      }
      answers.add(List.copyOf(pages.read()));
    }
    return new Answer(List.copyOf(answers), null);
  }

  private record Pages(List<RegisterPage> read, @Nullable RegisterFailure failure) {}

  private Pages pages(String form, Instant deadline) {
    List<RegisterPage> read = new ArrayList<>();
    Set<URI> seen = new HashSet<>();
    RegisterHttp.Told told = http.search(address.search("Practitioner"), form, deadline);
    while (true) {
      Content content = told.content();
      if (content == null) {
        return new Pages(List.of(), told.failure());
      }
      RegisterPage page = reader.read(content).orElse(null);
      if (page == null || read.size() >= PAGES_MAX) {
        return new Pages(List.of(), RegisterFailure.NOT_UNDERSTOOD);
      }
      read.add(page);
      String link = page.next();
      if (!pause.rest(BETWEEN)) {
        return new Pages(List.of(), RegisterFailure.OUT_OF_TIME);
      }
      if (link == null) {
        return new Pages(read, null);
      }
      URI next = address.next(link).orElse(null);
      if (next == null) {
        return new Pages(List.of(), RegisterFailure.FOREIGN_LINK);
      }
      if (!seen.add(next)) {
        return new Pages(List.of(), RegisterFailure.NOT_UNDERSTOOD);
      }
      told = http.page(next, deadline);
    }
  }

  /** A comma between values means "or" (FHIR R4, 3.1.1.4.2); posted, it has no length to fear. */
  private static String form(List<String> rpps, @Nullable Instant since) {
    String numbers = rpps.stream().map(each -> RPPS + each).collect(Collectors.joining(","));
    String form =
        field("identifier", numbers)
            + "&"
            + field("_revinclude", "PractitionerRole:practitioner")
            + "&"
            + field("_count", Integer.toString(COUNT));
    return since == null
        ? form
        : form
            + "&"
            + field(
                "_lastUpdated",
                "ge" + DateTimeFormatter.ISO_INSTANT.format(since.truncatedTo(ChronoUnit.SECONDS)));
  }

  private static String field(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
