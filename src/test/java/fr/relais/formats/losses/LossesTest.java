// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.losses;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Letter;
import fr.relais.core.model.Loss;
import fr.relais.core.model.Report;
import fr.relais.core.model.SoftwareSheet;
import fr.relais.formats.Letters;
import fr.relais.formats.Reports;
import fr.relais.formats.losses.Target.Written;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fact of the model, in each form: given back, put elsewhere, or said to be lost. */
class LossesTest {
  private static final Path PAGE = Path.of("test-fixtures", "decisions", "losses.md");
  private static final int REPORTS = 70;
  private static final int SAMPLES = 12;

  /** Facts that a letter gives another form than the model: nothing to look for word by word. */
  private static final Set<String> IN_WORDS =
      Set.of(
          "kind",
          "status",
          "whole",
          "complete",
          "patient.identityStatus",
          "patient.sex",
          "requestPriority",
          "observations.interpretation",
          "observations.status",
          "observations.comparator",
          "priors.comparator",
          "priors.interpretation",
          "priors.status");

  /** The page is written from the tables and one report; someone reads it before it changes. */
  @Test
  void the_page_for_people_says_what_the_tables_say_of_every_component_of_the_model()
      throws IOException {
    String wanted = page();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, wanted, StandardCharsets.UTF_8);
    }
    assertThat(Files.readString(PAGE, StandardCharsets.UTF_8)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @EnumSource
  void a_fact_is_given_back_or_stands_where_the_table_says_or_is_said_to_be_lost(Target target) {
    long seed = Long.getLong("relais.seed", System.nanoTime());
    System.out.println("LossesTest " + target + " relais.seed=" + seed);
    Random random = new Random(seed);
    int reports = target == Target.HPRIM || target == Target.ORU ? REPORTS * 4 : REPORTS;
    for (int i = 0; i < reports; i++) {
      Report report = new Reports(random, random.nextDouble()).report();
      Written written = target.write(letter(report), report);
      Map<String, Object> back = given(written);
      String text = folded(written.text());
      for (Fact fact : Facts.of(report)) {
        check(target, written, back, text, report, fact, "seed " + seed + ", report " + i);
      }
    }
  }

  private static void check(
      Target target,
      Written written,
      Map<String, Object> back,
      String text,
      Report report,
      Fact fact,
      String which) {
    String what = which + ", " + fact.place();
    List<LossTable.Row> rows =
        target.table.rows(fact.path()).stream().filter(row -> row.when().test(report)).toList();
    if (target != Target.PDF && equal(target, fact.value(), back.get(fact.place()))) {
      return;
    }
    boolean said = target == Target.PDF && rows.isEmpty();
    assertThat(said || !rows.isEmpty()).as(what).isTrue();
    String instead = said ? "page" : rows.get(0).instead();
    if (!said) {
      assertThat(written.losses()).as(what).contains(new Loss(rows.get(0).fact(), instead));
    }
    boolean elsewhere = !instead.equals(LossTable.NOWHERE) && !IN_WORDS.contains(fact.path());
    if (elsewhere) {
      words(fact, target).forEach(word -> assertThat(text).as(what).contains(folded(word)));
    }
  }

  /** HPRIM writes a character that it lacks by rule, and case or blanks tell nothing there. */
  private static boolean equal(Target target, Object wanted, @Nullable Object read) {
    if (target == Target.HPRIM && wanted instanceof String one && read instanceof String two) {
      return folded(one).equals(folded(two));
    }
    return wanted.equals(read);
  }

  private static Map<String, Object> given(Written written) {
    Map<String, Object> given = new HashMap<>();
    if (written.back() != null) {
      Facts.of(written.back()).forEach(fact -> given.put(fact.place(), fact.value()));
    }
    return given;
  }

  private static List<String> words(Fact fact, Target target) {
    if (fact.value() instanceof String text) {
      return text.lines().toList();
    }
    if (fact.value() instanceof List<?> list) {
      return list.stream().map(Object::toString).toList();
    }
    if (fact.value() instanceof LocalDate day) {
      return target == Target.ORU
          ? List.of(day.toString())
          : List.of(
              "%02d/%02d/%04d".formatted(day.getDayOfMonth(), day.getMonthValue(), day.getYear()));
    }
    return List.of();
  }

  private static String folded(String text) {
    return text.replaceAll("\\s+", "").replace(',', '.').toLowerCase(Locale.ROOT);
  }

  /** Without a known requester: what the message says of him is what counts. */
  private static Letter letter(Report report) {
    Letter full = Letters.of(report);
    SoftwareSheet sheet = full.sheet();
    return new Letter(
        full.delivery(),
        full.followUp(),
        full.recipient(),
        sheet,
        full.version(),
        full.original(),
        full.corrects(),
        null,
        full.site(),
        null,
        full.owner(),
        full.others(),
        full.why(),
        full.portal(),
        full.at());
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Ce que chaque forme ne peut pas tenir

            Une ligne par fait du modèle, une colonne par forme dans laquelle un résultat part. « tenu » : notre lecteur
            rend le fait à l'identique, sinon l'écriture est refusée et le résultat prend la porte suivante.
            « → lieu » : le fait est mis là, et la remise le dit. « → nulle part » : il n'y est pas, et la remise le dit.
            « tenu, sinon → lieu » : l'un ou l'autre selon ce qu'il dit. Un fait qui n'a pas de ligne refuse l'écriture.
            « non dit → » : la forme exige une réponse que la source ne donne pas, et la remise dit ce qui est écrit.
            Autour du document CDA d'origine, MDM et XDM tiennent tout ce que le document dit : ses octets ne changent pas.
            Le Bundle FHIR a sa colonne quand il est écrit.

            """);
    page.append("| fait |");
    Arrays.stream(Target.values()).forEach(t -> page.append(' ').append(t.title).append(" |"));
    page.append("\n|").append(" --- |".repeat(Target.values().length + 1)).append('\n');
    Map<Target, Set<String>> held = new HashMap<>();
    for (Target target : Target.values()) {
      held.put(target, held(target));
    }
    for (String path : paths()) {
      page.append("| `").append(path).append("` |");
      for (Target target : Target.values()) {
        page.append(' ').append(cell(target, path, held.get(target))).append(" |");
      }
      page.append('\n');
    }
    return page.toString();
  }

  /** What our reader gives back the same, of some reports with every fact. */
  private static Set<String> held(Target target) {
    Set<String> held = new HashSet<>();
    for (long seed = 0; seed < SAMPLES && target != Target.PDF; seed++) {
      Report sample = Reports.whole(seed);
      Map<String, Object> read = given(target.write(letter(sample), sample));
      Facts.of(sample).stream()
          .filter(fact -> equal(target, fact.value(), read.get(fact.place())))
          .forEach(fact -> held.add(fact.path()));
    }
    return held;
  }

  private static String cell(Target target, String path, Set<String> held) {
    List<LossTable.Row> rows = target.table.rows(path);
    Loss filled = target.table.filled(path);
    String unsaid = filled == null ? "" : " ; non dit → " + filled.instead();
    if (rows.isEmpty()) {
      return (target == Target.PDF ? "→ page" : "tenu") + unsaid;
    }
    String places =
        rows.stream().map(LossTable.Row::instead).distinct().collect(Collectors.joining(" ; "));
    return (held.contains(path) ? "tenu, sinon → " : "→ ") + places + unsaid;
  }

  /** Every component of the model, found by walking its types. */
  private static Set<String> paths() {
    Set<String> paths = new LinkedHashSet<>();
    walk("", Report.class, paths);
    Set<String> all = new LinkedHashSet<>();
    paths.stream().filter(p -> !p.equals("observations.prior")).forEach(all::add);
    List<String> priors = new ArrayList<>();
    all.stream()
        .filter(p -> p.startsWith("observations."))
        .map(p -> p.replace("observations.", "priors."))
        .forEach(priors::add);
    all.addAll(priors);
    return all;
  }

  private static void walk(String prefix, Class<?> type, Set<String> into) {
    for (RecordComponent component : type.getRecordComponents()) {
      Class<?> of = component.getType();
      Type generic = component.getGenericType();
      if (generic instanceof ParameterizedType list
          && list.getActualTypeArguments()[0] instanceof Class<?> element) {
        of = element;
      }
      String path = prefix + component.getName();
      if (of.isRecord()) {
        walk(path + ".", of, into);
      } else {
        into.add(path);
      }
    }
  }
}
