// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.relais.core.model.Acknowledgement.Kind;
import fr.relais.core.model.Content;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.core.model.SenderCharset;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Entrance.Answer;
import fr.relais.flow.Entrance.Incoming;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the directory says of a sender decides how his messages are read, and whether they are. */
class DeclaredSenderTest extends MailWalk {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final String SEREIN = "labo-serein";
  private static final String AVALLON = "imagerie-avallon";

  private void declare(SenderCharset charset, String serein, String avallon) {
    store.changeRoster(
        old ->
            Roster.of(
                old.version() + 1,
                old.practitioners(),
                old.sites(),
                old.periods(),
                old.senders().stream()
                    .map(s -> with(s, charset, s.id().equals(SEREIN) ? serein : avallon))
                    .toList(),
                old.codes(),
                old.endpoints()),
        START,
        "test");
  }

  private static Sender with(Sender s, SenderCharset charset, String certificate) {
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
        s.since(),
        s.feeds(),
        s.mailbox(),
        null,
        charset,
        certificate);
  }

  private static Content hprim(String name, Charset charset) {
    return Content.of(
        String.join(
            "\r\n",
            "0000457812",
            name,
            "JEANNE",
            "",
            "",
            "89310 NOYERS",
            "03/02/1948",
            "248028999900129",
            "261119-0042",
            "19/11/2026",
            "SEREINBIO  LABORATOIRE DU SEREIN",
            "BOYEAN     Dr Anne BOYER",
            "",
            "****LAB****",
            "RES|Potassium|K|N|4.2|mmol/L|3.5|5.1|N|F|||||",
            "****FIN****",
            "****FINFICHIER****",
            ""),
        charset);
  }

  private Answer dropped(Content content) {
    return walk.receive().receive(new Incoming("folder", SEREIN, content));
  }

  private Answer connected(String certificate, Content content) {
    return walk.receive().receive(Incoming.connected("mllp", certificate, content));
  }

  private static LabMessage result(String file) {
    return new LabMessage(LabMessage.DURAND, file).doctor(LabMessage.BOYER).potassium("4.2", "N");
  }

  @ParameterizedTest
  @CsvSource({"CÔTE, windows-1252, WINDOWS_1252", "BJÖRN, x-MacRoman, MAC_ROMAN"})
  void a_name_that_could_be_two_is_settled_by_what_the_sender_declared(
      String name, String charset, SenderCharset declared) {
    Content file = hprim(name, Charset.forName(charset));
    assertThat(dropped(file).kind()).isEqualTo(Kind.NOT_UNDERSTOOD);

    declare(declared, null, null);
    Content again = hprim(name + " ", Charset.forName(charset));

    assertThat(dropped(again).kind()).isEqualTo(Kind.STORED);
    assertThat(names()).contains(name);
  }

  private List<String> names() {
    return store.openFollowUps(9).stream()
        .flatMap(row -> versions(row).stream())
        .map(version -> version.report().patient().usedName())
        .filter(Objects::nonNull)
        .toList();
  }

  @Test
  void the_code_of_a_file_is_enough_to_know_what_its_sender_declared() {
    declare(SenderCharset.WINDOWS_1252, null, null);

    Answer answer = walk.receive().receive(new Incoming("folder", null, hprim("CÔTE", WINDOWS)));

    assertThat(answer.kind()).isEqualTo(Kind.STORED);
    assertThat(names()).containsExactly("CÔTE");
  }

  @Test
  void a_file_that_contradicts_the_declaration_is_read_as_it_is_and_says_so() {
    declare(SenderCharset.WINDOWS_1252, null, null);

    Answer answer = dropped(hprim("CÔTE", StandardCharsets.UTF_8));

    assertThat(answer.kind()).isEqualTo(Kind.STORED);
    assertThat(answer.problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.CHARSET_CONFLICT);
    assertThat(names()).containsExactly("CÔTE");
  }

  @Test
  void a_message_over_the_certificate_of_its_sender_is_taken() {
    declare(null, "serein.example", "avallon.example");

    assertThat(connected("serein.example", result("951").content()).kind()).isEqualTo(Kind.STORED);
    assertThat(mine()).allMatch(row -> questions(row).isEmpty());
  }

  @Test
  void a_message_in_the_name_of_another_sender_is_kept_for_a_person_and_gives_nothing() {
    declare(null, "serein.example", "avallon.example");
    Content forged = result("952").potassium("7.4", "HH").content();

    Answer answer = connected("avallon.example", forged);

    assertThat(answer.kind()).isEqualTo(Kind.NOT_UNDERSTOOD);
    assertThat(answer.problems())
        .filteredOn(Problem::isError)
        .extracting(Problem::code, Problem::place)
        .containsExactly(tuple(ProblemCode.SENDER_UNKNOWN, "MSH-3, MSH-4"));
    assertThat(mine())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.owner()).isNotEmpty();
              assertThat(row.priority()).isEqualTo(FollowUpPriority.CRITICAL);
              assertThat(versions(row)).isEmpty();
            });
    assertThat(connected("avallon.example", forged).repeat()).isTrue();
    assertThat(connected("serein.example", forged).kind()).isEqualTo(Kind.STORED);
  }

  @Test
  void a_certificate_that_nobody_declared_speaks_for_nobody_who_declared_his() {
    declare(null, "serein.example", null);

    assertThat(connected("ailleurs.example", result("953").content()).kind())
        .isEqualTo(Kind.NOT_UNDERSTOOD);
    declare(null, null, null);
    assertThat(connected("ailleurs.example", result("954").content()).kind())
        .isEqualTo(Kind.STORED);
  }

  @Test
  void one_certificate_may_serve_several_senders_and_no_undeclared_one() {
    declare(null, "groupe.example", "groupe.example");
    Content stranger =
        Content.of(
            result("956")
                .content()
                .text(StandardCharsets.UTF_8)
                .replace("SIL-SEREIN", "SIL-INCONNU"),
            StandardCharsets.UTF_8);

    assertThat(connected("groupe.example", result("955").content()).kind()).isEqualTo(Kind.STORED);
    assertThat(connected("groupe.example", stranger).kind()).isEqualTo(Kind.NOT_UNDERSTOOD);
  }

  private List<FollowUp> mine() {
    return store.openFollowUps(9);
  }

  private List<WorkItem> questions(FollowUp row) {
    return store.inTransaction(tx -> tx.workItemsOf(row.id()));
  }

  private List<ReportVersion> versions(FollowUp row) {
    return store.inTransaction(tx -> tx.versions(row.id()));
  }
}
