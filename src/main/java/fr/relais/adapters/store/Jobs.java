// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Sha256;
import fr.relais.flow.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Deliveries, what became of their attempts, and what the recipient's side said. */
final class Jobs {
  private final Session session;

  Jobs(Session session) {
    this.session = session;
  }

  void enqueue(Collection<Delivery> deliveries) {
    session
        .sql()
        .laterEach(
            """
            INSERT INTO delivery (id, follow_up, kind, subject, recipient, channel, address,
                                  priority, rank, state, run_at, attempts, token)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """,
            deliveries.stream().map(Jobs::values).toList());
  }

  private static Object[] values(Delivery delivery) {
    return new Object[] {
      delivery.id(),
      delivery.followUp(),
      delivery.kind(),
      delivery.subject(),
      delivery.recipient(),
      delivery.channel(),
      delivery.address(),
      delivery.priority(),
      (short) delivery.priority().ordinal(),
      delivery.state(),
      delivery.runAt(),
      delivery.attempts(),
      delivery.token()
    };
  }

  /**
   * One statement for the batch. The rows are locked in the order of their ids, so that two nodes
   * never wait crosswise. What the recipient's side said meanwhile stands.
   */
  Set<String> finish(Collection<Transaction.Ended> ended) {
    List<Transaction.Ended> all = List.copyOf(ended);
    return Set.copyOf(
        session
            .sql()
            .list(
                """
                WITH ended AS (
                  SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                    AS e (id, token, state, retry_at, outcome, at, detail, sha256, losses)),
                held AS (
                  SELECT d.id FROM delivery d JOIN ended e ON d.id = e.id AND d.token = e.token
                  ORDER BY d.id FOR UPDATE OF d),
                noted AS (
                  UPDATE delivery_attempt a
                  SET outcome = e.outcome, ended_at = e.at, detail = e.detail, sha256 = e.sha256,
                    losses = e.losses
                  FROM ended e JOIN held h ON h.id = e.id
                  WHERE a.delivery = e.id AND a.token = e.token AND a.outcome IS NULL
                  RETURNING a.delivery),
                changed AS (
                  UPDATE delivery d SET state = e.state, run_at = coalesce(e.retry_at, d.run_at),
                    lease_until = NULL
                  FROM ended e JOIN noted n ON n.delivery = e.id
                  WHERE d.id = e.id AND d.token = e.token AND d.state = 'READY')
                SELECT delivery FROM noted\
                """,
                row -> row.text("delivery"),
                Sql.texts(each(all, e -> e.delivery().id())),
                Sql.numbers(each(all, e -> e.delivery().token())),
                Sql.texts(each(all, e -> e.next().name())),
                Sql.times(each(all, Transaction.Ended::retryAt)),
                Sql.texts(each(all, e -> e.outcome().name())),
                Sql.times(each(all, Transaction.Ended::at)),
                Sql.texts(each(all, Transaction.Ended::detail)),
                Sql.bytes(each(all, e -> bytes(e.digest()))),
                Sql.texts(each(all, Transaction.Ended::losses))));
  }

  /** One column of the batch; it may hold nulls. */
  private static <T extends @Nullable Object> List<T> each(
      List<Transaction.Ended> all, Function<Transaction.Ended, T> column) {
    List<T> values = new ArrayList<>();
    all.forEach(ended -> values.add(column.apply(ended)));
    return values;
  }

  private static byte @Nullable [] bytes(@Nullable Sha256 digest) {
    return digest == null ? null : HexFormat.of().parseHex(digest.hex());
  }

  Optional<Delivery> find(String id) {
    return session.sql().first("SELECT * FROM delivery WHERE id = ?", Jobs::delivery, id);
  }

  /** A refusal that comes while the attempt still runs takes its token away. */
  void heard(String id, DeliveryState next, @Nullable Instant retryAt) {
    session
        .sql()
        .later(
            """
            UPDATE delivery SET state = ?, run_at = coalesce(?::timestamptz, run_at),
              lease_until = NULL, token = token + ?
            WHERE id = ?\
            """,
            next,
            retryAt,
            next == DeliveryState.READY ? 1 : 0,
            id);
  }

  List<Transaction.Attempt> attemptsOf(String followUp) {
    return session
        .sql()
        .list(
            """
            SELECT d.*, a.begun_at, a.outcome, a.detail, a.losses
            FROM delivery d JOIN delivery_attempt a ON a.delivery = d.id
            WHERE d.follow_up = ? ORDER BY a.begun_at, d.seq, a.token\
            """,
            Jobs::attempt,
            followUp);
  }

  private static Transaction.Attempt attempt(Row row) throws SQLException {
    return new Transaction.Attempt(
        delivery(row),
        row.time("begun_at"),
        row.constantOrNull("outcome", AttemptOutcome.class),
        row.textOrNull("detail"),
        row.textOrNull("losses"));
  }

  List<String> recipientsOf(String followUp) {
    return session
        .sql()
        .list(
            """
            SELECT recipient FROM delivery WHERE follow_up = ?
              AND kind NOT IN ('NOTICE_APPOINTMENT', 'NOTICE_PATIENT', 'VISIT_REPORT',
                'NOTICE_DIGEST', 'DMP_PUBLISH', 'DMP_DELETE', 'ACKNOWLEDGEMENT')
            GROUP BY recipient ORDER BY min(seq)\
            """,
            row -> row.text("recipient"),
            followUp);
  }

  List<Delivery> of(String followUp) {
    return session
        .sql()
        .list("SELECT * FROM delivery WHERE follow_up = ? ORDER BY seq", Jobs::delivery, followUp);
  }

  static Delivery delivery(Row row) throws SQLException {
    return new Delivery(
        row.text("id"),
        row.text("follow_up"),
        row.constant("kind", Delivery.Kind.class),
        row.textOrNull("subject"),
        row.text("recipient"),
        row.text("channel"),
        row.text("address"),
        row.constant("priority", FollowUpPriority.class),
        row.constant("state", DeliveryState.class),
        row.time("run_at"),
        row.integer("attempts"),
        row.number("token"));
  }
}
