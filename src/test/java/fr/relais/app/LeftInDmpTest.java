// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.app.Surfer.Page;
import fr.relais.core.decide.Act;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.WorkItem;
import fr.relais.core.model.WorkItemState;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What Relais left in a DMP is asked of one person, with a deadline, and stands in that person's
 * list although the result is concluded.
 */
class LeftInDmpTest {
  private static final String TAB = "/suivi?onglet=a-rapprocher";
  private static final String ASKED = "Non supprimé du DMP : le patient a bloqué l'accès.";

  private final RegisterDay day = new RegisterDay();
  private String reference = "";

  @BeforeEach
  void a_concluded_result_of_which_a_document_stays_in_the_dmp() {
    day.done();
    reference = day.portal.receive(new LabMessage(LabMessage.DURAND, "711").potassium("5.4", "H"));
    String id = day.portal.row(reference).id();
    WorkItem asked =
        new WorkItem(
            "left",
            id,
            WorkItem.Question.LEFT_IN_DMP,
            "boyer",
            WorkItemState.OPEN,
            ASKED,
            List.of("Réglé dans le DMP", "Il peut y rester"),
            Portal.START,
            Portal.START.plus(Duration.ofHours(4)));
    day.portal
        .store()
        .inTransaction(
            tx -> {
              tx.save(asked);
              return true;
            });
    var acts = day.portal.walk().followUps();
    acts.act(id, Act.of(Act.Kind.TAKE, "boyer", Portal.START));
    acts.act(
        id,
        Act.decide(
            "boyer", Portal.START, ClinicalDecision.ALREADY_DEALT_WITH, "Vue le 19 au matin."));
    assertThat(day.portal.row(reference).state()).isEqualTo(FollowUpState.CONCLUDED);
  }

  @AfterEach
  void close() {
    day.close();
  }

  private WorkItem item() {
    return day.portal.store().inTransaction(tx -> tx.workItem("left")).orElseThrow();
  }

  private Surfer surfer(String who) {
    return new Surfer(day.portal.port()).as(who);
  }

  /** Where the list lets him answer. */
  private static String path(Page list) {
    Matcher found = Pattern.compile("\"(/suivi/[^\"]+/question/left)\"").matcher(list.body());
    assertThat(found.find()).as(list.text()).isTrue();
    return found.group(1);
  }

  @Test
  void it_stands_in_the_list_of_whoever_is_asked_until_he_answers() {
    Surfer boyer = surfer("boyer");
    Page list = boyer.get(TAB);
    assertThat(list.text()).contains("à régler dans le DMP", ASKED);
    assertThat(surfer("roux").get(TAB).text()).doesNotContain(ASKED);

    String path = path(list);
    assertThat(boyer.get(path).text()).contains("Réglé dans le DMP", "Il peut y rester");
    assertThat(boyer.post(path, Map.of("choix", "0")).status()).isEqualTo(303);
    assertThat(item().state()).isEqualTo(WorkItemState.ANSWERED);
    assertThat(boyer.get(TAB).text()).doesNotContain(ASKED);
  }

  @Test
  void it_is_asked_again_when_its_time_has_come() {
    day.portal.later(Duration.ofHours(5));
    assertThat(item().owner()).isEqualTo("boyer");
    assertThat(item().state()).isEqualTo(WorkItemState.OPEN);
    assertThat(item().dueAt()).isAfter(day.portal.clock().instant());
  }

  @Test
  void it_goes_to_the_duty_doctor_the_minute_its_owner_can_no_longer_practise() {
    day.annuaire.retire(RegisterDay.BOYER);
    day.done();
    day.portal.settle();

    String owner = item().owner();
    assertThat(owner).isNotEqualTo("boyer");
    assertThat(day.practitioner(owner).mayOwn(LocalDate.of(2026, 11, 19))).isTrue();
    assertThat(item().state()).isEqualTo(WorkItemState.OPEN);
    Surfer next = surfer(owner);
    Page list = next.get(TAB);
    assertThat(list.text()).contains("à régler dans le DMP", ASKED);
    day.portal.later(Duration.ofHours(5));
    assertThat(item().owner()).isEqualTo(owner);
    assertThat(next.post(path(list), Map.of("choix", "1")).status()).isEqualTo(303);
    assertThat(item().state()).isEqualTo(WorkItemState.ANSWERED);
  }
}
