// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import static fr.relais.formats.TestArchive.archive;
import static fr.relais.formats.TestArchive.zip;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.CriticalMarks;
import fr.relais.core.model.Attachment;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.Outcome;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.formats.SampleFiles;
import fr.relais.formats.TestArchive;
import fr.relais.formats.TestArchive.Said;
import fr.relais.formats.TestZip;
import fr.relais.formats.cda.CdaFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What {@code relais check --json} does not show; the rest stands beside the fixtures. */
class XdmFormatTest {
  private static final Path FIXTURES = Path.of("test-fixtures", "formats", "xdm");
  private static final int MANY = 65_535;
  private final XdmFormat format = new XdmFormat(new CdaFormat());

  @Test
  void the_fixtures_are_those_of_the_samples() throws IOException {
    SampleFiles.hold(FIXTURES.resolve("exemplary"), ".zip", XdmSamples.exemplary());
    SampleFiles.hold(FIXTURES.resolve("refused"), ".zip", XdmSamples.refused());
  }

  @Test
  void each_document_is_a_part_with_its_own_bytes() {
    Decoding decoding = format.decode(archive(XdmSamples.DOC, XdmSamples.SECOND));

    assertThat(decoding.outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(decoding.parts())
        .extracting(Decoding.Part::content)
        .containsExactly(Content.of(XdmSamples.DOC.bytes()), Content.of(XdmSamples.SECOND.bytes()));
    assertThat(decoding.claimedSender().facilityId()).isEqualTo("480099971");
  }

  @Test
  void whatever_the_layout_the_report_is_the_document_s() {
    Report alone = report(new CdaFormat().decode(Content.of(XdmSamples.DOC.bytes())));
    for (String name :
        List.of(
            "un-document",
            "contre-obliques-sans-dossier-ihe-xdm",
            "separateur-oublie",
            "sans-uri",
            "echappement-double")) {
      assertThat(report(format.decode(sample(name)))).as(name).isEqualTo(alone);
    }
  }

  @Test
  void the_description_says_what_is_replaced_and_what_is_taken_back() {
    Report replaced = report(format.decode(sample("remplacement")));
    assertThat(replaced.status()).isEqualTo(ReportStatus.CORRECTED);
    assertThat(replaced.whole()).isTrue();

    Report deleted = report(format.decode(sample("suppression")));
    assertThat(deleted.kind()).isEqualTo(ReportKind.WITHDRAWAL);
    assertThat(deleted.status()).isEqualTo(ReportStatus.ENTERED_IN_ERROR);
    assertThat(deleted.documentIds()).containsExactly("1.2.250.1.999.7.10.1");
    assertThat(deleted.replaces()).isEmpty();
    assertThat(deleted.observations())
        .extracting(one -> one.status())
        .containsOnly(ObservationStatus.ENTERED_IN_ERROR);
  }

  @Test
  void what_replaces_an_entry_of_its_own_set_names_its_document() {
    TestZip zip = new TestZip();
    zip.add(
        TestArchive.FOLDER + "METADATA.XML",
        TestArchive.metadata(
            "<Association associationType=\"RPLC\" sourceObject=\"Document2\""
                + " targetObject=\"Document1\"/>",
            XdmSamples.DOC,
            XdmSamples.SECOND));
    zip.add(TestArchive.FOLDER + "DOC0001.XML", XdmSamples.DOC.bytes());
    zip.add(TestArchive.FOLDER + "DOC0002.XML", XdmSamples.SECOND.bytes());

    Report second = Objects.requireNonNull(format.decode(zip.content()).parts().get(1).report());
    assertThat(second.replaces()).containsExactly("1.2.250.1.999.7.10.1");
    assertThat(second.status()).isEqualTo(ReportStatus.CORRECTED);
  }

  @Test
  void a_pdf_beside_is_an_attachment_and_may_say_more() {
    Report report = report(format.decode(sample("pdf-a-cote")));
    assertThat(report.attachments())
        .contains(new Attachment("application/pdf", TestArchive.PDF.length));
    assertThat(report.complete()).isFalse();
  }

  @Test
  void a_mask_of_the_description_hides_and_none_uncovers() {
    Report masked = report(format.decode(sample("masque-par-la-description")));
    assertThat(masked.flags().hiddenFromProfessionals()).isTrue();
    assertThat(masked.flags().hiddenFromPatient()).isNull();
    Said restricted =
        Said.cda(
            "DOC0001.XML",
            TestArchive.critical()
                .replace("<confidentialityCode code=\"N\"", "<confidentialityCode code=\"R\""));
    assertThat(report(format.decode(archive(restricted.more(TestArchive.hidden("N"))))).flags())
        .extracting(flags -> flags.hiddenFromProfessionals())
        .isEqualTo(true);
  }

  @Test
  void in_doubt_nothing_is_delivered_and_a_critical_value_is_still_seen() {
    XdmSamples.refused()
        .forEach(
            (name, archive) -> {
              Decoding decoding = format.decode(archive);
              assertThat(decoding.outcome()).as(name).isEqualTo(Outcome.QUARANTINED);
              assertThat(decoding.parts()).as(name).noneMatch(part -> part.report() != null);
              assertThat(decoding.allProblems().toString())
                  .as(name)
                  .doesNotContain("ESSAI", "TEMOIN", "258039", "etc/passwd", "19580314");
            });
    for (String name :
        List.of(
            "document-change",
            "description-d-un-autre-patient",
            "fichier-non-decrit",
            "document-manquant",
            "deux-patients")) {
      Decoding.Part first = format.decode(XdmSamples.refused().get(name)).parts().get(0);
      assertThat(CriticalMarks.priorityOf(first.content()))
          .as(name)
          .isEqualTo(FollowUpPriority.CRITICAL);
    }
  }

  @Test
  void nobody_is_handed_the_document_of_another_patient() {
    Decoding decoding = format.decode(XdmSamples.refused().get("deux-patients"));
    assertThat(decoding.parts())
        .extracting(part -> part.content().text(StandardCharsets.UTF_8).contains("TEMOIN"))
        .containsExactly(false, true);
  }

  @Test
  void sixty_five_thousand_files_are_refused_at_sight() {
    TestZip zip = zip(XdmSamples.DOC).count(MANY);
    assertThat(format.decode(zip.content()).problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.TOO_LARGE);
  }

  @Test
  void limits_are_counted_while_inflating() {
    TestZip large = zip(XdmSamples.DOC);
    large.add("INDEX.HTML", "x").size(Integer.MAX_VALUE);
    TestZip total = zip(XdmSamples.DOC);
    byte[] noise = new byte[3 << 20];
    new Random(1).nextBytes(noise);
    for (int i = 0; i < 36; i++) {
      total.add("INDEX" + i + ".CSS", noise);
    }
    for (TestZip zip : List.of(large, total)) {
      assertThat(format.decode(zip.content()).problems())
          .extracting(Problem::code)
          .containsExactly(ProblemCode.TOO_LARGE);
    }
  }

  @Test
  void a_file_that_is_described_a_thousand_times_is_read_once() {
    Said[] many = new Said[1_000];
    Arrays.fill(many, XdmSamples.DOC);
    for (int described : new int[] {2, many.length}) {
      TestZip zip = new TestZip();
      zip.add(
          TestArchive.FOLDER + "METADATA.XML",
          TestArchive.metadata(Arrays.copyOf(many, described)));
      zip.add(TestArchive.FOLDER + "DOC0001.XML", XdmSamples.DOC.bytes());
      assertThat(format.decode(zip.content()).allProblems())
          .extracting(Problem::code)
          .contains(described == 2 ? ProblemCode.COUNT_MISMATCH : ProblemCode.TOO_LARGE);
    }
  }

  @Test
  void an_archive_that_is_still_being_written_is_told_apart() {
    byte[] whole = archive(XdmSamples.DOC).bytes();
    assertThat(format.endsWhole(Content.of(whole))).isTrue();
    for (int cut : new int[] {1, 10, 22, 100, whole.length - 4}) {
      Content begun = Content.of(Arrays.copyOf(whole, whole.length - cut));
      assertThat(format.endsWhole(begun)).as("cut %s", cut).isFalse();
      assertThat(format.recognises(begun)).isTrue();
      assertThat(format.decode(begun).outcome()).isEqualTo(Outcome.QUARANTINED);
    }
    assertThat(format.recognises(Content.of("PK", StandardCharsets.US_ASCII))).isFalse();
    assertThat(format.recognises(Content.of(new byte[0]))).isFalse();
  }

  @Test
  void no_changed_byte_makes_it_fail_or_changes_a_fact() {
    long seed = System.nanoTime();
    System.out.println("XdmFormatTest seed " + seed);
    Random random = new Random(seed);
    Content good = archive(XdmSamples.DOC, XdmSamples.SECOND);
    List<Report> reports = format.decode(good).parts().stream().map(XdmFormatTest::report).toList();
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = good.bytes();
      for (int n = random.nextInt(3); n >= 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Content changed = Content.of(bytes);
      Decoding decoding = format.decode(changed);
      format.endsWhole(changed);
      if (decoding.outcome() == Outcome.ACCEPTED) {
        assertThat(decoding.parts().stream().map(XdmFormatTest::report).toList())
            .as("seed " + seed)
            .isEqualTo(reports);
      }
    }
  }

  private static Content sample(String name) {
    Map<String, Content> all = XdmSamples.exemplary();
    return Objects.requireNonNull(all.get(name));
  }

  private static Report report(Decoding decoding) {
    assertThat(decoding.problems().stream().filter(Problem::isError)).isEmpty();
    return report(decoding.parts().get(0));
  }

  private static Report report(Decoding.Part part) {
    assertThat(part.problems().stream().filter(Problem::isError)).isEmpty();
    return Objects.requireNonNull(part.report());
  }
}
