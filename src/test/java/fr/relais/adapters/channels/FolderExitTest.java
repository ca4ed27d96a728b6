// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.flow.Exit.Attempt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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

  @ParameterizedTest
  @CsvSource({
    "MSH|^~, RESULT, .hl7",
    "H|~^, RESULT, .hpr",
    "1234, RESULT, .hpr",
    "%PDF-1.7, RESULT, .pdf",
    "<ClinicalDocument>, RESULT, .xml",
    "Un résultat vous attend, NOTICE_ACT, .txt",
    "\uFEFF<Bundle>, RESULT, .xml",
    "PK\u0003\u0004, RESULT, .zip",
    "M, RESULT, .hpr",
  })
  void bytes_lie_in_the_recipients_folder_under_the_id_of_the_delivery(
      String text, Delivery.Kind kind, String extension) throws IOException {
    assertThat(send("d-1", "dr-martin", kind, text).outcome()).isEqualTo(AttemptOutcome.OK);
    Path file = root.resolve("dr-martin/d-1" + extension);
    assertThat(Files.readString(file)).isEqualTo(text);
    assertThat(names()).containsExactly("dr-martin/d-1" + extension);
  }

  @Test
  void same_delivery_again_is_one_copy() throws IOException {
    send("d-1", "dr-martin", Delivery.Kind.RESULT, "MSH|first try");
    send("d-1", "dr-martin", Delivery.Kind.RESULT, "MSH|second");
    assertThat(names()).containsExactly("dr-martin/d-1.hl7");
    assertThat(Files.readString(root.resolve("dr-martin/d-1.hl7"))).isEqualTo("MSH|second");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"..", ".", "", "../out", "a/b", "a\\b", "/etc", "C:x", ".hidden", "a\u0000b"})
  void address_that_is_no_plain_name_is_refused(String address) throws IOException {
    Attempt attempt = send("d-1", address, Delivery.Kind.RESULT, "MSH|x");
    assertThat(attempt).isEqualTo(new Attempt(AttemptOutcome.REFUSED, "ADDRESS_NOT_PLAIN"));
    assertThat(names()).isEmpty();
  }

  @Test
  void folder_that_is_not_there_is_a_refusal_and_is_not_made() {
    Attempt attempt = send("d-1", "dr-absent", Delivery.Kind.RESULT, "MSH|x");
    assertThat(attempt).isEqualTo(new Attempt(AttemptOutcome.REFUSED, "FOLDER_MISSING"));
    assertThat(root.resolve("dr-absent")).doesNotExist();
  }

  @Test
  void folder_that_is_a_link_is_refused() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.createSymbolicLink(root.resolve("dr-link"), elsewhere);
    assertThat(send("d-1", "dr-link", Delivery.Kind.RESULT, "MSH|x").outcome())
        .isEqualTo(AttemptOutcome.REFUSED);
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void file_that_cannot_be_put_in_place_is_refused_and_leaves_nothing() throws IOException {
    Files.createDirectories(root.resolve("dr-martin/d-1.hl7/full"));
    Attempt attempt = send("d-1", "dr-martin", Delivery.Kind.RESULT, "MSH|x");
    assertThat(attempt).isEqualTo(new Attempt(AttemptOutcome.REFUSED, "NOT_WRITTEN"));
    assertThat(names()).isEmpty();
  }

  private Attempt send(String id, String address, Delivery.Kind kind, String text) {
    return exit.send(
        new Delivery(
            id,
            "follow-up-1",
            kind,
            "report-1",
            "practitioner-1",
            exit.channel(),
            address,
            FollowUpPriority.NORMAL,
            DeliveryState.READY,
            Instant.EPOCH,
            0,
            1),
        Content.of(text, StandardCharsets.UTF_8));
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
