// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import com.fasterxml.jackson.core.type.TypeReference;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Order;
import fr.relais.flow.Transaction.Carried;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What deliveries carry: three queries for a whole batch, each report and order opened once. */
final class Carriage {
  private static final TypeReference<List<String>> RECIPIENTS = new TypeReference<>() {};
  private final Session session;
  private final FollowUps followUps;
  private final Reports reports;
  private final Orders orders;

  Carriage(Session session, FollowUps followUps, Reports reports, Orders orders) {
    this.session = session;
    this.followUps = followUps;
    this.reports = reports;
    this.orders = orders;
  }

  /** What a delivery's follow-up says of it, as it stands now. */
  private record About(FollowUp row, List<String> recipients, boolean corrects) {}

  Map<String, Carried> of(Collection<Delivery> deliveries) {
    Map<String, About> abouts = abouts(deliveries);
    Map<String, Reports.Share> shares =
        reports.shares(
            deliveries.stream()
                .map(Delivery::subject)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
    Map<String, Order> answered =
        orders.answeredBy(abouts.values().stream().map(a -> a.row().id()).distinct().toList());
    Map<String, Carried> carried = new HashMap<>();
    for (Delivery delivery : deliveries) {
      About about = abouts.get(delivery.id());
      String subject = delivery.subject();
      Reports.Share share = subject == null ? Reports.Share.NONE : shares.get(subject);
      if (about != null && share != null) {
        carried.put(
            delivery.id(),
            new Carried(
                about.row(),
                share.version(),
                share.content(),
                answered.get(about.row().id()),
                about.recipients(),
                about.corrects()));
      }
    }
    return carried;
  }

  /** A follow-up may have taken the place of the one that the delivery was claimed under. */
  private Map<String, About> abouts(Collection<Delivery> deliveries) {
    Map<String, About> abouts = new HashMap<>();
    session
        .sql()
        .list(
            """
            SELECT d.id AS delivery, f.*, k.period, k.wrapped,
              (SELECT coalesce(json_agg(r.recipient ORDER BY r.first), '[]')::text FROM (
                 SELECT e.recipient, min(e.seq) AS first FROM delivery e
                 WHERE e.follow_up = d.follow_up
                   AND e.kind NOT IN ('NOTICE_APPOINTMENT', 'NOTICE_PATIENT', 'VISIT_REPORT',
                     'NOTICE_DIGEST', 'DMP_PUBLISH', 'DMP_DELETE', 'ACKNOWLEDGEMENT')
                 GROUP BY e.recipient) r) AS recipients,
              EXISTS (
                SELECT FROM delivery e
                WHERE e.follow_up = d.follow_up AND e.recipient = d.recipient AND e.seq < d.seq
                  AND e.kind = 'RESULT' AND e.subject <> d.subject
                  AND e.state IN ('SENT', 'CONFIRMED')) AS corrects
            FROM delivery d JOIN follow_up f ON f.id = d.follow_up
              LEFT JOIN data_key k ON k.id = f.id
            WHERE d.id = ANY (?)\
            """,
            row -> abouts.put(row.text("delivery"), about(row)),
            Sql.texts(deliveries.stream().map(Delivery::id).toList()));
    return abouts;
  }

  private About about(Row row) throws SQLException {
    return new About(
        followUps.followUp(row),
        session.json().read(row.text("recipients"), RECIPIENTS),
        row.truth("corrects"));
  }
}
