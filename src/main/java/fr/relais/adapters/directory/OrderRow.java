// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Coding;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.PatientChoices;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Phone;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.RequestPriority;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sex;
import fr.relais.flow.ExpectOrder.Asked;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One line of {@code orders.csv}; a cell in error leaves a harmless value and a problem. */
final class OrderRow {
  private static final Duration AHEAD_MAX = Duration.ofDays(1);

  private final Row row;
  private final Roster roster;
  private final Set<String> insOidsRefused;
  private final Instant now;

  OrderRow(Row row, Roster roster, Set<String> insOidsRefused, Instant now) {
    this.row = row;
    this.roster = roster;
    this.insOidsRefused = insOidsRefused;
    this.now = now;
  }

  Asked read() {
    String requester = Objects.requireNonNullElse(person("requester", true), "");
    Instant orderedAt = Objects.requireNonNullElse(row.from("ordered_at"), Instant.EPOCH);
    if (orderedAt.isAfter(now.plus(AHEAD_MAX))) {
      row.wrong("ordered_at", "La prescription est datée de l'avenir.", "Corrigez la date.");
    }
    String label = row.required("label");
    String code = row.text("code");
    List<Phone> phones = phones();
    return new Asked(
        row.text("placer"),
        "orders.csv " + requester,
        row.text("requisition"),
        word("kind", List.of(ReportKind.BIOLOGY, ReportKind.IMAGING, ReportKind.OTHER), null),
        code == null ? null : new Coding(loinc(code), "LN", label),
        label,
        word("priority", List.of(RequestPriority.values()), RequestPriority.ROUTINE),
        requester,
        site(),
        orderedAt,
        patient(phones),
        phones,
        row.text("address"),
        person("general_practitioner", false),
        row.text("reason"),
        row.text("instruction"),
        new PatientChoices(
            row.yes("informed"),
            row.yes("refuses_requester"),
            person("designated", false),
            row.yes("refuses_dmp"),
            row.yes("neutral_sms")),
        expectedBy(orderedAt));
  }

  /**
   * A word of a closed list.
   *
   * @param otherwise for an empty cell; null when it may not be empty
   */
  private <E extends Enum<E>> E word(String column, List<E> all, @Nullable E otherwise) {
    String cell = otherwise == null ? row.required(column) : row.text(column);
    Optional<E> found = all.stream().filter(each -> each.name().equals(cell)).findFirst();
    if (found.isEmpty() && cell != null && !cell.isEmpty()) {
      row.wrong(
          column,
          "Ce mot n'est pas connu.",
          "Mots possibles : "
              + all.stream().map(Enum::name).collect(Collectors.joining(", "))
              + ".");
    }
    return found.orElse(otherwise == null ? all.get(0) : otherwise);
  }

  private String loinc(String code) {
    if (!code.matches("\\d{1,5}-\\d")) {
      row.wrong("code", "Ce n'est pas un code LOINC.", "Écrivez-le ainsi : 2823-3, ou videz.");
    }
    return code;
  }

  private @Nullable String person(String column, boolean required) {
    String cell = required ? row.required(column) : row.text(column);
    if (cell == null || cell.isEmpty()) {
      return null;
    }
    Optional<Practitioner> found = roster.practitioner(cell).or(() -> roster.byRpps(cell));
    if (found.isEmpty()) {
      row.wrong(
          column,
          "Ce médecin n'est pas connu de Relais.",
          "Donnez son identifiant ou son RPPS, tels que people.csv les porte.");
    }
    return found.map(Practitioner::id).orElse(null);
  }

  private @Nullable String site() {
    String cell = row.text("site");
    if (cell != null && roster.site(cell).isEmpty()) {
      row.wrong(
          "site", "Ce site n'est pas connu de Relais.", "Donnez son identifiant de sites.csv.");
    }
    return cell;
  }

  private PatientIdentity patient(List<Phone> phones) {
    LocalDate birth = row.required("birth_date").isEmpty() ? null : row.day("birth_date");
    PatientCells cells = new PatientCells(row, insOidsRefused, now);
    String ins = cells.ins(row.text("ins_oid"));
    Sex sex = row.text("sex") == null ? null : word("sex", List.of(Sex.values()), Sex.U);
    cells.plausible(birth, ins, sex);
    IdentityStatus status =
        word("identity_status", List.of(IdentityStatus.values()), IdentityStatus.PROVISIONAL);
    if (status == IdentityStatus.QUALIFIED && ins == null) {
      row.wrong("identity_status", "Une identité qualifiée a un INS.", "Donnez ins et ins_oid.");
    }
    return new PatientIdentity(
        ins,
        ins == null ? null : row.text("ins_oid"),
        status,
        row.required("birth_name"),
        row.text("used_name"),
        List.of(row.required("given_names").split(" +")),
        birth,
        sex,
        row.text("birth_place"),
        List.of(),
        phones.stream().map(Phone::number).distinct().toList(),
        row.text("address"));
  }

  private List<Phone> phones() {
    List<Phone> phones = new ArrayList<>();
    for (String column : List.of("phone", "second_phone")) {
      String number = row.phone(column);
      if (number != null) {
        phones.add(
            new Phone(
                number, Objects.requireNonNullElse(row.text(column + "_whose"), "non précisé")));
      }
    }
    return phones;
  }

  private @Nullable Instant expectedBy(Instant orderedAt) {
    Instant by = row.text("expected_by") == null ? null : row.from("expected_by");
    if (by != null && !by.isAfter(orderedAt)) {
      row.wrong(
          "expected_by",
          "Le résultat est attendu avant la prescription.",
          "Corrigez l'une des deux dates, ou videz la case.");
    }
    return by;
  }
}
