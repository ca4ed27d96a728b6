// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.DmpPolicy.Before;
import fr.relais.core.decide.DmpPolicy.Facts;
import fr.relais.core.decide.DmpPolicy.Form;
import fr.relais.core.decide.DmpPolicy.Matter;
import fr.relais.core.decide.DmpPolicy.Place;
import fr.relais.core.decide.DmpPolicy.Reason;
import fr.relais.core.decide.DmpPolicy.Stage;
import fr.relais.core.decide.DmpPolicy.Verdict;
import fr.relais.core.decide.DmpPolicy.Whose;
import fr.relais.core.model.Feeds;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The table of {@code dmp.md}, row by row and combination by combination. */
class DmpPolicyTest {
  private static final Map<Form, String> FORMS =
      Map.of(Form.DOCUMENT, "document", Form.OTHER, "autre");
  private static final Map<Matter, String> MATTERS =
      Map.of(
          Matter.RESULT, "résultat",
          Matter.VOLUNTEER_LETTER, "lettre de volontaire",
          Matter.ELSE, "autre");
  private static final Map<Stage, String> STAGES =
      Map.of(
          Stage.HISTORY, "historique",
          Stage.PRELIMINARY, "provisoire",
          Stage.FINAL, "définitif",
          Stage.WITHDRAWN, "annulé");
  private static final Map<Before, String> BEFORES =
      Map.of(
          Before.NOTHING, "rien",
          Before.THIS, "ce document",
          Before.A_DOCUMENT, "un document",
          Before.A_COPY, "une copie",
          Before.LATER, "plus récent");
  private static final Map<Place, String> PLACES =
      Map.of(
          Place.UNKNOWN, "inconnu",
          Place.DOES_NOT_PUBLISH, "ne publie pas",
          Place.NO_CERTIFICATE, "sans certificats",
          Place.PUBLISHES, "publie",
          Place.PUBLISHES_COPIES, "publie, copies");
  private static final Map<Whose, String> WHOSE =
      Map.of(
          Whose.QUALIFIED, "qualifiée",
          Whose.NOT_QUALIFIED, "non qualifiée",
          Whose.IN_DOUBT, "en doute");
  private static final Map<Verdict, String> EFFECTS =
      Map.of(
          Verdict.FILE, "déposer",
          Verdict.REPLACE, "remplacer",
          Verdict.DELETE, "supprimer",
          Verdict.WAIT, "attendre",
          Verdict.NOTHING, "rien");
  private static final String ANY = "tous";

  @Test
  void every_combination_of_facts_is_decided_by_the_first_row_that_fits() throws Exception {
    List<Map<String, String>> rows = MarkdownTable.read("dmp.md", 1).rows();
    Set<Map<String, String>> used = new HashSet<>();
    each(
        facts -> {
          Map<String, String> row = first(rows, said(facts));
          Reason reason = DmpPolicy.decide(facts);
          assertThat(reason.name()).as("%s", facts).isEqualTo(row.get("-> motif"));
          used.add(row);
        });
    assertThat(used).as("every row is reached").hasSize(rows.size());
  }

  @Test
  void the_page_says_what_is_done_and_what_people_read() throws Exception {
    List<Map<String, String>> rows = MarkdownTable.read("dmp.md", 1).rows();
    Set<Reason> told = new HashSet<>();
    for (Map<String, String> row : rows) {
      Reason reason = Reason.valueOf(row.get("-> motif"));
      told.add(reason);
      assertThat(EFFECTS).containsEntry(reason.verdict(), row.get("-> effet"));
      assertThat(reason.sentence()).isEqualTo(row.get("-> ce que dit la chronologie"));
    }
    assertThat(told).containsExactlyInAnyOrder(Reason.values());
  }

  @Test
  void letters_of_others_are_no_results_and_a_withdrawal_is() {
    assertThat(Matter.of(ReportKind.LETTER, false)).isEqualTo(Matter.ELSE);
    assertThat(Matter.of(ReportKind.LETTER, true)).isEqualTo(Matter.VOLUNTEER_LETTER);
    assertThat(Matter.of(ReportKind.ORDER, true)).isEqualTo(Matter.ELSE);
    assertThat(Stage.of(ReportKind.WITHDRAWAL, ReportStatus.FINAL, false))
        .isEqualTo(Stage.WITHDRAWN);
    assertThat(Stage.of(ReportKind.BIOLOGY, ReportStatus.CORRECTED, false)).isEqualTo(Stage.FINAL);
    assertThat(Stage.of(ReportKind.BIOLOGY, ReportStatus.CANCELLED, true)).isEqualTo(Stage.HISTORY);
  }

  private static Map<String, String> first(
      List<Map<String, String>> rows, Map<String, String> facts) {
    return rows.stream()
        .filter(
            row ->
                facts.entrySet().stream()
                    .allMatch(
                        fact ->
                            row.get(fact.getKey()).equals(ANY)
                                || row.get(fact.getKey()).equals(fact.getValue())))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row for " + facts));
  }

  private static Map<String, String> said(Facts facts) {
    Map<String, String> said = new HashMap<>();
    said.put("forme", FORMS.get(facts.form()));
    said.put("nature", MATTERS.get(facts.matter()));
    said.put("étape", STAGES.get(facts.stage()));
    said.put("déjà là", BEFORES.get(facts.before()));
    said.put("masqué", yes(facts.masked()));
    said.put("lieu", PLACES.get(facts.place()));
    said.put("producteur dépose", yes(facts.producerFiles()));
    said.put("labo alimente", facts.laboratory().french());
    said.put("identité", WHOSE.get(facts.whose()));
    said.put("opposition", yes(facts.opposed()));
    said.put("pris en charge", yes(facts.taken()));
    return said;
  }

  private static String yes(boolean fact) {
    return fact ? "oui" : "non";
  }

  /** The facts that vary least are chosen first, so that each combination comes once. */
  private static void each(Consumer<Facts> check) {
    List<Consumer<Consumer<Facts>>> all = new ArrayList<>();
    for (Form form : Form.values()) {
      for (Matter matter : Matter.values()) {
        for (Stage stage : Stage.values()) {
          for (Before before : Before.values()) {
            all.add(to -> places(form, matter, stage, before, to));
          }
        }
      }
    }
    all.forEach(each -> each.accept(check));
  }

  private static void places(
      Form form, Matter matter, Stage stage, Before before, Consumer<Facts> check) {
    for (Place place : Place.values()) {
      for (Feeds feeds : Feeds.values()) {
        for (Whose whose : Whose.values()) {
          for (int bits = 0; bits < 16; bits++) {
            check.accept(
                new Facts(
                    form,
                    matter,
                    stage,
                    before,
                    (bits & 1) > 0,
                    place,
                    (bits & 2) > 0,
                    feeds,
                    whose,
                    (bits & 4) > 0,
                    (bits & 8) > 0));
          }
        }
      }
    }
  }
}
