// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Channel;
import fr.relais.core.model.Endpoint;
import fr.relais.core.model.Feeds;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Role;
import fr.relais.core.model.Sender;
import fr.relais.core.model.SenderCode;
import fr.relais.core.model.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What each line says by itself; a cell in error leaves a harmless value and a problem. */
final class RosterRows {
  /** In place of a practitioner: nobody holds this duty, Centre 15 does. */
  static final String NOBODY = "personne";

  private static final String ROLES =
      "DOCTOR, JUNIOR, REPLACEMENT (remplaçant), SECRETARY, HOST_AGENT (agent d'accueil),"
          + " OPERATOR.";
  private static final String CHANNELS = "FOLDER, MAIL, HOOK, CALL.";

  private RosterRows() {}

  static List<Located<Practitioner>> people(List<Row> rows) {
    return rows.stream().map(row -> Located.at(Part.PEOPLE, row, person(row))).toList();
  }

  private static Practitioner person(Row row) {
    LocalTime opens = row.time("opens");
    LocalTime closes = row.time("closes");
    if ((row.text("opens") == null) != (row.text("closes") == null)) {
      row.wrong(
          "opens",
          "Les heures d'ouverture vont par deux.",
          "Donnez opens et closes, ou aucune des deux : joignable à toute heure.");
    } else if (opens != null && closes != null && !opens.isBefore(closes)) {
      row.wrong(
          "closes", "La fin des heures n'est pas après leur début.", "Corrigez l'une des deux.");
    }
    return new Practitioner(
        row.id("id"),
        row.rpps("rpps"),
        row.required("family"),
        row.required("given"),
        opens,
        closes,
        row.day("mission_end"),
        row.day("revoked_on"),
        row.folder("folder"),
        row.text("software"),
        row.mailbox("mailbox"),
        row.phone("phone"),
        row.phone("second_phone"),
        row.hook("hook"),
        role(row),
        row.text("supervisor"),
        row.text("site"),
        expertise(row));
  }

  private static @Nullable String expertise(Row row) {
    String code = row.text("expertise");
    if (code != null && !code.matches("[A-Z]{1,4}[0-9]{1,4}")) {
      row.wrong(
          "expertise",
          "Ce n'est pas un code de savoir-faire.",
          "Écrivez celui de l'annuaire (TRE_R38), par exemple SM26 pour la médecine générale.");
    }
    return code;
  }

  private static Role role(Row row) {
    Role role = row.text("role") == null ? Role.DOCTOR : row.constant("role", Role.class, ROLES);
    if (role == Role.SITE) {
      row.wrong("role", "Un site n'est pas une personne.", "Décrivez-le dans sites.csv.");
    }
    if (role == Role.JUNIOR && row.text("supervisor") == null) {
      row.wrong(
          "supervisor",
          "Un docteur junior a un médecin qui répond de lui.",
          "Donnez l'identifiant de ce médecin.");
    }
    boolean placed = role == Role.SECRETARY || role == Role.HOST_AGENT;
    if (placed && row.text("site") == null) {
      row.wrong("site", "Cette personne travaille dans un lieu.", "Donnez l'identifiant du lieu.");
    }
    return role;
  }

  static List<Located<Site>> sites(List<Row> rows) {
    return rows.stream().map(row -> Located.at(Part.SITES, row, site(row))).toList();
  }

  private static Site site(Row row) {
    String referent = row.text("referent");
    if (referent == null) {
      row.wrong(
          "referent",
          "Ce site n'a pas de médecin référent.",
          "Nommez-le ; un lieu qui n'est pas un lieu de soins en nomme un ailleurs.");
    }
    return new Site(
        row.id("id"),
        row.required("name"),
        row.finess("finess"),
        referent == null ? "" : referent,
        row.text("care_place") == null || row.yes("care_place"),
        row.folder("folder"),
        row.text("software"),
        row.mailbox("mailbox"));
  }

  static List<Located<Period>> periods(List<Row> rows) {
    List<Located<Period>> periods = new ArrayList<>();
    for (Row row : rows) {
      kind(row)
          .map(kind -> period(row, kind))
          .ifPresent(
              first ->
                  repeated(row, first).forEach(p -> periods.add(Located.at(Part.PERIODS, row, p))));
    }
    return periods;
  }

  /** The period of a line, and those that its {@code recurs} gives. */
  private static List<Period> repeated(Row row, Period first) {
    String rule = row.text("recurs");
    if (rule == null || first.from().equals(Instant.EPOCH)) {
      return List.of(first);
    }
    Recurrence.Expansion all =
        Recurrence.of(rule, Recurrence.local(first.from()), ParisTime.ZONE, row.now());
    if (all.cause() != null) {
      row.wrong(
          "recurs",
          all.cause(),
          "Écrivez par exemple FREQ=MONTHLY;BYDAY=1TU,3TU;UNTIL=20270630, entre guillemets si le"
              + " fichier emploie des points-virgules ; from est la première fois.");
    }
    return Recurrence.periods(first, all.starts());
  }

