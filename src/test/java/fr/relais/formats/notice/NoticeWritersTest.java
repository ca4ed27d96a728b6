// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.Enclosure;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.Report;
import fr.relais.core.model.SoftwareSheet;
import fr.relais.formats.Letters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoticeWritersTest {
  private static final Report REPORT = Letters.biology(Letters.DURAND).build();

  /** What no notice may hold: names, values, places, numbers of the story. */
  private static final List<String> CANARIES =
      List.of("DURAND", "Jeanne", "6.4", "6,4", "Potassium", "Serein", "MARTIN", "BOYER", "2480");

  @Test
  void a_call_says_one_neutral_sentence_under_two_hundred_characters() {
    for (Delivery.Kind kind : Delivery.Kind.values()) {
      if (kind == Delivery.Kind.NOTICE_PATIENT
          || kind == Delivery.Kind.ACKNOWLEDGEMENT
          || kind.toDmp()) {
        continue; // it is written, or filed, not said
      }
      String said = new CallWriter().write(letter(kind)).text();
      assertThat(said)
          .startsWith("Relais. ")
          .endsWith(", référence 7 F 3 K. Appuyez sur 1 pour dire que vous avez entendu.")
          .hasSizeLessThan(200)
          .doesNotContain(CANARIES);
    }
  }

  @Test
  void a_notification_holds_identifiers_alone() throws IOException {
    Map<Delivery.Kind, String> types =
        Map.of(
            Delivery.Kind.RESULT, "result.assigned",
            Delivery.Kind.NOTICE_ACT, "result.assigned",
            Delivery.Kind.NOTICE_RUNG, "rung.reached",
            Delivery.Kind.NOTICE_OFFER, "offer.made",
            Delivery.Kind.NOTICE_STAND_DOWN, "stand-down",
            Delivery.Kind.NOTICE_CORRECTED, "result.corrected",
            Delivery.Kind.NOTICE_DIGEST, "digest.ready");
    for (Map.Entry<Delivery.Kind, String> kind : types.entrySet()) {
      Parcel parcel = new HookWriter().write(letter(kind.getKey()));
      JsonNode json = new ObjectMapper().readTree(parcel.text());
      assertThat(json.get("type").asText()).isEqualTo(kind.getValue()).isEqualTo(parcel.subject());
      assertThat(json.get("id").asText()).isEqualTo("d-0001");
      assertThat(json.get("timestamp").asText()).isEqualTo("2026-11-21T13:28:00Z");
      assertThat(json.get("data").toString())
          .isEqualTo("{\"task\":\"f-0001\",\"reference\":\"7F3K\"}");
      assertThat(parcel.text()).doesNotContain(CANARIES);
      assertThat(parcel.enclosures()).isEmpty();
    }
    String corrected = new HookWriter().write(Letters.correction(REPORT)).text();
    assertThat(corrected).contains("\"result.corrected\"");
  }

  @Test
  void bytes_go_as_they_came_under_the_name_of_the_delivery() {
    for (Map.Entry<String, String> kind :
        Map.of(
                "MSH|^~\\&|",
                ".hl7",
                "%PDF-1.4",
                ".pdf",
                "PK\u0003\u0004",
                ".zip",
                "<a/>",
                ".xml",
                "\uFEFF<a/>",
                ".xml",
                "0000457812\r\n",
                ".hpr",
                "",
                ".hpr")
            .entrySet()) {
      Content original = Content.of(kind.getKey(), StandardCharsets.UTF_8);
      Parcel parcel =
          new AsReceivedWriter().write(Letters.of(REPORT, original, SoftwareSheet.AS_RECEIVED));
      Enclosure file = parcel.enclosures().get(0);
      assertThat(file.name()).isEqualTo("d-0001" + kind.getValue());
      assertThat(file.content()).isEqualTo(original);
      assertThat(parcel.losses()).isEmpty();
    }
  }

  @Test
  void a_notice_in_a_folder_says_the_reference_and_no_more() {
    Parcel parcel = new AsReceivedWriter().write(letter(Delivery.Kind.NOTICE_RUNG));

    assertThat(parcel)
        .isEqualTo(
            Parcel.ofText("Relais : Un document attend un médecin.\r\n" + "Référence 7F3K.\r\n"));
  }

  private static Letter letter(Delivery.Kind kind) {
    return kind == Delivery.Kind.RESULT ? Letters.of(REPORT) : Letters.notice(kind);
  }
}
