// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.model.Sha256;
import fr.relais.flow.MailLedger;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** The ledger of mails: where each lies, which were taken, which receipts are awaited. */
final class Mails implements MailLedger {
  private final Sql sql;

  Mails(Sql sql) {
    this.sql = sql;
  }

  @Override
  public Set<Place> taken(Collection<Place> places) {
    if (places.isEmpty()) {
      return Set.of();
    }
    List<Place> asked = List.copyOf(places);
    return new HashSet<>(
        sql.list(
            """
            SELECT p.mailbox, p.uid_validity, p.uid, p.message_id
            FROM mail_place p
            JOIN unnest(?, ?, ?, ?) AS a (mailbox, uid_validity, uid, message_id)
              USING (mailbox, uid_validity, uid, message_id)\
            """,
            row ->
                new Place(
                    row.text("mailbox"),
                    row.number("uid_validity"),
                    row.number("uid"),
                    new Sha256(HexFormat.of().formatHex(row.bytes("message_id")))),
            Sql.texts(asked.stream().map(Place::mailbox).toList()),
            Sql.numbers(asked.stream().map(Place::uidValidity).toList()),
            Sql.numbers(asked.stream().map(Place::uid).toList()),
            Sql.bytes(asked.stream().map(place -> bytes(place.messageId())).toList())));
  }

  @Override
  public boolean take(Place place, Sha256 mail, Instant at) {
    int placed =
        sql.update(
            """
            INSERT INTO mail_place (mailbox, uid_validity, uid, message_id)
            VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING\
            """,
            place.mailbox(),
            place.uidValidity(),
            place.uid(),
            bytes(place.messageId()));
    return placed == 1
        && sql.update(
                """
                INSERT INTO mail_taken (mailbox, mail, taken_at)
                VALUES (?, ?, ?) ON CONFLICT DO NOTHING\
                """,
                place.mailbox(),
                bytes(mail),
                at)
            == 1;
  }

  @Override
  public void awaitReceipt(String delivery, Instant until) {
    sql.later(
        """
        INSERT INTO receipt_awaited (delivery, due_at) VALUES (?, ?)
        ON CONFLICT (delivery) DO UPDATE SET due_at = excluded.due_at\
        """,
        delivery,
        until);
  }

  @Override
  public void heard(String delivery) {
    sql.later("DELETE FROM receipt_awaited WHERE delivery = ?", delivery);
  }

  @Override
  public List<String> claimSilent(Instant now, int limit) {
    return sql.list(
        """
        WITH silent AS (
          SELECT delivery FROM receipt_awaited WHERE due_at <= ?
          ORDER BY due_at, delivery LIMIT ? FOR UPDATE SKIP LOCKED)
        DELETE FROM receipt_awaited r USING silent s WHERE r.delivery = s.delivery
        RETURNING r.delivery\
        """,
        row -> row.text("delivery"),
        now,
        limit);
  }

  private static byte[] bytes(Sha256 digest) {
    return HexFormat.of().parseHex(digest.hex());
  }
}
