// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.app.Surfer.Page;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.ClinicalOutcome;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpState;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each act by its own plain form, at the address that mails give. */
class WorklistActsTest {
  private final Portal portal = new Portal();
  private final Surfer boyer = new Surfer(portal.port()).as("boyer");

  @AfterEach
  void close() {
    portal.close();
  }

  private String critical() {
    return portal.receive(new LabMessage(LabMessage.DURAND, "411").potassium("6.4", "HH"));
  }

  private String abnormal() {
    return portal.receive(
        new LabMessage(LabMessage.PETIT, "412").value("X^HbA1c^L", "9.1", "%", "4-6", "H"));
  }

  private String normal() {
    return portal.receive(
        new LabMessage(LabMessage.ROUX, "413").value("X^Glucose^L", "0.9", "g/L", "0.7-1.1", "N"));
  }

  private FollowUpState state(String reference) {
    return portal.row(reference).state();
  }

  @Test
  void taking_charge_of_a_critical_one_is_confirmed_on_its_own_page() {
    String path = "/suivi/" + critical() + "/prendre";
    Page asked = boyer.get(path);
    assertThat(asked.text())
        .contains("Résultat critique")
        .contains("DURAND Jeanne")
        .contains("6,4");
    Page done = boyer.does(path, Map.of());
    assertThat(done.text())
        .contains("Vous l'avez pris en charge (10:00). Ensuite : à décider avant 11:00.");
    assertThat(boyer.get(path).status()).isEqualTo(409);
  }

