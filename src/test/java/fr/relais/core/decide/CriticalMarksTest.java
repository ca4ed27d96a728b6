// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.FollowUpPriority;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CriticalMarksTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RES|Potassium|K|N|6.8|mmol/L|3.5|5.1|HH|F",
        "RES|Potassium|K|N|6.8|mmol/L|3.5|5.1|HH",
        "MSH|^~\\&|A\rOBX|1|NM|K^Potassium||1.9|mmol/L|3.5-5.1|LL|||F\r",
        "OBX|1|NM|K~Potassium~L||6.8|mmol/L|3.5-5.1|AA|||F",
        "RES |Potassium|K|N|6.8|mmol/L|3.5|5.1|HH|F",
        "res|Potassium|K|N|6.8|mmol/L|3.5|5.1|hh|F",
        "RES|Potassium|K|N|7,1 HH|mmol/L|3.5|5.1||F",
        "OBX|1|NM|K||7.1 (HH)|mmol/L||||F",
        "OBX|1|NM|K||LL 1.9|mmol/L||||F",
        "OBX|1|NM|K||6.8|mmol/L||H~HH|||F",
        "H$:;!+$A.HPR\rOBX$1$NM$K:Potassium$$6.8$mmol/L$3.5-5.1$HH$$$F\r",
        "MSH#*;!+#A\rOBX#1#NM#K##6.8#mmol/L##H;AA###F\r",
        "H|~^\\&|A.HPR\rOBX|1|NM|K~Potassium||6.8|mmol/L||H\r\nA|H|||F\r",
        "<interpretationCode code=\"HH\" codeSystem=\"2.16\"/>",
        "{\"coding\":[{\"system\":\"x\",\"code\": \"LL\"}]}",
        "<coding><system value=\"x\"/><code value=\"HH\"/></coding>"
      })
  void a_critical_flag_is_seen_in_bytes_that_nobody_could_read(String text) {
    assertThat(of(text, StandardCharsets.ISO_8859_1)).isEqualTo(FollowUpPriority.CRITICAL);
    assertThat(of(text, StandardCharsets.UTF_16LE)).isEqualTo(FollowUpPriority.CRITICAL);
    assertThat(of(text, StandardCharsets.UTF_16BE)).isEqualTo(FollowUpPriority.CRITICAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MSH|^~\\&|A\rMSA|AA|CB260415-0001\r",
        "RES|Groupe|ABO|C|AHH POS|||||F",
        "OBX|1|NM|K||4.0|mmol/L||H|||F",
        "Le patient HH",
        "H|~^\\&|A.HPR\rOBX|1|NM|K||4.0|mmol/L||H\rA||||F\r",
        "OBX|1|TX|X||dosage des acides amines (AA)||||||F",
        "%PDF-1.4"
      })
  void nothing_else_rings_at_night(String text) {
    assertThat(of(text, StandardCharsets.ISO_8859_1)).isEqualTo(FollowUpPriority.UNCLASSIFIED);
  }

  @Test
  void ten_megabytes_in_one_line_are_looked_through_at_once() {
    String line = "RES|" + "A|".repeat(5_000_000);
    assertThat(of(line, StandardCharsets.ISO_8859_1)).isEqualTo(FollowUpPriority.UNCLASSIFIED);
  }

  @Test
  void a_document_inside_fhir_counts_like_one_in_clear() {
    String document = "<interpretationCode code='HH' codeSystem='2.16.840.1.113883.5.83'/>";
    String coded =
        java.util.Base64.getEncoder().encodeToString(document.getBytes(StandardCharsets.UTF_8));
    assertThat(of("{\"data\" : \"" + coded + "\"}", StandardCharsets.UTF_8))
        .isEqualTo(FollowUpPriority.CRITICAL);
    assertThat(of("<data value=\"" + coded + "\"/>", StandardCharsets.UTF_8))
        .isEqualTo(FollowUpPriority.CRITICAL);
  }

  private static FollowUpPriority of(String text, Charset charset) {
    return CriticalMarks.priorityOf(Content.of(text, charset));
  }

  @Test
  void a_document_inside_a_message_counts_like_one_in_clear() {
    String document = "<interpretationCode code=\"HH\" codeSystem=\"2.16.840.1.113883.5.83\"/>";
    String coded =
        java.util.Base64.getEncoder()
            .encodeToString(document.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    String message = "OBX|1|ED|11502-2^CR^LN||^TEXT^XML^Base64^" + coded + "||||||F\r";
    assertThat(
            CriticalMarks.priorityOf(
                fr.relais.core.model.Content.of(message, java.nio.charset.StandardCharsets.UTF_8)))
        .isEqualTo(fr.relais.core.model.FollowUpPriority.CRITICAL);
    assertThat(
            CriticalMarks.priorityOf(
                fr.relais.core.model.Content.of(
                    message.replace(coded.substring(0, 60), "A".repeat(60)),
                    java.nio.charset.StandardCharsets.UTF_8)))
        .isEqualTo(fr.relais.core.model.FollowUpPriority.UNCLASSIFIED);
  }
}
