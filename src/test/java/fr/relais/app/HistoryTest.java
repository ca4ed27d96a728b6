// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.match.BlindKeys;
import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.flow.Entrance;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old results enter as history: found with the patient, told to nobody. */
class HistoryTest {
  private final Installation relais = new Installation("2026-11-19T14:00");

  private static LabMessage durand(String edited, String status) {
    return new LabMessage(LabMessage.DURAND, "F-1").status(status, edited);
  }

  private static Content critical(String edited, String status) {
    return durand(edited, status).potassium("6.8", "HH").content();
  }

  private static Content calm(String edited, String status) {
    return durand(edited, status).potassium("5.4", "H").content();
  }

  private FollowUp row(Entrance.Answer answer) {
    assertThat(answer.kind()).isEqualTo(Acknowledgement.Kind.STORED);
    return relais.store.inTransaction(
        tx ->
            tx
                .followUpsByIdentity(
                    BlindKeys.of(
                        Formats.ALL.decode(critical("202610010900", "F")).parts().get(0).report()),
                    10)
                .stream()
                .map(id -> tx.followUp(id).orElseThrow())
                .findFirst()
                .orElseThrow());
  }

  private void silent() {
    relais.settle();
    assertThat(relais.sent()).isEmpty();
    assertThat(relais.open()).isEmpty();
    assertThat(relais.store.openWorkItems(10)).isEmpty();
    assertThat(relais.store.violations(relais.clock.instant())).isEmpty();
  }

  /** The laboratory's results are followed from this day on. */
  private void since(LocalDate day) {
    Roster old = relais.store.roster();
    List<Sender> senders = old.senders().stream().map(s -> since(s, day)).toList();
    relais.roster(
        Roster.of(
            1,
            old.practitioners(),
            old.sites(),
            old.periods(),
            senders,
            old.codes(),
            old.endpoints()));
  }

  private static Sender since(Sender s, @Nullable LocalDate day) {
    return new Sender(
        s.id(),
        s.name(),
        s.finess(),
        s.application(),
        s.facility(),
        s.folder(),
        s.hprimCode(),
        s.site(),
        s.cumulative(),
        day);
  }

  @Test
  void an_old_critical_result_enters_concluded_rings_nobody_and_is_found_with_the_patient() {
    FollowUp row = row(relais.receives(Entrance.HISTORY, critical("202610010900", "F")));
    assertThat(row.state()).isEqualTo(FollowUpState.CONCLUDED);
    assertThat(row.priority()).isEqualTo(FollowUpPriority.CRITICAL);
    silent();
  }

  @Test
  void every_version_of_an_old_result_stays_history() {
    relais.receives(Entrance.HISTORY, calm("202610010900", "P"));
    relais.receives(Entrance.HISTORY, critical("202610011000", "F"));
    FollowUp row = row(relais.receives(Entrance.HISTORY, calm("202610020900", "C")));
    assertThat(row.state()).isEqualTo(FollowUpState.CONCLUDED);
    List<ReportVersion> versions = relais.store.inTransaction(tx -> tx.versions(row.id()));
    assertThat(versions).hasSize(3);
    silent();
  }

  @Test
  void a_later_correction_of_an_old_result_opens_normally() {
    relais.receives(Entrance.HISTORY, calm("202610010900", "F"));
    FollowUp row = row(relais.receives(critical("202611191350", "C")));
    assertThat(row.state()).isEqualTo(FollowUpState.OPEN);
    assertThat(row.priority()).isEqualTo(FollowUpPriority.CRITICAL);
    assertThat(relais.sent())
        .extracting(Installation.Sent::kind)
        .contains(Delivery.Kind.RESULT, Delivery.Kind.NOTICE_ACT);
  }

  @Test
  void a_result_that_is_known_already_changes_nothing() {
    Content message = critical("202611191350", "F");
    FollowUp before = row(relais.receives(message));
    assertThat(relais.sent()).isNotEmpty();
    Entrance.Answer again = relais.receives(Entrance.HISTORY, message);
    assertThat(again.repeat()).isTrue();
    assertThat(row(again)).isEqualTo(before);
    assertThat(relais.sent()).isEmpty();
  }

  @Test
  void what_is_not_understood_is_refused_and_leaves_nothing() {
    Entrance.Answer answer =
        relais.receives(
            Entrance.HISTORY, Content.of("MSH|^~\\&|X\rPID|\r".getBytes(StandardCharsets.UTF_8)));
    assertThat(answer.kind()).isEqualTo(Acknowledgement.Kind.REFUSED);
    assertThat(answer.originalId()).isNull();
    silent();
  }

  @Test
  void an_identity_of_another_profile_is_refused_and_leaves_nothing() {
    String real =
        new String(critical("202610010900", "F").bytes(), StandardCharsets.UTF_8)
            .replace("1.2.250.1.213.1.4.10", "1.2.250.1.213.1.4.8");
    Entrance.Answer answer =
        relais.receives(Entrance.HISTORY, Content.of(real.getBytes(StandardCharsets.UTF_8)));
    assertThat(answer.kind()).isEqualTo(Acknowledgement.Kind.REFUSED);
    silent();
  }

  @Test
  void what_a_sender_dated_before_its_connection_is_history_and_the_rest_is_followed() {
    since(LocalDate.of(2026, 11, 1));
    FollowUp old = row(relais.receives(critical("202610310900", "F")));
    assertThat(old.state()).isEqualTo(FollowUpState.CONCLUDED);
    silent();
    relais.receives(
        new LabMessage(LabMessage.PETIT, "F-2")
            .status("F", "202611010900")
            .potassium("6.8", "HH")
            .content());
    assertThat(relais.open()).hasSize(1);
    assertThat(relais.open().get(0).priority()).isEqualTo(FollowUpPriority.CRITICAL);
    assertThat(relais.sent())
        .extracting(Installation.Sent::kind)
        .contains(Delivery.Kind.NOTICE_ACT);
  }

  @Test
  void a_file_of_two_ages_is_told_apart_result_by_result() {
    since(LocalDate.of(2026, 11, 19));
    Content both =
        SentMessages.hprimOfTwoPatients(
            new SentMessages.Line("K", "6.8", "HH", "F"),
            new SentMessages.Line("K", "6.9", "HH", "F"));
    String text = new String(both.bytes(), Charset.forName("windows-1252"));
    int second = text.indexOf("PETIT");
    String aged = text.substring(0, second).replace("19/11/2026", "18/10/2026");
    assertThat(aged).contains("18/10/2026");
    relais.receives(
        "folder",
        Content.of((aged + text.substring(second)).getBytes(Charset.forName("windows-1252"))));
    assertThat(relais.open()).hasSize(1);
    assertThat(relais.sent()).isNotEmpty();
  }

  @Test
  void the_summary_counts_what_was_read_entered_known_and_refused(@TempDir Path folder)
      throws IOException {
    Files.write(folder.resolve("a.hl7"), critical("202610010900", "F").bytes());
    Files.createDirectory(folder.resolve("b"));
    Files.write(folder.resolve("b").resolve("same.hl7"), critical("202610010900", "F").bytes());
    Files.write(folder.resolve("c.txt"), new byte[] {1, 2, 3});
    StringWriter said = new StringWriter();
    HistoryImport done = new HistoryImport(relais.walk.receive(), 1_000_000).read(List.of(folder));
    done.print(new PrintWriter(said));
    assertThat(said.toString())
        .startsWith("Lus : 3 ; entrés en historique : 1 ; déjà connus : 1 ; refusés : 1.")
        .contains("- c.txt : ");
    assertThat(done.whole()).isFalse();
    silent();
  }
}
