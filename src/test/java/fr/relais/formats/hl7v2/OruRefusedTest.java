// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Decoding;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.Outcome;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.SenderCharset;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OruRefusedTest {

  @ParameterizedTest
  @CsvSource({
    "mllp-sans-bloc-de-fin, TRUNCATED, fin du message",
    "valeur-coupee, TRUNCATED, fin du message",
    "latin-declare-octets-utf8, CHARSET_CONFLICT, MSH-18",
    "utf8-declare-octets-latin, CHARSET_CONFLICT, MSH-18",
    "cp850-non-declare, CHARSET_CONFLICT, MSH-18",
    "resultat-avant-le-patient, SEQUENCE, OBX[1]",
    "sans-patient, PATIENT_MISSING, PID",
    "resultat-sans-demande, SEQUENCE, OBX[1]",
    "demande-sans-resultat, REQUIRED_MISSING, OBX",
    "sans-statut, REQUIRED_MISSING, OBX[1]-11",
    "statut-inconnu, CODE_NOT_UNDERSTOOD, OBX[1]-11",
    "indicateur-inconnu, CODE_NOT_UNDERSTOOD, OBX[1]-8",
    "type-de-valeur-inconnu, CODE_NOT_UNDERSTOOD, OBX[1]-2",
    "base64-abime, FIELD_NOT_UNDERSTOOD, OBX[1]-5",
    "admission, MESSAGE_TYPE_NOT_READ, MSH-9",
    "accuse-recu, MESSAGE_TYPE_NOT_READ, MSH-9",
    "version-inconnue, VERSION_NOT_READ, MSH-12",
    "transport-de-cda, FORMAT_NOT_READ, MSH-21",
    "cda-en-base64, FORMAT_NOT_READ, MSH-21",
    "separateur-sur-deux-octets, CHARSET_CONFLICT, MSH-18",
    "caractere-nul, CONTROL_CHARACTER, OBX[1]",
    "saut-de-ligne-dans-un-texte, LINE_NOT_UNDERSTOOD, après OBX[1]",
    "fins-de-segment-melangees, SEQUENCE, fins de segment",
    "lot-sans-fin, TRUNCATED, fin du message",
  })
  void what_is_in_doubt_is_kept_for_a_person_with_its_reason(
      String name, ProblemCode code, String place) {
    Decoding decoding = Samples.decode("refused/" + name);
    assertThat(decoding.outcome()).isEqualTo(Outcome.QUARANTINED);
    assertThat(decoding.parts()).allMatch(part -> part.report() == null);
    assertThat(decoding.allProblems())
        .anyMatch(one -> one.isError() && one.code() == code && one.place().equals(place));
  }

  @ParameterizedTest
  @CsvSource({
    "refused/cp850-non-declare, CP850, IBM850, ACCEPTED, 0",
    "refused/cp850-non-declare, WINDOWS_1252, ISO-8859-1, QUARANTINED, 1",
    "refused/cp850-non-declare, UTF_8, ISO-8859-1, QUARANTINED, 2",
    "refused/utf8-declare-octets-latin, WINDOWS_1252, UTF-8, QUARANTINED, 2",
    "exemplary/sans-declaration-windows, WINDOWS_1252, windows-1252, ACCEPTED, 0",
    "exemplary/sans-declaration-windows, UTF_8, windows-1252, ACCEPTED, 1",
  })
  void what_the_sender_declared_counts_where_msh_18_is_silent(
      String name, SenderCharset declared, String charset, Outcome outcome, int conflicts) {
    Decoding decoding = new OruFormat().decode(Samples.content(name), declared);

    assertThat(decoding.charset()).isEqualTo(charset);
    assertThat(decoding.outcome()).isEqualTo(outcome);
    assertThat(decoding.allProblems())
        .filteredOn(problem -> problem.code() == ProblemCode.CHARSET_CONFLICT)
        .hasSize(conflicts);
  }

  @Test
  void a_test_message_is_not_kept() {
    Decoding decoding = Samples.decode("refused/message-de-test");
    assertThat(decoding.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(decoding.allProblems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.PROCESSING_ID_REFUSED);
  }

  @Test
  void documents_in_a_carrier_have_their_own_name() {
    assertThat(Samples.decode("refused/transport-de-cda").format()).isEqualTo(FormatName.HL7V2_CDA);
    assertThat(Samples.decode("refused/cda-en-base64").format()).isEqualTo(FormatName.HL7V2_CDA);
    assertThat(Samples.decode("refused/admission").format()).isEqualTo(FormatName.HL7V2_ORU);
  }

  @Test
  void a_second_start_block_condemns_only_the_message_it_cuts() {
    assertThat(Samples.decode("refused/deux-debuts-un-bloc").parts())
        .extracting(Decoding.Part::accepted)
        .containsExactly(false, true);
  }

  @Test
  void only_what_is_cut_does_not_end_whole() {
    OruFormat format = new OruFormat();
    Set<String> cut =
        Samples.names("refused").stream()
            .filter(name -> !format.endsWhole(Samples.content(name)))
            .collect(Collectors.toSet());
    assertThat(cut)
        .containsExactlyInAnyOrder(
            "refused/mllp-sans-bloc-de-fin", "refused/valeur-coupee", "refused/lot-sans-fin");
    assertThat(Samples.names("exemplary"))
        .allMatch(name -> format.endsWhole(Samples.content(name)))
        .allMatch(name -> format.recognises(Samples.content(name)));
  }

  @Test
  void problems_never_repeat_what_the_message_says() {
    for (String folder : new String[] {"exemplary", "refused"}) {
      for (String name : Samples.names(folder)) {
        for (Problem problem : Samples.decode(name).allProblems()) {
          assertThat(problem.place() + problem.cause() + problem.cure())
              .doesNotContain("ESSAI", "FICTIF", "LEMOINE", "HADDAD", "2580399999001", "non rendu");
        }
      }
    }
  }
}
