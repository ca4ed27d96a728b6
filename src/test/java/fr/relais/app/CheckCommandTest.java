// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as an editor runs it: its arguments, its bytes, its exit code. */
class CheckCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path HPRIM = Path.of("test-fixtures", "formats", "hprim");
  private static final String READ = HPRIM.resolve("exemplary/nominal.hpr").toString();
  private static final String CUT = HPRIM.resolve("refused/no-end-mark.hpr").toString();

  @TempDir private Path folder;

  private record Run(int code, String out, String err) {
    List<JsonNode> json() throws IOException {
      List<JsonNode> objects = new ArrayList<>();
      for (String line : out.lines().toList()) {
        objects.add(JSON.readTree(line));
      }
      return objects;
    }
  }

  @Test
  void a_file_that_is_read_gives_0_and_one_that_is_not_gives_2() throws Exception {
    Run read = apart(READ);
    Run cut = check(CUT);

    assertThat(read.code()).isZero();
    assertThat(read.out()).contains("Résultat : accepté", "Hémoglobine : 11,2 g/dL [L]");
    assertThat(cut.code()).isEqualTo(2);
    assertThat(cut.out()).contains("✗ Erreur TRUNCATED, ligne 16").doesNotContain("Potassium");
  }

  @Test
  void each_file_gives_one_line_of_json_in_the_order_asked_and_one_bad_file_gives_2()
      throws Exception {
    Run run = check("--json", READ, CUT, READ);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.json())
        .extracting(said -> said.get("file").textValue() + " " + said.get("outcome").textValue())
        .containsExactly(
            "nominal.hpr ACCEPTED", "no-end-mark.hpr QUARANTINED", "nominal.hpr ACCEPTED");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void fhir_is_held_against_the_profiles_and_told_in_french() throws Exception {
    Path examples = Path.of("fhir-profiles", "examples");
    Run run =
        check(
            "--json",
            examples.resolve("order-bundle.good.json").toString(),
            examples.resolve("service-request.bad.json").toString());

    JsonNode good = run.json().get(0);
    JsonNode bad = run.json().get(1);
    assertThat(run.code()).isEqualTo(2);
    assertThat(good.get("outcome").textValue()).isEqualTo("ACCEPTED");
    assertThat(good.get("format").textValue()).isEqualTo("FHIR");
    assertThat(bad.get("outcome").textValue()).isEqualTo("REFUSED");
    assertThat(bad.get("problems"))
        .anySatisfy(
            problem -> {
              assertThat(problem.get("severity").textValue()).isEqualTo("ERROR");
              assertThat(problem.get("place").textValue()).startsWith("ServiceRequest");
              assertThat(problem.get("cure").textValue()).isNotBlank();
            });
  }

  @Test
  void a_file_that_is_missing_too_large_or_a_folder_gives_1_and_a_sentence() throws Exception {
    Path large = folder.resolve("gros.hpr");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(20L * 1024 * 1024 + 1);
    }

    failsWith("n'existe pas", folder.resolve("absent.hpr").toString());
    failsWith("dépasse 20 Mo", large.toString());
    failsWith("est un dossier", folder.toString());
  }

  @Test
  void a_file_that_fails_does_not_hide_what_is_said_of_the_others() throws Exception {
    Run run = check("--json", READ, folder.resolve("absent.hpr").toString(), CUT);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.json()).hasSize(2);
    assertThat(run.err()).contains("n'existe pas");
  }

  @Test
  void an_empty_file_and_an_unknown_one_are_kept_for_a_person() throws Exception {
    Path empty = Files.createFile(folder.resolve("vide.hpr"));
    Path unknown = Files.writeString(folder.resolve("lettre.txt"), "Bonjour,\nrien de connu.\n");

    Run run = check("--json", empty.toString(), unknown.toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.json())
        .extracting(said -> said.at("/problems/0/code").textValue())
        .containsExactly("EMPTY", "FORMAT_UNKNOWN");
  }

  @Test
  void what_the_sender_declares_may_be_given_beside_the_file() throws Exception {
    String file = "test-fixtures/formats/hl7v2/refused/cp850-non-declare.hl7";

    Run read = check("--charset", "CP850", file);
    Run mistyped = check("--charset", "EBCDIC", file);

    assertThat(read.code()).isZero();
    assertThat(read.out()).contains("IBM850");
    assertThat(mistyped.code()).isEqualTo(64);
    assertThat(mistyped.err()).contains("--charset=NOM", "CP850");
  }

  @Test
  void a_command_without_a_file_gives_64() throws Exception {
    assertThat(check().code()).isEqualTo(64);
  }

  private void failsWith(String sentence, String file) throws Exception {
    Run run = check("--json", file);
    assertThat(run.code()).as(sentence).isEqualTo(1);
    assertThat(run.err()).contains(sentence).doesNotContain("Exception");
    assertThat(run.out()).isEmpty();
  }

  private static Run check(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream usualOut = System.out;
    PrintStream usualErr = System.err;
    try {
      System.setOut(new PrintStream(out, true, UTF_8));
      System.setErr(new PrintStream(err, true, UTF_8));
      int code =
          Main.run(Stream.concat(Stream.of("check"), Stream.of(arguments)).toArray(String[]::new));
      return new Run(code, out.toString(UTF_8), err.toString(UTF_8));
    } finally {
      System.setOut(usualOut);
      System.setErr(usualErr);
    }
  }

  /** A process of its own, whose own character set is ASCII, as where no locale is set. */
  private Run apart(String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", null);
    Path err = Files.createTempFile(folder, "err", null);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-Dfile.encoding=US-ASCII", "-Dstdout.encoding=US-ASCII"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "fr.relais.app.Main"));
    command.add("check");
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Run(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }
}
