// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import static fr.relais.adapters.channels.Sendings.enclosure;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Enclosure;
import fr.relais.flow.Exit.Attempt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderExitTest {
  @TempDir Path folder;
  private Path root;
  private FolderExit exit;

  @BeforeEach
  void open() throws IOException {
    root = folder.toAbsolutePath().resolve("out");
    Files.createDirectories(root.resolve("dr-martin"));
    exit = new FolderExit(root);
  }

  @Test
  void enclosures_lie_in_the_recipients_folder_under_the_id_of_the_delivery_and_their_name()
      throws IOException {
    Attempt attempt =
        send(
            "d-1", "dr-martin", enclosure("compte-rendu.hpr", "H|~^"), enclosure("cr.pdf", "%PDF"));
    assertThat(attempt).isEqualTo(new Attempt(AttemptOutcome.OK, "WRITTEN"));
    assertThat(names()).containsExactly("dr-martin/d-1-compte-rendu.hpr", "dr-martin/d-1-cr.pdf");
    assertThat(Files.readString(root.resolve("dr-martin/d-1-compte-rendu.hpr"))).isEqualTo("H|~^");
  }

  @Test
  void parcel_without_enclosure_is_its_text() throws IOException {
    send("d-1", "dr-martin");
    assertThat(names()).containsExactly("dr-martin/d-1.txt");
    assertThat(Files.readString(root.resolve("dr-martin/d-1.txt")))
        .isEqualTo("Un résultat vous attend");
  }

  @ParameterizedTest
  @CsvSource({
    "Biologie_DÉSIRÉ_Éloïse n°3.pdf, Biologie_DESIRE_Eloise_n_3.pdf",
    "../../etc/passwd, .._.._etc_passwd",
    "a\\b:c*?.hl7, a_b_c_.hl7",
    "cœur l’été.xml, coeur_l_ete.xml",
    "a\tb.hpr, a_b.hpr",
    "'', ''",
  })
  void name_of_an_enclosure_is_made_plain(String name, String plain) throws IOException {
    send("d-1", "dr-martin", enclosure(name, "x"));
    assertThat(names()).containsExactly("dr-martin/d-1-" + plain);
  }

  @Test
  void long_name_keeps_its_extension() throws IOException {
    send("d-1", "dr-martin", enclosure("x".repeat(400) + ".hl7", "x"));
    assertThat(names()).containsExactly("dr-martin/d-1-" + "x".repeat(80) + ".hl7");
  }

  @Test
  void two_enclosures_of_one_name_are_two_files() throws IOException {
    send("d-1", "dr-martin", enclosure("é.pdf", "first"), enclosure("e.pdf", "second"));
    assertThat(names()).containsExactly("dr-martin/d-1-2-e.pdf", "dr-martin/d-1-e.pdf");
    assertThat(Files.readString(root.resolve("dr-martin/d-1-2-e.pdf"))).isEqualTo("second");
  }

  @Test
  void same_delivery_again_is_one_copy() throws IOException {
    send("d-1", "dr-martin", enclosure("a.hl7", "MSH|first try"));
    send("d-1", "dr-martin", enclosure("a.hl7", "MSH|second"));
    assertThat(names()).containsExactly("dr-martin/d-1-a.hl7");
    assertThat(Files.readString(root.resolve("dr-martin/d-1-a.hl7"))).isEqualTo("MSH|second");
  }

  @Test
  void second_file_that_cannot_be_put_in_place_is_unknown() throws IOException {
    Files.createDirectories(root.resolve("dr-martin/d-1-b.hl7/full"));
    Attempt attempt = send("d-1", "dr-martin", enclosure("a.hl7", "x"), enclosure("b.hl7", "x"));
    assertThat(attempt).isEqualTo(new Attempt(AttemptOutcome.UNKNOWN, "NOT_ALL_WRITTEN"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"..", ".", "", "../out", "a/b", "a\\b", "/etc", "C:x", ".hidden", "a\u0000b"})
  void address_that_is_no_plain_name_is_refused(String address) throws IOException {
    Attempt attempt = send("d-1", address, enclosure("a.hl7", "MSH|x"));
    assertThat(attempt).isEqualTo(new Attempt(AttemptOutcome.REFUSED, "ADDRESS_NOT_PLAIN"));
    assertThat(names()).isEmpty();
  }

  @Test
  void folder_that_is_not_there_is_a_refusal_and_is_not_made() {
    Attempt attempt = send("d-1", "dr-absent", enclosure("a.hl7", "MSH|x"));
    assertThat(attempt).isEqualTo(new Attempt(AttemptOutcome.REFUSED, "FOLDER_MISSING"));
    assertThat(root.resolve("dr-absent")).doesNotExist();
  }

  @Test
  void folder_that_is_a_link_is_refused() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.createSymbolicLink(root.resolve("dr-link"), elsewhere);
    assertThat(send("d-1", "dr-link", enclosure("a.hl7", "MSH|x")).outcome())
        .isEqualTo(AttemptOutcome.REFUSED);
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void file_that_cannot_be_put_in_place_is_refused_and_leaves_nothing() throws IOException {
    Files.createDirectories(root.resolve("dr-martin/d-1-a.hl7/full"));
    Attempt attempt = send("d-1", "dr-martin", enclosure("a.hl7", "MSH|x"));
    assertThat(attempt).isEqualTo(new Attempt(AttemptOutcome.REFUSED, "NOT_WRITTEN"));
    assertThat(names()).isEmpty();
  }

  private Attempt send(String id, String address, Enclosure... enclosures) {
    return exit.send(
        Sendings.delivery(id, exit.channel(), address),
        Sendings.parcel("", "Un résultat vous attend", enclosures));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
