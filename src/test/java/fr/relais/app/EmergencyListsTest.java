// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.core.model.FollowUpEvent;
import fr.relais.flow.EmergencyLists;
import fr.relais.flow.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written, and shown, for when Relais cannot be opened. */
class EmergencyListsTest {
  private static final String PATH = "/suivi/liste-de-secours";

  @TempDir Path folder;

  private final Portal portal = new Portal();

  @AfterEach
  void close() {
    portal.close();
  }

  private EmergencyFolder node() {
    return new EmergencyFolder(
        folder,
        new EmergencyLists(portal.store(), Rules.sandbox("lists"), portal.clock()),
        portal.clock());
  }

  private String noyers() {
    try {
      return Files.readString(folder.resolve("noyers.html"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String critical() {
    portal.order("L-1", "lefevre");
    return portal.receive(
        new LabMessage(LabMessage.DURAND, "411").placer("L-1").potassium("6.4", "HH"));
  }

  @Test
  void the_list_of_a_site_says_all_that_is_needed_to_act_without_relais() {
    String reference = critical();
    assertThat(node().runOnce()).isEqualTo(portal.store().roster().sites().size() + 1);
    String html = noyers();
    assertThat(html)
        .startsWith("<!DOCTYPE html>")
        .contains("<html lang=\"fr\">", "<caption>", "scope=\"col\"", "scope=\"row\"")
        .containsOnlyOnce("<h1>")
        .doesNotContain("<script", "http://", "https://", "src=", "<link");
    assertThat(html)
        .contains("Établie à 10:00 le 19/11/2026 · données de santé · périmée après 10:30")
        .contains("appelez le laboratoire ou le 15", "Critique", "Réf. " + reference)
        .contains("DURAND Jeanne", "03/02/1948", "03 99 99 00 12 (sa fille)", "4 rue du Puits")
        .contains("Potassium 6,4 mmol/L", "si K &gt; 5,5 : contrôle le jour même et ECG")
        .contains("Dr Anne BOYER", "depuis 10:00", "LBM DU SEREIN");
  }

  @Test
  void a_normal_result_in_time_is_not_on_it_and_is_once_its_deadline_passed() {
    String reference = portal.receive(new LabMessage(LabMessage.ROUX, "12").potassium("4.1", "N"));
    EmergencyFolder lists = node();
    lists.runOnce();
    assertThat(noyers())
        .contains("Aucun résultat critique, urgent ou en retard à cette heure.")
        .doesNotContain("ROUX", reference);
    portal.later(Duration.ofDays(8));
    lists.runOnce();
    assertThat(noyers()).contains("ROUX", reference, "en retard de");
  }

  @Test
  void what_a_message_carries_is_text_and_turns_no_other_text_around() {
    portal.receive(
        new LabMessage("<SCRIPT>^JEA\u202ENNE|248028999900129|19480203|F", "5")
            .potassium("6.4", "HH"));
    node().runOnce();
    assertThat(noyers()).doesNotContain("<SCRIPT>", "\u202E").contains("&lt;SCRIPT", "[U+202E]");
  }

  @Test
  void the_list_of_a_site_that_is_no_more_goes_and_the_pages_of_others_stay() throws IOException {
    EmergencyFolder lists = node();
    lists.runOnce();
    Files.copy(folder.resolve("noyers.html"), folder.resolve("ancien-lieu.html"));
    Files.writeString(folder.resolve("consignes.html"), "<!DOCTYPE html><title>Consignes</title>");
    portal.later(Duration.ofMinutes(15));
    lists.runOnce();
    assertThat(folder.resolve("ancien-lieu.html")).doesNotExist();
    assertThat(folder.resolve("noyers.html")).exists();
    assertThat(folder.resolve("consignes.html")).exists();
  }

  @Test
  void a_folder_that_cannot_be_written_is_tried_again_each_minute() throws IOException {
    Path file = Files.createTempFile("not-a-folder", "");
    EmergencyFolder lists =
        new EmergencyFolder(
            file,
            new EmergencyLists(portal.store(), Rules.sandbox("lists"), portal.clock()),
            portal.clock());
    assertThatThrownBy(lists::runOnce).isInstanceOf(UncheckedIOException.class);
    assertThat(lists.runOnce()).isZero();
    Files.delete(file);
    assertThat(lists.runOnce()).isZero();
    portal.later(Duration.ofMinutes(1));
    assertThat(lists.runOnce()).isPositive();
  }

  @Test
  void each_quarter_of_an_hour_the_file_is_replaced_whole_for_its_owner_alone() throws IOException {
    EmergencyFolder lists = node();
    lists.runOnce();
    String before = noyers();
    critical();
    assertThat(lists.runOnce()).isZero();
    assertThat(noyers()).isEqualTo(before);
    portal.later(Duration.ofMinutes(15));
    // another that died while it wrote left half a file
    Files.writeString(folder.resolve(".noyers.tmp"), "half");
    assertThat(lists.runOnce()).isPositive();
    assertThat(noyers()).contains("Établie à 10:15", "DURAND");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allMatch(name -> name.endsWith(".html"));
    }
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("noyers.html"))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void a_result_of_no_known_site_is_on_a_list_of_its_own() throws IOException {
    portal.receive(new LabMessage(LabMessage.PETIT, "9").doctor("").potassium("6.6", "HH"));
    node().runOnce();
    String elsewhere = Files.readString(folder.resolve("_sans-site.html"));
    assertThat(noyers().contains("PETIT") ^ elsewhere.contains("PETIT")).isTrue();
  }

  @Test
  void nothing_is_written_unless_a_folder_is_given() {
    assertThat(SettingKeys.EMERGENCY_DIR.sandbox()).isEmpty();
    assertThat(SettingKeys.EMERGENCY_DIR.live()).isEmpty();
  }

  @Test
  void whoever_covers_the_site_now_opens_the_list_and_says_why() {
    String reference = critical();
    Surfer martin = new Surfer(portal.port()).as("martin");
    assertThat(martin.get("/suivi").body()).contains("href=\"" + PATH + "\"");
    assertThat(martin.get(PATH).text()).contains("MSP du Serein").doesNotContain("DURAND");
    assertThat(martin.post(PATH, Map.of("site", "noyers", "motif", " ")).status()).isEqualTo(400);
    long before = unsealed();
    Surfer.Page list = martin.post(PATH, Map.of("site", "noyers", "motif", "Je prends la garde"));
    assertThat(list.status()).isEqualTo(200);
    assertThat(list.text()).contains("DURAND Jeanne", "6,4", "périmée après 10:30");
    String id = portal.row(reference).id();
    assertThat(portal.store().history(id))
        .filteredOn(event -> event.kind() == FollowUpEvent.Kind.READ_IN_EMERGENCY)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.actor()).isEqualTo("martin");
              assertThat(event.reason()).contains("Je prends la garde");
            });
    assertThat(unsealed()).isGreaterThan(before);
  }

  private long unsealed() {
    return portal.store().figures(portal.clock().instant()).unsealed();
  }

  @Test
  void nobody_else_does() {
    critical();
    for (String person : List.of("keller", "petitjean", "boyer")) {
      Surfer surfer = new Surfer(portal.port()).as(person);
      assertThat(surfer.get("/suivi").body()).as(person).doesNotContain(PATH);
      assertThat(surfer.get(PATH).status()).as(person).isEqualTo(404);
      assertThat(surfer.post(PATH, Map.of("site", "noyers", "motif", "Voir")).status())
          .as(person)
          .isEqualTo(404);
    }
  }
}
