// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.Phone;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.RequestPriority;
import fr.relais.core.model.Roster;
import fr.relais.flow.ExpectOrder.Asked;
import fr.relais.flow.Rules;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdersCsvTest {
  private static final Roster ROSTER = Directory.right().roster();
  private static final String HEADER =
      "placer;requisition;kind;code;label;priority;requester;site;ordered_at;ins;ins_oid;"
          + "identity_status;birth_name;used_name;given_names;birth_date;sex;phone;phone_whose;"
          + "second_phone;second_phone_whose;instruction;designated;informed;expected_by\n";
  private static final String POTASSIUM =
      "P-1;ORD-1;BIOLOGY;2823-3;Potassium;URGENT;boyer;noyers;2026-11-19 08:00;257034899910129;"
          + "1.2.250.1.213.1.4.10;QUALIFIED;BERTIN;DURAND;JEANNE;1957-03-14;F;06 39 98 00 01;"
          + "elle-même;0639980002;sa fille;Si K > 5,5 : ECG.;martin;oui;\n";
  private static final String ECHO =
      ";;IMAGING;;Échographie rénale;;89970010222;;J-1;;;;PETIT;;PAUL;1950-01-02;;;;;;;;;J+20\n";

  private static OrdersImport read(String lines) {
    return new OrdersCsv(InstantSource.fixed(Directory.NOW), Rules.REAL_OIDS)
        .read(new CsvFile("orders.csv", Content.of(HEADER + lines, UTF_8)), ROSTER);
  }

  @Test
  void each_line_is_an_exam_with_all_that_whoever_acts_must_know() {
    OrdersImport read = read(POTASSIUM + ECHO);

    assertThat(read.problems()).isEmpty();
    assertThat(read.lines()).containsExactly(2, 3);
    Asked first = read.orders().get(0);
    assertThat(first.kind()).isEqualTo(ReportKind.BIOLOGY);
    assertThat(first.priority()).isEqualTo(RequestPriority.URGENT);
    assertThat(first.patient().hasQualifiedIns()).isTrue();
    assertThat(first.phones())
        .containsExactly(new Phone("0639980001", "elle-même"), new Phone("0639980002", "sa fille"));
    assertThat(first.instruction()).isEqualTo("Si K > 5,5 : ECG.");
    assertThat(first.choices().designated()).isEqualTo("martin");
    assertThat(first.choices().informed()).isTrue();
    assertThat(first.expectedBy()).isNull();
    Asked second = read.orders().get(1);
    assertThat(second.requester()).isEqualTo("boyer");
    assertThat(second.priority()).isEqualTo(RequestPriority.ROUTINE);
    assertThat(second.expectedBy()).isEqualTo(Instant.parse("2026-12-08T23:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "boyer;noyers, durand;noyers, requester, n'est pas connu",
    "257034899910129, 257034899910128, ins, clé de l'INS",
    "213.1.4.10, 213.1.4.8, ins_oid, identité réelle",
    "1957-03-14, '', birth_date, vide",
    "1957-03-14, 1857-03-14, birth_date, vraisemblable",
    "1957-03-14, 2026-11-20, birth_date, vraisemblable",
    ";F;, ;M;, sex, autre sexe",
    "BIOLOGY, BIOLOGIE, kind, n'est pas connu",
    "2823-3, potassium, code, LOINC",
    "noyers, ailleurs, site, n'est pas connu",
    "06 39 98 00 01, poste 12, phone, téléphone",
    "2026-11-19 08:00, 2027-11-19 08:00, ordered_at, avenir",
    "oui;, oui;2026-11-01, expected_by, avant la prescription",
  })
  void one_wrong_cell_refuses_the_whole_file_with_its_place(
      String from, String to, String column, String cause) {
    OrdersImport read = read(ECHO + POTASSIUM.replace(from, to));

    assertThat(read.orders()).isEmpty();
    assertThat(read.problems()).hasSize(1);
    ImportProblem problem = read.problems().get(0);
    assertThat(problem.line()).isEqualTo(3);
    assertThat(problem.column()).isEqualTo(column);
    assertThat(problem.cause()).contains(cause).doesNotContain("BERTIN", "poste 12");
  }

  @Test
  void two_patients_never_share_a_prescription_nor_two_exams_a_number() {
    List<ImportProblem> problems = read(POTASSIUM + POTASSIUM.replace("JEANNE", "ANNE")).problems();

    assertThat(problems).extracting(ImportProblem::column).containsExactly("placer", "requisition");
  }

  @Test
  void a_column_that_is_not_known_is_told() {
    OrdersImport read =
        new OrdersCsv(InstantSource.fixed(Directory.NOW), Rules.REAL_OIDS)
            .read(new CsvFile("orders.csv", Content.of("kind;nom\n", UTF_8)), ROSTER);

    assertThat(read.problems()).isNotEmpty();
    assertThat(read.problems().get(0).toString()).contains("orders.csv, ligne 1");
  }
}
