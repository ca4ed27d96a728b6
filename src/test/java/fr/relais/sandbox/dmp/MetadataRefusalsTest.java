// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import static fr.relais.sandbox.dmp.Row.row;
import static fr.relais.sandbox.dmp.Text.author;
import static fr.relais.sandbox.dmp.Text.code;
import static fr.relais.sandbox.dmp.Text.identifier;
import static fr.relais.sandbox.dmp.Text.slot;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every attribute, the codes, and the agreement with the document: rule 6. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetadataRefusalsTest {
  private static final String ERROR = "XDSRegistryMetadataError";
  private static final String LOINC = "2.16.840.1.113883.6.1";
  private World world;

  @BeforeAll
  void certificates() {
    world = World.ONE;
  }

  private static Row draft(
      String rule, String outcome, String why, Consumer<SubmissionDraft> change) {
    return row(
        rule,
        outcome,
        why,
        (world, platform) -> {
          SubmissionDraft draft = new SubmissionDraft(world, World.INS, 1);
          change.accept(draft);
          return Call.publish(world, draft);
        });
  }

  private static Row entry(String rule, String why, Consumer<SubmissionDraft> change) {
    return draft(rule, ERROR, "DocumentEntry." + why, change);
  }

  @TestFactory
  Stream<DynamicTest> attributes_that_are_missing() {
    Stream<Row> set =
        Stream.of(
                "submissionTime", "author", "contentTypeCode", "patientId", "sourceId", "uniqueId")
            .map(
                name ->
                    draft(
                        "a set without " + name,
                        ERROR,
                        "SubmissionSet." + name,
                        draft -> draft.set.remove(name)));
    Stream<Row> document =
        Stream.of(
                "author",
                "legalAuthenticator",
                "classCode",
                "typeCode",
                "formatCode",
                "confidentialityCode",
                "patientId",
                "uniqueId",
                "creationTime",
                "serviceStartTime",
                "languageCode",
                "sourcePatientId",
                "sourcePatientInfo",
                "title")
            .map(name -> entry("a document without " + name, name, d -> d.document.remove(name)));
    List<Row> others =
        List.of(
            entry(
                "a document without healthcareFacilityTypeCode",
                "healthcareFacilityTypeCode",
                d -> d.document.remove("facility")),
            entry(
                "a document without practiceSettingCode",
                "practiceSettingCode",
                d -> d.document.remove("practice")),
            entry("a PDF as such", "mimeType", d -> d.mimeType = "application/pdf"),
            draft(
                "no submission set",
                "XDSRepositoryMetadataError",
                "lot de soumission",
                d -> d.set.remove("node")));
    return Row.all(world, Stream.of(set, document, others.stream()).flatMap(rows -> rows).toList());
  }

  @TestFactory
  Stream<DynamicTest> values_that_are_not_right() {
    return Row.all(
        world,
        List.of(
            entry(
                "a class that is not that of the type",
                "classCode",
                d -> d.document.put("classCode", code(Ebrim.CLASS, "31", "1.2.250.1.213.1.1.4.1"))),
            entry(
                "a class out of the value set",
                "classCode",
                d -> d.document.put("classCode", code(Ebrim.CLASS, "99", "1.2.250.1.213.1.1.4.1"))),
            entry(
                "a type out of the value set",
                "typeCode",
                d -> d.document.put("typeCode", code(Ebrim.TYPE, "11526-1", LOINC))),
            entry(
                "a type of another system",
                "typeCode",
                d -> d.document.put("typeCode", code(Ebrim.TYPE, "11502-2", "1.2.3"))),
            entry(
                "a practice setting out of the value set",
                "practiceSettingCode",
                d ->
                    d.document.put("practice", code(Ebrim.PRACTICE, "X", "1.2.250.1.213.1.1.4.9"))),
            entry(
                "a facility of SNOMED",
                "healthcareFacilityTypeCode",
                d ->
                    d.document.put(
                        "facility", code(Ebrim.FACILITY, "225732001", "2.16.840.1.113883.6.96"))),
            entry(
                "visibility before confidentiality",
                "confidentialityCode",
                d ->
                    d.document.put(
                        "confidentialityCode",
                        code(Ebrim.CONFIDENTIALITY, "MASQUE_PS", "1.2.250.1.213.1.1.4.13")
                            + code(Ebrim.CONFIDENTIALITY, "N", "2.16.840.1.113883.5.25"))),
            entry(
                "visibility as HL7 v2 spells it",
                "confidentialityCode",
                d -> d.marked("INVISIBLE_REP_LEGAUX")),
            entry(
                "two levels of confidentiality",
                "confidentialityCode",
                d ->
                    d.document.merge(
                        "confidentialityCode",
                        code(Ebrim.CONFIDENTIALITY, "R", "2.16.840.1.113883.5.25"),
                        String::concat)),
            entry(
                "a time with an offset",
                "creationTime",
                d -> d.document.put("creationTime", slot("creationTime", "20261120093000+0100"))),
            entry(
                "an author who is no XCN",
                "author",
                d ->
                    d.document.put(
                        "author",
                        author(Ebrim.AUTHOR, "Dr X", World.institution(World.STRUCTURE)))),
            entry(
                "an id with an extension",
                "uniqueId",
                d -> d.document.put("uniqueId", identifier(Ebrim.UNIQUE_ID, "1.2.3^4"))),
            draft(
                "a content type out of the value set",
                ERROR,
                "contentTypeCode",
                d -> d.set.put("contentTypeCode", code(Ebrim.SET_CONTENT, "02", "1.2.3"))),
            draft(
                "a set by another author than the VIHF's",
                ERROR,
                "SubmissionSet.author",
                d ->
                    d.set.put(
                        "author",
                        author(
                            Ebrim.SET_AUTHOR,
                            World.person(World.OTHER_DOCTOR),
                            World.institution(World.STRUCTURE)))),
            draft(
                "a set of another patient than the VIHF's",
                "XDSPatientIdDoesNotMatch",
                "resource-id",
                d ->
                    d.set.put(
                        "patientId", identifier(Ebrim.SET_PATIENT, World.cx(World.OTHER_INS)))),
            draft(
                "a document of another patient than the VIHF's",
                "XDSPatientIdDoesNotMatch",
                "resource-id",
                d ->
                    d.document.put(
                        "patientId", identifier(Ebrim.PATIENT, World.cx(World.OTHER_INS))))));
  }

  @TestFactory
  Stream<DynamicTest> documents_that_are_not_what_is_said() {
    return Row.all(
        world,
        List.of(
            entry(
                "another id than the CDA's",
                "uniqueId",
                d -> d.cda = d.cda.replace("root=\"" + d.uniqueId, "root=\"1.2.3")),
            entry(
                "another type than the CDA's",
                "typeCode",
                d -> d.cda = d.cda.replace("11502-2", "11488-4")),
            entry(
                "a local time copied as UTC",
                "creationTime",
                d -> d.document.put("creationTime", slot("creationTime", "20261120093000"))),
            entry(
                "the format of another model",
                "formatCode",
                d -> d.cda = d.cda.replace("1.1.1.55", "1.1.1.45")),
            entry(
                "another confidentiality than the CDA's",
                "confidentialityCode",
                d -> d.cda = d.cda.replace("code=\"N\"", "code=\"R\"")),
            entry(
                "another language than the CDA's",
                "languageCode",
                d -> d.cda = d.cda.replace("fr-FR", "fr")),
            draft(
                "the CDA of another patient",
                "XDSPatientIdDoesNotMatch",
                "CDA",
                d -> d.cda = d.cda.replace(World.INS, World.OTHER_INS)),
            draft(
                "a document that is no CDA",
                "XDSRepositoryMetadataError",
                "CDA",
                d -> d.cda = "<a></a>"),
            draft(
                "a document with a DOCTYPE",
                "XDSRepositoryMetadataError",
                "XML",
                d -> d.cda = "<!DOCTYPE a [<!ENTITY e \"x\">]>" + d.cda),
            draft(
                "a document under another id",
                "XDSMissingDocument",
                "Document/@id",
                d -> d.wireId = "document01"),
            draft(
                "a document too many",
                "XDSMissingDocumentMetadata",
                "partie",
                d -> d.parts.put("x@essai.invalid", new byte[] {1})),
            draft(
                "a document that is no member of the set",
                ERROR,
                "HasMember",
                d -> d.associations.remove("member")),
            draft(
                "two documents of one id",
                "XDSRegistryDuplicateUniqueIdInMessage",
                "répété",
                d -> d.signature.put("uniqueId", identifier(Ebrim.UNIQUE_ID, d.uniqueId)))));
  }

  @Test
  void an_id_with_an_extension_is_taken_where_the_rules_allow_it() throws Exception {
    try (DmpPlatform platform = world.platform(DmpRules.strict().withExtensions())) {
      SubmissionDraft draft = new SubmissionDraft(world, World.INS, 1);
      String id = draft.uniqueId + "^A7";
      draft.document.put("uniqueId", identifier(Ebrim.UNIQUE_ID, id));
      draft.cda =
          draft.cda.replace(
              "<id root=\"" + draft.uniqueId + "\"",
              "<id extension=\"A7\" root=\"" + draft.uniqueId + "\"");
      draft.sealed =
          draft.seal.xml(draft.setId, Map.of(id, draft.cda.getBytes(StandardCharsets.UTF_8)));
      assertThat(Call.publish(world, draft).post(platform.port()).outcome()).isEqualTo("Success");
    }
  }
}
