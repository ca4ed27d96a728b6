// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.dmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.core.model.Coding;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DocumentMetadata;
import fr.relais.core.model.Filing;
import fr.relais.core.model.Letter;
import fr.relais.core.model.ParcelWriter.CannotWrite;
import fr.relais.core.model.Publication;
import fr.relais.core.model.Publication.Submitter;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportFlags;
import fr.relais.core.model.SoftwareSheet;
import fr.relais.formats.Letters;
import fr.relais.formats.cda.CdaDocuments;
import fr.relais.formats.cda.CdaHeader;
import fr.relais.formats.cda.N1Writer;
import fr.relais.formats.pdf.PdfWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DmpWriterTest {
  private static final String STRUCTURE = "1890009986";
  private static final Submitter BOYER =
      new Submitter("889970010222", "BOYER", "Anne", false, "SM26");
  private static final Submitter RELAIS = new Submitter(STRUCTURE + "/1", "Relais", "", true, null);
  private static final Report REPORT = Letters.biology(Letters.DURAND).build();

  private final DmpWriter writer = new DmpWriter(new PdfWriter(), new N1Writer());

  @Test
  void a_document_is_filed_as_it_came_and_described_from_its_header() throws IOException {
    Content document = document();
    CdaHeader header = CdaDocuments.header(document).orElseThrow();
    String id = Objects.requireNonNull(header.id()).written();
    Publication made =
        written(letter(document, REPORT, filing(Publication.Act.PUBLISH, null, id, null)));
    assertThat(made.document()).isEqualTo(document);
    assertThat(made.structure()).isEqualTo(STRUCTURE);
    assertThat(made.submitter()).isEqualTo(RELAIS);
    assertThat(made.documentId()).isEqualTo(id);
    DocumentMetadata said = Objects.requireNonNull(made.metadata());
    assertThat(said.uniqueId()).isEqualTo(id);
    assertThat(said.typeCode().code()).isEqualTo("11502-2");
    assertThat(said.classCode())
        .isEqualTo(new Coding("10", "1.2.250.1.213.1.1.4.1", "Comptes rendus"));
    assertThat(said.formatCode().code()).isEqualTo("urn:ihe:lab:xd-lab:2008");
    assertThat(said.confidentiality()).extracting(Coding::code).containsExactly("N");
    assertThat(said.authors()).isNotEmpty();
    assertThat(said.sourcePatientInfo()).anyMatch(trait -> trait.startsWith("PID-5|DURAND^"));
  }

  @Test
  void masks_follow_the_document_as_confidentiality_codes() throws IOException {
    Content document = document();
    CdaHeader header = CdaDocuments.header(document).orElseThrow();
    String id = Objects.requireNonNull(header.id()).written();
    Report hidden =
        Letters.biology(Letters.DURAND).flags(new ReportFlags(null, true, null, true)).build();
    Publication made =
        written(letter(document, hidden, filing(Publication.Act.PUBLISH, null, id, null)));
    assertThat(Objects.requireNonNull(made.metadata()).confidentiality())
        .extracting(Coding::code)
        .containsExactly("N", "INVISIBLE_PATIENT", "INVISIBLE_REPRESENTANTS_LEGAUX");
  }

  @Test
  void a_copy_is_of_the_doctor_in_his_structure_and_never_of_the_laboratory() {
    Publication made =
        written(
            letter(
                Letters.ORIGINAL,
                REPORT,
                filing(Publication.Act.PUBLISH, BOYER, "2.25.77", "2.25.76")));
    CdaHeader header = CdaDocuments.header(Objects.requireNonNull(made.document())).orElseThrow();
    assertThat(header.title()).startsWith("Copie d'un résultat reçu");
    assertThat(Objects.requireNonNull(header.id()).written()).isEqualTo("2.25.77");
    assertThat(header.replaces())
        .extracting(CdaHeader.Identifier::written)
        .containsExactly("2.25.76");
    assertThat(Objects.requireNonNull(made.metadata()).authors())
        .containsExactly(
            new DocumentMetadata.Author(
                "889970010222^BOYER^Anne^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS",
                "MSP du Serein^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^" + STRUCTURE,
                null,
                "G15_10/SM26^Médecin - Médecine générale (SM)^1.2.250.1.213.1.1.4.5"));
    assertThat(made.metadata().legalAuthenticator()).startsWith("889970010222^BOYER^Anne");
    assertThat(made.metadata().formatCode().code()).isEqualTo("urn:ihe:iti:xds-sd:pdf:2008");
    assertThat(made.replaces()).isEqualTo("2.25.76");
  }

  @Test
  void the_same_delivery_gives_the_same_publication() {
    Letter letter =
        letter(Letters.ORIGINAL, REPORT, filing(Publication.Act.PUBLISH, BOYER, "2.25.77", null));
    assertThat(written(letter)).isEqualTo(written(letter));
    assertThat(writer.write(letter).digest()).isEqualTo(writer.write(letter).digest());
  }

  @Test
  void a_deletion_names_the_document_alone() {
    Publication made =
        written(
            letter(
                Letters.ORIGINAL, REPORT, filing(Publication.Act.DELETE, null, "2.25.77", null)));
    assertThat(made.act()).isEqualTo(Publication.Act.DELETE);
    assertThat(made.document()).isNull();
    assertThat(made.documentId()).isEqualTo("2.25.77");
  }

  @Test
  void what_is_no_longer_the_document_that_was_decided_is_not_filed() throws IOException {
    Letter other =
        letter(document(), REPORT, filing(Publication.Act.PUBLISH, null, "2.25.1", null));
    assertThatThrownBy(() -> writer.write(other)).isInstanceOf(CannotWrite.class);
    Letter none =
        letter(Letters.ORIGINAL, REPORT, filing(Publication.Act.PUBLISH, null, "2.25.1", null));
    assertThatThrownBy(() -> writer.write(none)).isInstanceOf(CannotWrite.class);
    assertThatThrownBy(() -> writer.write(Letters.of(REPORT))).isInstanceOf(CannotWrite.class);
  }

  private Publication written(Letter letter) {
    return Objects.requireNonNull(writer.write(letter).publication());
  }

  private static Filing filing(
      Publication.Act act, @Nullable Submitter author, String id, @Nullable String replaces) {
    return new Filing(
        act,
        STRUCTURE,
        "MSP du Serein",
        author == null ? RELAIS : author,
        author,
        id,
        replaces,
        Letters.DURAND,
        Instant.parse("2026-11-21T13:30:00Z"));
  }

  private static Letter letter(Content original, Report report, Filing filing) {
    Letter made =
        Letters.of(Delivery.Kind.DMP_PUBLISH, report, original, SoftwareSheet.AS_RECEIVED, false);
    return new Letter(
        made.delivery(),
        made.followUp(),
        made.recipient(),
        made.sheet(),
        made.version(),
        made.original(),
        made.corrects(),
        made.order(),
        made.site(),
        made.requester(),
        made.owner(),
        made.others(),
        made.why(),
        made.portal(),
        made.at(),
        null,
        null,
        filing,
        null);
  }

  private static Content document() throws IOException {
    return Content.of(
        Files.readAllBytes(
            Path.of("test-fixtures/stories/127-document-filed-once-in-the-dmp", "encore.xml")));
  }
}
