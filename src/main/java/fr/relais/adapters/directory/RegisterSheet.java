// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.adapters.directory.RegisterRow.Act;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.core.model.Endpoint;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes that the register asks for, as a file: it waits, is taken or dropped like any other
 * import. It holds no date, so that the same changes are the same file whatever the day.
 */
public final class RegisterSheet {
  static final String FILE = "annuaire.csv";
  private static final Form FORM = Form.of(FILE, "rpps", "act", "mailbox", "replaces");

  private final Roster before;
  private final LocalDate today;
  private final Problems problems = new Problems();
  private final Problems notes = new Problems();
  private final List<RegisterRow> rows = new ArrayList<>();

  private RegisterSheet(Roster before, LocalDate today) {
    this.before = before;
    this.today = today;
  }

  /** Whether these files are one of these. */
  public static boolean is(List<CsvFile> files) {
    return files.size() == 1 && files.get(0).name().equals(FILE);
  }

  static CsvFile of(List<RegisterRow> rows) {
    StringBuilder text = new StringBuilder("rpps,act,mailbox,replaces\n");
    rows.stream()
        .sorted(Comparator.comparing(RegisterRow::rpps))
        .forEach(
            row ->
                text.append(row.rpps())
                    .append(',')
                    .append(row.act())
                    .append(',')
                    .append(Objects.requireNonNullElse(row.mailbox(), ""))
                    .append(',')
                    .append(Objects.requireNonNullElse(row.replaces(), ""))
                    .append('\n'));
    return new CsvFile(FILE, Content.of(text.toString(), StandardCharsets.UTF_8));
  }

  /**
   * All or nothing.
   *
   * @param now the day from which on it holds
   * @param confirmed a person saw what it changes, and wants it
   */
  public static RosterImport importFile(
      CsvFile file, Roster before, Instant now, boolean confirmed) {
    Calendar calendar = Calendar.at(now);
    RegisterSheet sheet = new RegisterSheet(before, calendar.today());
    CsvTable.read(FORM, file, calendar, sheet.problems)
        .ifPresent(lines -> lines.forEach(sheet::row));
    if (!sheet.problems.none()) {
      return new RosterImport.NotImported(sheet.problems.list());
    }
    Roster after = sheet.after();
    Problems doubts = new Problems();
    if (!confirmed) {
      RegisterGuard.check(before, after, sheet.rows, sheet.today, doubts);
      ChangeGuard.check(before, after, now, doubts);
    }
    return doubts.none()
        ? new RosterImport.Imported(after, sheet.notes.list(), List.of())
        : new RosterImport.NotImported(doubts.list(), RosterDifferences.of(before, after));
  }

  private void row(Row row) {
    String act = row.required("act");
    Optional<Act> known = Arrays.stream(Act.values()).filter(a -> a.name().equals(act)).findFirst();
    if (known.isEmpty()) {
      row.wrong("act", "Ce changement n'est pas connu.", "N'écrivez pas ce fichier à la main.");
      return;
    }
    rows.add(
        new RegisterRow(
            row.required("rpps"), known.get(), row.mailbox("mailbox"), row.mailbox("replaces")));
  }

  private Roster after() {
    List<Practitioner> people = new ArrayList<>(before.practitioners());
    List<Endpoint> endpoints = new ArrayList<>(before.endpoints());
    for (RegisterRow row : rows) {
      Practitioner person = before.byRpps(row.rpps()).orElse(null);
      if (person == null) {
        notes.add(
            FILE,
            0,
            "rpps",
            "Cette personne n'est plus dans people.csv : elle est laissée de côté.",
            "Rien à faire.");
      } else if (row.act().revokes()) {
        people.replaceAll(p -> p.id().equals(person.id()) ? revoked(p) : p);
      } else {
        mailbox(person, row.mailbox(), row.replaces(), endpoints);
      }
    }
    return Roster.of(
        before.version() + 1,
        people,
        before.sites(),
        before.periods(),
        before.senders(),
        before.codes(),
        endpoints);
  }

  private void mailbox(
      Practitioner person,
      @Nullable String address,
      @Nullable String replaces,
      List<Endpoint> endpoints) {
    endpoints.removeIf(
        e ->
            e.practitioner().equals(person.id())
                && e.channel() == Channel.MAIL
                && e.address().equals(replaces));
    boolean has =
        endpoints.stream()
            .anyMatch(e -> e.practitioner().equals(person.id()) && e.address().equals(address));
    if (address != null && !has) {
      endpoints.add(new Endpoint(person.id(), Channel.MAIL, address, today, null));
    }
  }

  private Practitioner revoked(Practitioner person) {
    return person.revoked(today) ? person : new Employment(person).revoked(today);
  }
}
