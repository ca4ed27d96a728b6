// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the documentation says is true: its commands run, its links lead somewhere. */
class DocsTest {
  private static final Path OPERATING = Path.of("src/docs/operating.md");
  private static final Path BEFORE_LIVE = Path.of("src/docs/fr/avant-le-reel.md");
  private static final Path LICENCES = Path.of("src/docs/adr/004-licences.md");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern TYPED =
      Pattern.compile("(?:java -jar target/relais\\.jar|\\brelais) ([a-z][^`|\\n]*)");
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");

  @TempDir private Path data;

  @TestFactory
  Stream<DynamicTest> what_is_typed_in_the_documents_prints_what_is_shown() throws IOException {
    List<DocBlock> blocks = new ArrayList<>();
    for (Path document : documents()) {
      blocks.addAll(DocBlock.in(document));
    }
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(4);
    return blocks.stream().map(block -> DynamicTest.dynamicTest(block.place(), () -> play(block)));
  }

  private void play(DocBlock block) throws IOException {
    Path own = Files.createTempDirectory(data, "block");
    StringBuilder printed = new StringBuilder();
    for (String line : block.commands()) {
      printed.append(run(line, own));
    }
    assertThat(block.difference(printed.toString().lines().toList())).isEmpty();
  }

  /** Settings point at a folder of the test: the documents speak of an installation's own. */
  private static String run(String line, Path own) {
    List<String> words = new ArrayList<>(List.of(line.split(" +")));
    assertThat(words.subList(0, 3)).containsExactly("java", "-jar", "target/relais.jar");
    List<String> typed = new ArrayList<>(words.subList(3, words.size()));
    CommandLine command = commands();
    if (takes(command, typed.get(0), "--set")) {
      typed.addAll(List.of("--set", "data.dir=" + own, "--set", "keys.file=" + own.resolve("k")));
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = command.execute(typed.toArray(String[]::new));
    assertThat(err.toString()).as(line).isEmpty();
    assertThat(code).as(line).isZero();
    return out.toString();
  }

  private static CommandLine commands() {
    return new CommandLine(new RelaisCommand());
  }

  private static boolean takes(CommandLine relais, String command, String option) {
    CommandLine found = relais.getSubcommands().get(command);
    return found != null && found.getCommandSpec().findOption(option) != null;
  }

  @Test
  void every_relative_link_leads_to_a_file() throws IOException {
    List<String> broken = new ArrayList<>();
    List<Path> all = new ArrayList<>(documents());
    all.addAll(markdownUnder(Path.of("test-fixtures")));
    for (Path document : all) {
      for (String target : links(document)) {
        Path folder = Optional.ofNullable(document.getParent()).orElse(Path.of(""));
        if (!Files.exists(folder.resolve(target))) {
          broken.add(document + " -> " + target);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static List<String> links(Path document) throws IOException {
    return LINK.matcher(Files.readString(document))
        .results()
        .map(link -> link.group(1).replaceFirst("#.*", ""))
        .filter(target -> !target.isEmpty() && !target.matches("[a-z]+:.*"))
        .toList();
  }

  @Test
  void the_operating_page_holds_the_table_of_the_settings_as_it_is_printed() throws IOException {
    assertThat(Files.readString(OPERATING)).contains(SettingsText.markdown());
  }

  @Test
  void every_setting_that_a_document_names_exists() throws IOException {
    String families =
        SettingKeys.ALL.stream()
            .map(Setting::key)
            .filter(key -> key.contains("."))
            .map(key -> key.substring(0, key.indexOf('.')))
            .distinct()
            .collect(Collectors.joining("|"));
    Pattern named = Pattern.compile("(?:" + families + ")\\.[a-z][a-zA-Z]*");
    TreeSet<String> unknown = new TreeSet<>();
    for (Path document : documents()) {
      for (String code : code(document)) {
        String word = code.replaceFirst("[=/ ].*", "");
        if (named.matcher(word).matches()
            && SettingKeys.ALL.stream().noneMatch(s -> s.key().equals(word))) {
          unknown.add(document + " : " + word);
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void every_command_and_option_that_a_document_names_exists() throws IOException {
    CommandLine relais = commands();
    TreeSet<String> unknown = new TreeSet<>();
    int seen = 0;
    for (Path document : documents()) {
      for (String typed : typed(document)) {
        seen++;
        String command = typed.replaceFirst("[^a-z-].*", "");
        if (!relais.getSubcommands().containsKey(command)) {
          unknown.add(document + " : " + command);
        }
        OPTION
            .matcher(typed)
            .results()
            .map(MatchResult::group)
            .filter(option -> !takes(relais, command, option))
            .forEach(option -> unknown.add(document + " : " + command + " " + option));
      }
      code(document).stream()
          .filter(code -> code.startsWith("--"))
          .map(code -> code.replaceFirst("[= ].*", ""))
          .filter(
              o -> relais.getSubcommands().keySet().stream().noneMatch(c -> takes(relais, c, o)))
          .forEach(option -> unknown.add(document + " : " + option));
    }
    assertThat(unknown).isEmpty();
    assertThat(seen).isGreaterThan(10);
  }

  /** What follows the name of the program, in code spans and in fenced blocks. */
  private static List<String> typed(Path document) throws IOException {
    List<String> inSpans = code(document);
    List<String> inBlocks = DocBlock.shells(document);
    return Stream.concat(inSpans.stream(), inBlocks.stream())
        .flatMap(text -> TYPED.matcher(text).results())
        .map(match -> match.group(1).replaceFirst("\\s+#.*", ""))
        .toList();
  }

  private static List<String> code(Path document) throws IOException {
    return CODE.matcher(DocBlock.withoutFences(document))
        .results()
        .map(span -> span.group(1))
        .toList();
  }

  @Test
  void the_page_before_live_shows_every_sentence_by_which_live_refuses() throws IOException {
    Settings open =
        read(
                "profile=live",
                "keys.file=k",
                "http.host=0.0.0.0",
                "mllp.host=0.0.0.0",
                "trust.keys=k")
            .fold(settings -> settings, problems -> fail(problems.toString()));
    List<String> refusals =
        new ArrayList<>(
            LiveRefusals.of(open, new LiveFacts(false, false, true, true, false, List.of("…"))));
    assertThat(refusals).hasSize(8);
    refusals.addAll(
        read("profile=live", "keys.file=k", "sandbox.failAt=DECIDED:1")
            .fold(settings -> List.of(), p -> p.stream().map(SettingProblem::cause).toList()));
    assertThat(refusals).hasSize(9);
    assertThat(Files.readString(BEFORE_LIVE)).contains(refusals);
  }

  private static SettingsResult read(String... given) {
    return Settings.read(new SettingSources(null, Map.of(), List.of(given)));
  }

  private static Settings fail(String why) {
    throw new AssertionError(why);
  }

  @Test
  void every_direct_dependency_of_the_product_is_named_with_its_licence() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    String direct = pom.substring(pom.indexOf("</dependencyManagement>"), pom.indexOf("<build>"));
    List<String> artifacts =
        DEPENDENCY
            .matcher(direct)
            .results()
            .map(found -> found.group(1))
            .filter(dependency -> !dependency.contains("<scope>test</scope>"))
            .flatMap(dependency -> ARTIFACT.matcher(dependency).results().limit(1))
            .map(found -> "`" + found.group(1) + "`")
            .toList();
    assertThat(artifacts).hasSizeGreaterThan(10);
    assertThat(Files.readString(LICENCES)).contains(artifacts);
  }

  private static List<Path> documents() throws IOException {
    List<Path> all = new ArrayList<>(List.of(Path.of("README.md")));
    all.addAll(markdownUnder(Path.of("src/docs")));
    return all;
  }

  private static List<Path> markdownUnder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }
}
