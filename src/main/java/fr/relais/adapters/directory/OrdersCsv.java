// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Roster;
import fr.relais.flow.ExpectOrder.Asked;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads orders from {@code orders.csv}, for a software that can export a table and nothing else:
 * one line for each exam; the same form as the files of the directory, all of it or nothing.
 */
public final class OrdersCsv {
  /** The name that such a file bears. */
  public static final String FILE = "orders.csv";

  private static final Form FORM =
      Form.of(
          FILE,
          "?placer",
          "?requisition",
          "kind",
          "?code",
          "label",
          "?priority",
          "requester",
          "?site",
          "ordered_at",
          "?ins",
          "?ins_oid",
          "?identity_status",
          "birth_name",
          "?used_name",
          "given_names",
          "birth_date",
          "?sex",
          "?birth_place",
          "?phone",
          "?phone_whose",
          "?second_phone",
          "?second_phone_whose",
          "?address",
          "?general_practitioner",
          "?reason",
          "?instruction",
          "?refuses_requester",
          "?designated",
          "?informed",
          "?refuses_dmp",
          "?neutral_sms",
          "?expected_by");

  private final InstantSource clock;
  private final Set<String> insOidsRefused;

  /**
   * @param insOidsRefused authorities of identities that this installation refuses
   */
  public OrdersCsv(InstantSource clock, Set<String> insOidsRefused) {
    this.clock = clock;
    this.insOidsRefused = Set.copyOf(insOidsRefused);
  }

  /**
   * @param roster who and what the orders may name
   */
  public OrdersImport readPath(Path file, Roster roster) {
    try {
      return read(CsvFile.read(file), roster);
    } catch (IOException e) {
      return new OrdersImport(
          List.of(),
          List.of(),
          List.of(
              new ImportProblem(
                  FILE,
                  0,
                  "",
                  "Le fichier ne peut pas être lu.",
                  "Vérifiez le chemin et le droit de lecture.")));
    }
  }

  /** The same with a file that was read already. */
  public OrdersImport read(CsvFile file, Roster roster) {
    Instant now = clock.instant();
    Problems problems = new Problems();
    Optional<List<Row>> rows = CsvTable.read(FORM, file, Calendar.at(now), problems);
    List<Asked> orders = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    Together together = new Together();
    for (Row row : rows.orElse(List.of())) {
      Asked order = new OrderRow(row, roster, insOidsRefused, now).read();
      together.check(row, order);
      orders.add(order);
      lines.add(row.line());
    }
    if (rows.isPresent() && orders.isEmpty() && problems.none()) {
      problems.add(FILE, 0, "", "Le fichier n'a aucune prescription.", "Ajoutez des lignes.");
    }
    return new OrdersImport(orders, lines, problems.list());
  }

  /** What lines must say together. */
  private static final class Together {
    private final Set<String> numbers = new HashSet<>();
    private final Map<String, PatientIdentity> patients = new HashMap<>();

    void check(Row row, Asked order) {
      if (order.placer() != null && !numbers.add(order.authority() + " " + order.placer())) {
        row.wrong(
            "placer",
            "Ce numéro est déjà celui d'une autre ligne du même prescripteur.",
            "Donnez à chaque examen le sien ; le numéro commun va dans requisition.");
      }
      if (order.requisition() == null) {
        return;
      }
      PatientIdentity first =
          patients.putIfAbsent(order.requester() + " " + order.requisition(), order.patient());
      if (first != null && !first.equals(order.patient())) {
        row.wrong(
            "requisition",
            "Une ordonnance est d'un seul patient, et une autre ligne en nomme un différent.",
            "Corrigez le numéro de l'ordonnance, ou le patient.");
      }
    }
  }
}
