// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.model.Endpoint;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.core.model.SenderCode;
import fr.relais.core.model.Site;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** The roster, each version whole. The latest one read is kept until a newer one is committed. */
final class Rosters {
  /** "roster" in the space of advisory locks. */
  private static final long IMPORT = 0x726f_7374_6572L;

  private final Json json;
  private final AtomicReference<Roster> latest = new AtomicReference<>(Roster.EMPTY);

  Rosters(Json json) {
    this.json = json;
  }

  /** A roster without the look-ups that are made from it. */
  private record Snapshot(
      List<Practitioner> practitioners,
      List<Site> sites,
      List<Period> periods,
      List<Sender> senders,
      List<SenderCode> codes,
      List<Endpoint> endpoints) {
    Snapshot {
      // written before addresses had dates
      endpoints = endpoints == null ? List.of() : endpoints;
    }

    Roster roster(long version) {
      return Roster.of(version, practitioners, sites, periods, senders, codes, endpoints);
    }
  }

  Roster current(Sql sql) {
    long version = sql.number("SELECT max(version) FROM roster");
    Roster known = latest.get();
    if (known.version() == version) {
      return known;
    }
    Roster read = version == 0 ? Roster.EMPTY : read(sql, version);
    latest.accumulateAndGet(read, (one, other) -> one.version() >= other.version() ? one : other);
    return latest.get().version() == version ? latest.get() : read;
  }

  private Roster read(Sql sql, long version) {
    String text =
        sql.first(
                "SELECT snapshot FROM roster WHERE version = ?",
                row -> row.text("snapshot"),
                version)
            .orElseThrow();
    Snapshot all = json.read(text.getBytes(StandardCharsets.UTF_8), Snapshot.class);
    return all.roster(version);
  }

  /** The new roster is not kept here: its transaction may still fail. */
  Roster change(Sql sql, UnaryOperator<Roster> change, Instant at, String actor) {
    sql.list("SELECT pg_advisory_xact_lock(?)::text", row -> true, IMPORT);
    Roster before = current(sql);
    Roster made = change.apply(before);
    if (made == before) {
      return before;
    }
    Snapshot snapshot =
        new Snapshot(
            made.practitioners(),
            made.sites(),
            made.periods(),
            made.senders(),
            made.codes(),
            made.endpoints());
    long version = before.version() + 1;
    sql.update(
        "INSERT INTO roster (version, at, actor, snapshot) VALUES (?, ?, ?, ?)",
        version,
        at,
        actor,
        json.text(snapshot));
    return snapshot.roster(version);
  }
}