  private static Optional<Period.Kind> kind(Row row) {
    String cell = row.required("kind");
    Optional<Period.Kind> kind =
        Arrays.stream(Period.Kind.values()).filter(k -> k.name().equals(cell)).findFirst();
    if (kind.isEmpty() && !cell.isEmpty()) {
      row.wrong(
          "kind",
          "Ce genre de période n'est pas connu.",
          "Genres possibles : PRESENCE, ABSENCE, DUTY (garde du site), OPERATOR_DUTY"
              + " (astreinte), REPLACEMENT (remplacement).");
    }
    return kind;
  }

  private static Period period(Row row, Period.Kind kind) {
    Instant from = row.from("from");
    Instant to = row.to("to");
    if (from != null && to != null && !from.isBefore(to)) {
      row.wrong("to", "La fin n'est pas après le début.", "Corrigez l'une des deux dates.");
    }
    return new Period(
        kind,
        holder(row, kind),
        place(row, kind),
        kind == Period.Kind.REPLACEMENT ? row.required("stands_in_for") : null,
        Objects.requireNonNullElse(from, Instant.EPOCH),
        Objects.requireNonNullElse(to, Instant.EPOCH));
  }

  private static @Nullable String holder(Row row, Period.Kind kind) {
    String holder = row.required("practitioner");
    if (!holder.equals(NOBODY)) {
      return holder;
    }
    if (kind != Period.Kind.DUTY) {
      row.wrong(
          "practitioner",
          "« personne » ne vaut que pour la garde d'un site (DUTY).",
          "Nommez un médecin.");
    }
    return null;
  }

  private static @Nullable String place(Row row, Period.Kind kind) {
    return switch (kind) {
      case PRESENCE, DUTY -> row.required("site");
      case ABSENCE, OPERATOR_DUTY, REPLACEMENT -> {
        if (row.text("site") != null) {
          row.wrong("site", "Ce genre de période n'est d'aucun site.", "Videz la case.");
        }
        yield null;
      }
    };
  }

  static List<Located<Sender>> senders(List<Row> rows) {
    return rows.stream().map(row -> Located.at(Part.SENDERS, row, sender(row))).toList();
  }

  private static Sender sender(Row row) {
    if (row.text("facility") != null && row.text("application") == null) {
      row.wrong(
          "application",
          "MSH-4 est donné sans MSH-3 : l'expéditeur ne serait jamais reconnu.",
          "Donnez aussi application (MSH-3), ou videz facility.");
    }
    return new Sender(
        row.id("id"),
        row.required("name"),
        row.finess("finess"),
        row.text("application"),
        row.text("facility"),
        row.folder("folder"),
        row.text("hprim_code"),
        row.text("site"),
        row.yes("cumulative"),
        row.day("since"),
        feeds(row),
        row.mailbox("mailbox"),
        row.mllpOrFolder("acknowledgements"),
        row.charset("charset"),
        row.text("certificate"));
  }

  private static Feeds feeds(Row row) {
    if (row.text("feeds_dmp") == null) {
      return Feeds.UNKNOWN;
    }
    return row.yes("feeds_dmp") ? Feeds.YES : Feeds.NO;
  }

  static List<Located<Endpoint>> endpoints(List<Row> rows) {
    return rows.stream().map(row -> Located.at(Part.ENDPOINTS, row, endpoint(row))).toList();
  }

  private static Endpoint endpoint(Row row) {
    Channel channel = row.constant("channel", Channel.class, CHANNELS);
    String address =
        switch (channel) {
          case FOLDER -> row.folder("address");
          case MAIL -> row.mailbox("address");
          case CALL -> row.phone("address");
          case HOOK -> row.hook("address");
          case DMP, MLLP -> {
            row.wrong("channel", "On ne joint personne par ce canal.", "Canaux : " + CHANNELS);
            yield null;
          }
        };
    if (row.text("address") == null) {
      row.wrong("address", "L'adresse manque.", "Écrivez-la.");
    }
    LocalDate from = row.day("from");
    LocalDate to = row.day("to");
    if (from != null && to != null && from.isAfter(to)) {
      row.wrong("to", "La fin est avant le début.", "Corrigez l'un des deux jours.");
    }
    return new Endpoint(
        row.required("practitioner"), channel, Objects.requireNonNullElse(address, ""), from, to);
  }

  static List<Located<SenderCode>> codes(List<Row> rows) {
    return rows.stream().map(row -> Located.at(Part.CODES, row, code(row))).toList();
  }

  private static SenderCode code(Row row) {
    String practitioner = row.text("practitioner");
    String site = row.text("site");
    if ((practitioner == null) == (site == null)) {
      row.wrong(
          "practitioner",
          "Un code désigne une personne ou un site, l'un des deux et un seul.",
          "Remplissez practitioner ou site.");
    }
    return new SenderCode(row.required("sender"), row.required("code"), practitioner, site);
  }
}