  @Test
  void the_second_who_takes_it_learns_of_the_first() {
    String reference = critical();
    Surfer martin = new Surfer(portal.port()).as("martin");
    String path = "/suivi/" + reference + "/prendre";
    martin.does(path.replace("prendre", "urgence"), Map.of("motif", "Je suis de garde."));
    assertThat(martin.get(path).status()).isEqualTo(200);
    boyer.does(path, Map.of());
    Page late = martin.post(path);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text())
        .contains(
            "Le Dr Anne BOYER vient de le prendre en charge (10:00). Vous n'avez plus rien à"
                + " faire.");
  }

  @Test
  void seen_closes_a_normal_one_and_only_opens_the_others() {
    String normal = normal();
    assertThat(boyer.does("/suivi/" + normal + "/vu", Map.of()).text())
        .contains("Vu, rien à faire (10:00). Ce suivi est terminé.");
    assertThat(state(normal)).isEqualTo(FollowUpState.CONCLUDED);
    String abnormal = abnormal();
    assertThat(boyer.get("/suivi/" + abnormal + "/vu").text()).contains("ne vaut pas");
    boyer.does("/suivi/" + abnormal + "/vu", Map.of());
    assertThat(state(abnormal)).isEqualTo(FollowUpState.OPENED);
  }

  @Test
  void a_decision_keeps_the_follow_up_open_until_its_outcome() {
    String reference = abnormal();
    String path = "/suivi/" + reference + "/decider";
    assertThat(boyer.get(path + "?choix=c").body())
        .contains("value=\"c\" checked")
        .contains("Le médecin souhaite vous revoir.");
    Page mute = boyer.post(path);
    assertThat(mute.status()).isEqualTo(400);
    assertThat(mute.body()).contains("href=\"#choix\"").contains("id=\"choix-erreur\"");
    boyer.does(path, Map.of("choix", "c", "note", "Cette semaine"));
    assertThat(portal.row(reference).decision()).isEqualTo(ClinicalDecision.CALL_IN);
    assertThat(state(reference)).isEqualTo(FollowUpState.IN_PROGRESS);

    String reach = "/suivi/" + reference + "/joindre-patient";
    assertThat(boyer.get(reach).text()).contains("essai n° 1");
    boyer.does(reach, Map.of("issue", "echec"));
    assertThat(boyer.get(reach).text()).contains("essai n° 2");
    assertThat(boyer.post(reach, Map.of("issue", "arret")).status()).isEqualTo(400);
    assertThat(boyer.does(reach, Map.of("issue", "vu")).text())
        .contains("Patient vu")
        .contains("Rouvrir");
    assertThat(state(reference)).isEqualTo(FollowUpState.CONCLUDED);
  }

  @Test
  void a_critical_one_is_never_just_seen() {
    String reference = critical();
    String path = "/suivi/" + reference + "/decider";
    assertThat(boyer.get(path).text())
        .contains("Déjà pris en charge")
        .doesNotContain("Vu, rien à faire");
    Page mute = boyer.post(path, Map.of("choix", "v"));
    assertThat(mute.status()).isEqualTo(400);
    assertThat(state(reference)).isEqualTo(FollowUpState.OPEN);
    boyer.does(path, Map.of("choix", "v", "note", "Hospitalisée ce matin."));
    assertThat(portal.row(reference).decision()).isEqualTo(ClinicalDecision.ALREADY_DEALT_WITH);
  }

  @Test
  void emergency_care_wants_who_called_and_the_admission_ends_it() {
    String reference = critical();
    String path = "/suivi/" + reference + "/decider";
    assertThat(boyer.post(path, Map.of("choix", "u")).text()).contains("J'ai appelé le 15");
    boyer.does(path, Map.of("choix", "u", "note", "15 appelé à 10:00"));
    boyer.does("/suivi/" + reference + "/joindre-patient", Map.of("issue", "admis"));
    assertThat(
            portal
                .store()
                .history(
                    portal
                        .store()
                        .inTransaction(tx -> tx.byReference(reference))
                        .orElseThrow()
                        .id())
                .stream()
                .map(FollowUpEvent::outcome))
        .contains(ClinicalOutcome.PATIENT_ADMITTED);
  }

  @Test
  void handing_over_leaves_the_giver_responsible_until_it_is_accepted() {
    portal.order("L-1", "lefevre");
    String reference =
        portal.receive(
            new LabMessage(LabMessage.DURAND, "411").placer("L-1").potassium("6.4", "HH"));
    String path = "/suivi/" + reference + "/transmettre";
    Page form = boyer.get(path);
    assertThat(form.text())
        .contains("Vous restez responsable tant que le confrère n'a pas accepté.")
        .containsSubsequence("Dr Alain LEFÈVRE", "médecin traitant", "Dr Claire MARTIN", "recours");
    assertThat(boyer.post(path, Map.of("motif", "Je suis absent")).status()).isEqualTo(400);
    Page done =
        boyer.does(path, Map.of("confrere", "keller", "motif", "Je suis absent", "note", "ECG"));
    assertThat(done.text())
        .contains("Proposé à Dr Paul KELLER. Vous restez responsable")
        .contains("Je suis absent. À faire : ECG");
    assertThat(portal.row(reference).owner()).isEqualTo("boyer");
    assertThat(boyer.get("/suivi?onglet=attente").text()).contains("sans réponse");

    Surfer keller = new Surfer(portal.port()).as("keller");
    assertThat(keller.get("/suivi").text()).contains("Dr Anne BOYER vous le propose");
    keller.get("/suivi/" + reference + "/accepter");
    keller.does("/suivi/" + reference + "/accepter", Map.of());
    assertThat(portal.row(reference).owner()).isEqualTo("keller");
    assertThat(boyer.get("/suivi?onglet=prescrits").text()).contains("Dr Paul KELLER en répond");
  }

  @Test
  void an_offer_can_be_refused_and_a_charge_given_back() {
    String reference = abnormal();
    boyer.does(
        "/suivi/" + reference + "/transmettre", Map.of("confrere", "keller", "motif", "Avis"));
    Surfer keller = new Surfer(portal.port()).as("keller");
    String path = "/suivi/" + reference + "/refuser";
    assertThat(keller.get(path).text()).contains("N'est plus mon patient", "Je suis absent");
    Page mute = keller.post(path, Map.of("note", "En congé."));
    assertThat(mute.status()).isEqualTo(400);
    assertThat(mute.text()).contains("Dites pourquoi vous le refusez.");
    Page list = keller.does(path, Map.of("motif", "0", "note", "En congé."));
    assertThat(list.text()).contains("Refusé").doesNotContain("PETIT");
    assertThat(portal.row(reference).owner()).isEqualTo("boyer");
    assertThat(boyer.get("/suivi/" + reference).text())
        .contains("proposition refusée", "n'est plus mon patient : En congé.");

    boyer.does("/suivi/" + reference + "/prendre", Map.of());
    assertThat(boyer.post("/suivi/" + reference + "/refuser").status()).isEqualTo(400);
    boyer.does("/suivi/" + reference + "/refuser", Map.of("note", "Fin de mission."));
    assertThat(state(reference)).isEqualTo(FollowUpState.OPEN);
  }

  @Test
  void whoever_cannot_says_so_without_taking_it_first_and_stays_responsible() {
    String reference = abnormal();
    String path = "/suivi/" + reference + "/refuser";
    assertThat(boyer.get(path).text()).contains("médecin de garde du site est prévenu");
    assertThat(boyer.post(path).status()).isEqualTo(400);
    boyer.does(path, Map.of("note", "En intervention."));
    assertThat(portal.row(reference).owner()).isEqualTo("boyer");
    assertThat(boyer.get("/suivi/" + reference).text()).contains("rendu", "En intervention.");
    assertThat(new Surfer(portal.port()).as("martin").get("/suivi").text()).contains(reference);
  }

  @Test
  void the_laboratorys_call_is_shown_first_and_stops_no_clock() {
    String reference = critical();
    String path = "/suivi/" + reference + "/appel-laboratoire";
    assertThat(boyer.post(path).status()).isEqualTo(400);
    assertThat(boyer.does(path, Map.of("note", "A joint le Dr Boyer à 10:00")).text())
        .containsSubsequence(
            "Joindre le patient maintenant", "note : A joint le Dr Boyer à 10:00", "Historique");
    assertThat(state(reference)).isNotEqualTo(FollowUpState.TAKEN);
  }

  @Test
  void what_is_concluded_is_reopened_with_a_reason() {
    String reference = normal();
    boyer.does("/suivi/" + reference + "/vu", Map.of());
    String path = "/suivi/" + reference + "/rouvrir";
    assertThat(boyer.post(path).status()).isEqualTo(400);
    assertThat(boyer.post(path, Map.of("note", "Le patient a rappelé.")).status()).isEqualTo(303);
    assertThat(state(reference)).isEqualTo(FollowUpState.OPEN);
  }

  @Test
  void a_withdrawal_is_seen_by_its_owner() {
    abnormal();
    String reference =
        portal.receive(
            new LabMessage(LabMessage.PETIT, "412")
                .status("X", "202611191010")
                .value("X^HbA1c^L", "", "%", "4-6", ""));
    assertThat(state(reference)).isEqualTo(FollowUpState.WITHDRAWN);
    assertThat(boyer.get("/suivi/" + reference).text()).contains("Annulé par le laboratoire");
    boyer.does("/suivi/" + reference + "/annulation-vue", Map.of());
    assertThat(state(reference)).isEqualTo(FollowUpState.CONCLUDED);
  }

  @Test
  void who_ordered_is_shown_as_the_paper_writes_it_to_whoever_must_say_who_that_is() {
    String reference =
        portal.receive(
            new LabMessage(LabMessage.PETIT, "412")
                .doctor("XYZ9^INCONNU^Paule")
                .value("X^HbA1c^L", "9.1", "%", "4-6", "H"));
    String written = "Prescripteur écrit dans le message : INCONNU Paule, code « XYZ9 »";
    Surfer martin = new Surfer(portal.port()).as("martin");
    Page list = martin.get("/suivi?onglet=a-rapprocher");
    String path = list.body().replaceAll("(?s).*href=\"(/suivi/[^\"]+/question/[^\"]+)\".*", "$1");

    assertThat(martin.get(path).text()).contains(written);
    assertThat(martin.get("/suivi/" + reference).text()).contains(written);
    Surfer secretary = new Surfer(portal.port()).as("petitjean");
    String hers =
        secretary
            .get("/suivi")
            .body()
            .replaceAll("(?s).*href=\"(/secretariat/[^\"]+/question/[^\"]+)\".*", "$1");
    assertThat(secretary.get(hers).text()).contains(written).doesNotContain("HbA1c", "9,1");
  }

  @Test
  void an_offer_says_what_happens_when_it_lapses_and_who_took_it_is_said() {
    String reference =
        portal.receive(
            new LabMessage(LabMessage.PETIT, "412").value("X^HbA1c^L", "9.1", "%", "4-6", "H"));
    String path = "/suivi/" + reference;
    assertThat(boyer.get(path + "/transmettre").text())
        .contains("la proposition tombe et vous en êtes prévenu.")
        .doesNotContain("site est prévenu");
    boyer.does(path + "/transmettre", Map.of("confrere", "keller", "motif", "Avis"));
    assertThat(boyer.get(path).text())
        .contains("la proposition tombe et Dr Anne BOYER, toujours responsable, en est prévenu.")
        .doesNotContain("site est prévenu", "Sans rien avant");
    Surfer keller = new Surfer(portal.port()).as("keller");
    assertThat(keller.get(path).text())
        .contains("Écrit à Dr Anne BOYER : « Vous avez prescrit cet examen »");
    keller.does(path + "/accepter", Map.of());
    assertThat(keller.get(path).text()).contains("Dr Paul KELLER l'a pris en charge");
  }

  @Test
  void a_question_is_answered_with_the_practitioner_that_it_asks_for() {
    String reference =
        portal.receive(
            new LabMessage(LabMessage.PETIT, "412")
                .doctor("")
                .value("X^HbA1c^L", "9.1", "%", "4-6", "H"));
    Surfer martin = new Surfer(portal.port()).as("martin");
    Page list = martin.get("/suivi?onglet=a-rapprocher");
    assertThat(list.text()).contains("prescripteur à rapprocher").contains("À rapprocher 1");
    String path = list.body().replaceAll("(?s).*href=\"(/suivi/[^\"]+/question/[^\"]+)\".*", "$1");
    assertThat(martin.get("/question" + path.substring(path.lastIndexOf('/'))).location())
        .isEqualTo(path);
    assertThat(martin.get(path).text()).contains("C'est ce médecin");
    Page mute = martin.post(path, Map.of("choix", "0"));
    assertThat(mute.status()).isEqualTo(400);
    assertThat(mute.text()).contains("Dites quel médecin a prescrit.");
    martin.does(path, Map.of("choix", "0", "confrere", "boyer"));
    assertThat(portal.row(reference).owner()).isEqualTo("boyer");
    assertThat(boyer.get(path).status()).isEqualTo(409);
  }
}
