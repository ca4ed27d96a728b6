// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.v25.datatype.XPN;
import ca.uhn.hl7v2.model.v25.group.ORU_R01_ORDER_OBSERVATION;
import ca.uhn.hl7v2.model.v25.message.ORU_R01;
import ca.uhn.hl7v2.model.v25.segment.OBX;
import ca.uhn.hl7v2.parser.CanonicalModelClassFactory;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Observation;
import fr.relais.core.model.PatientIdentity;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HAPI reads the same names and values: an independent reader as witness. */
class HapiAgreesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nfs-identite-qualifiee",
        "potassium-critique-mllp",
        "resultat-corrige",
        "resultat-retire",
        "ancien-231-code-local",
        "deux-patients",
        "deux-prescripteurs",
        "prescripteurs-discordants",
        "autres-separateurs",
        "ins-douteux",
      })
  void names_and_values_are_those_that_hapi_reads(String name) throws Exception {
    Decoding decoding = Samples.decode("exemplary/" + name);
    for (Decoding.Part part : decoding.parts()) {
      String charset = decoding.charset();
      String text =
          part.content()
              .text(charset == null ? UTF_8 : Charset.forName(charset))
              .replace("\u000b", "")
              .replace("\u001c\r", "")
              .replace("\r\n", "\r")
              .replace('\n', '\r');
      ORU_R01 witness = parse(text);
      var report = Objects.requireNonNull(part.report());
      assertThat(ourNames(report.patient())).isEqualTo(names(witness));
      assertThat(report.observations().stream().map(HapiAgreesTest::value).toList())
          .isEqualTo(values(witness));
    }
  }

  private static ORU_R01 parse(String text) throws HL7Exception, IOException {
    try (HapiContext context = new DefaultHapiContext()) {
      context.setModelClassFactory(new CanonicalModelClassFactory("2.5"));
      context.setValidationContext(ValidationContextFactory.noValidation());
      return (ORU_R01) context.getPipeParser().parse(text);
    }
  }

  private static List<String> ourNames(PatientIdentity patient) {
    List<String> names = new ArrayList<>();
    if (patient.birthName() != null) {
      names.add(patient.birthName());
    }
    if (patient.usedName() != null) {
      names.add(patient.usedName());
    }
    return names;
  }

  private static List<String> names(ORU_R01 message) throws HL7Exception {
    List<String> names = new ArrayList<>();
    for (XPN name : message.getPATIENT_RESULT().getPATIENT().getPID().getPatientName()) {
      names.add(name.getFamilyName().getSurname().getValue());
    }
    return names;
  }

  private static String value(Observation observation) {
    String comparator = observation.comparator();
    String value = observation.value();
    return (comparator == null ? "" : comparator) + (value == null ? "" : value);
  }

  /** Every OBX-5, comma as a point; text lines of one code joined as we join them. */
  private static List<String> values(ORU_R01 message) throws HL7Exception {
    List<String> values = new ArrayList<>();
    String textCode = "";
    for (ORU_R01_ORDER_OBSERVATION order : message.getPATIENT_RESULT().getORDER_OBSERVATIONAll()) {
      for (int i = 0; i < order.getOBSERVATIONReps(); i++) {
        OBX obx = order.getOBSERVATION(i).getOBX();
        String type = obx.getValueType().getValue();
        String raw = obx.getObservationValue(0).getData().toString();
        String shown = raw == null ? "" : raw;
        String code = obx.getObservationIdentifier().encode();
        if ("TX".equals(type) && code.equals(textCode)) {
          values.set(values.size() - 1, values.get(values.size() - 1) + "\n" + shown);
        } else {
          values.add("TX".equals(type) ? shown : number(shown));
        }
        textCode = "TX".equals(type) ? code : "";
      }
    }
    return values;
  }

  private static String number(String shown) {
    return shown.matches("[<>]? ?[0-9]+,[0-9]+") ? shown.replace(',', '.').replace(" ", "") : shown;
  }
}
