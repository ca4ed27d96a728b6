// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.CriticalMarks;
import fr.relais.core.decide.Priorities;
import fr.relais.core.model.Attachment;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.MailReceipt;
import fr.relais.core.model.MailReceipt.Kind;
import fr.relais.core.model.MessageFormat;
import fr.relais.core.model.Outcome;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.formats.SampleFiles;
import fr.relais.formats.TestArchive;
import fr.relais.formats.cda.CdaFormat;
import fr.relais.formats.hl7v2.OruFormat;
import fr.relais.formats.hprim.HprimMedecinFormat;
import fr.relais.formats.unread.UnreadFormat;
import fr.relais.formats.xdm.XdmFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What {@code relais check --json} does not show; the rest stands beside the fixtures. */
class MailFormatTest {
  private static final Path FIXTURES = Path.of("test-fixtures", "formats", "mime");
  private static final List<MessageFormat> DOCUMENTS =
      List.of(
          new XdmFormat(new CdaFormat()),
          new OruFormat(),
          new CdaFormat(),
          new HprimMedecinFormat(),
          new UnreadFormat());
  private final MailFormat format = new MailFormat(DOCUMENTS);

  @Test
  void the_fixtures_are_those_of_the_samples() throws IOException {
    Map<String, Content> read = new TreeMap<>(MailSamples.exemplary());
    read.putAll(NoticeSamples.all());
    SampleFiles.hold(FIXTURES.resolve("exemplary"), ".eml", read);
    SampleFiles.hold(FIXTURES.resolve("refused"), ".eml", MailSamples.refused());
  }

  @Test
  void mails_are_recognised_and_other_formats_are_not() {
    MailSamples.exemplary()
        .forEach((name, mail) -> assertThat(format.recognises(mail)).as(name).isTrue());
    NoticeSamples.all()
        .forEach((name, mail) -> assertThat(format.recognises(mail)).as(name).isTrue());
    MailSamples.refused()
        .forEach((name, mail) -> assertThat(format.recognises(mail)).as(name).isTrue());
    for (String other :
        new String[] {
          "", MailSamples.HPRIM, "MSH|^~\\&|", "Bonjour : voici", "Date: x\nBonjour", "<a/>", "H|~"
        }) {
      assertThat(format.recognises(Content.of(other, UTF_8))).as(other).isFalse();
    }
    assertThat(format.recognises(MailSamples.ARCHIVE)).isFalse();
  }

  @Test
  void the_document_is_what_is_kept_and_delivered() {
    Content document = Content.of(TestArchive.critical(), UTF_8);
    for (String name :
        List.of(
            "archive-et-pdf",
            "archive-deux-fois-et-document-seul",
            "transfere",
            "signe",
            "noms-en-morceaux",
            "base64-sans-remplissage")) {
      Decoding decoding = decode(name);
      assertThat(decoding.outcome()).as(name).isEqualTo(Outcome.ACCEPTED);
      assertThat(decoding.parts())
          .as(name)
          .extracting(Decoding.Part::content)
          .containsExactly(document);
    }
    Content hprim = Content.of(MailSamples.HPRIM, ISO_8859_1);
    for (String name : List.of("hprim-en-octets", "hprim-quoted-printable", "hprim-et-image")) {
      assertThat(decode(name).parts())
          .as(name)
          .extracting(Decoding.Part::content)
          .containsExactly(hprim);
    }
  }

  @Test
  void a_rendering_is_an_attachment_and_leaves_the_report_complete() {
    Report report = report("archive-et-pdf");
    assertThat(report.attachments())
        .containsExactly(
            new Attachment("application/pdf", 69),
            new Attachment("application/pdf", TestArchive.PDF.length));
    assertThat(report.complete()).isTrue();
    assertThat(report("deux-documents-et-trois-pdf").complete()).isFalse();
    assertThat(report("hprim-et-image").complete()).isFalse();
    assertThat(report("html-et-texte").complete()).isTrue();
  }

  @Test
  void the_word_of_the_laboratory_is_read_and_can_only_raise() {
    Report report = report("mot-du-laboratoire");
    assertThat(report.laboratoryCall()).contains("appelée à 14h20");
    assertThat(report.narrative()).contains("Résultat critique : Dr LEMOINE appelée à 14h20.");
    assertThat(report("html-seul").narrative())
        .endsWith("Merci de voir ce patient", "Cordialement");
    assertThat(report("html-et-texte").narrative()).endsWith("Bonjour,");
  }

  @Test
  void the_subject_is_read_without_the_patient_that_it_names() {
    assertThat(report("archive-et-pdf").narrative().toString()).doesNotContain("Objet", "1901");
    Content urgent =
        Content.of(
            MailSamples.exemplary()
                .get("archive-et-pdf")
                .text(ISO_8859_1)
                .replace("Subject: XDM", "Subject: =?iso-8859-1?q?R=E9sultat_urgent_=2D?= XDM"),
            ISO_8859_1);
    assertThat(report(format.decode(urgent)).narrative())
        .contains("Objet du courriel : Résultat urgent -");
  }

  @Test
  void in_doubt_nothing_is_delivered_and_a_critical_value_is_still_seen() {
    Map<String, Content> refused = MailSamples.refused();
    refused.forEach(
        (name, mail) -> {
          Decoding decoding = format.decode(mail);
          assertThat(decoding.outcome()).as(name).isEqualTo(Outcome.QUARANTINED);
          assertThat(decoding.parts()).as(name).noneMatch(part -> part.report() != null);
          assertThat(decoding.allProblems().toString())
              .as(name)
              .doesNotContain("ESSAI", "FAUVETTE", "TEMOIN", "labo@", "258039", "IHE_XDM.zip");
        });
    for (String name :
        List.of(
            "coupe",
            "deux-patients",
            "archive-et-hprim-d-un-autre",
            "piece-inconnue-a-cote",
            "piece-vide")) {
      assertThat(format.decode(refused.get(name)).parts())
          .as(name)
          .extracting(part -> CriticalMarks.priorityOf(part.content()))
          .contains(FollowUpPriority.CRITICAL);
    }
  }

  @Test
  void a_pdf_alone_is_kept_as_that_pdf() {
    assertThat(format.decode(MailSamples.refused().get("pdf-seul")).parts())
        .extracting(Decoding.Part::content)
        .containsExactly(Content.of(TestArchive.PDF));
  }

  @Test
  void what_a_mail_says_of_another_mail_is_read_in_every_spelling() {
    String id = "d-1@relais.mssante.example";
    String labo = "labo@essai.mssante.example";
    List<String> back = List.of(id, "m-1@essai.mssante.example");
    assertThat(receipt("accuse-erreur-1-1"))
        .isEqualTo(new MailReceipt(Kind.REFUSED, back, labo, "processed/error", "902"));
    assertThat(receipt("accuse-erreur-1-1-3"))
        .isEqualTo(new MailReceipt(Kind.REFUSED, back, labo, "processed/error", "904"));
    assertThat(receipt("accuse-erreur-deux-ecritures"))
        .isEqualTo(new MailReceipt(Kind.REFUSED, List.of(id), labo, "processed/error", "906"));
    assertThat(receipt("accuse-lu"))
        .isEqualTo(new MailReceipt(Kind.DISPLAYED, List.of(id), labo, "displayed", null));
    assertThat(receipt("courriel-d-erreur"))
        .isEqualTo(
            new MailReceipt(Kind.REFUSED, List.of("m-1@essai.mssante.example"), null, null, "903"));
    assertThat(receipt("avis-de-non-distribution"))
        .isEqualTo(
            new MailReceipt(
                Kind.NOT_DELIVERED, List.of(id), "a@b.mssante.example", "failed", "5.1.1"));
  }

  @Test
  void a_notice_is_an_acknowledgement_and_never_a_result() {
    NoticeSamples.all()
        .forEach(
            (name, mail) -> {
              Decoding decoding = format.decode(mail);
              assertThat(decoding.outcome()).as(name).isEqualTo(Outcome.ACCEPTED);
              assertThat(report(decoding).kind()).as(name).isEqualTo(ReportKind.ACKNOWLEDGEMENT);
              assertThat(report(decoding).patient()).as(name).isEqualTo(PatientIdentity.NOBODY);
              assertThat(report(decoding).observations()).as(name).isEmpty();
            });
  }

  @Test
  void mails_that_bring_something_are_no_notice() {
    MailSamples.exemplary()
        .forEach((name, mail) -> assertThat(MailFormat.receipt(mail)).as(name).isEmpty());
    for (String name : List.of("mot-d-un-confrere", "reponse-automatique", "pdf-seul")) {
      assertThat(MailFormat.receipt(MailSamples.refused().get(name))).as(name).isEmpty();
    }
  }

  @Test
  void every_code_of_a_refused_integration_is_read() {
    for (int code = 900; code <= 906; code++) {
      Content mail =
          Content.of(
              MailSamples.head(
                      "Subject: [KO =?utf-8?q?Int=C3=A9gration_syst=C3=A8me?= !]["
                          + code
                          + "] XDM/1.0/DDM+CR\nIn-Reply-To: <d-9@x.example>\n")
                  + "Content-Type: text/plain\n\nx\n",
              UTF_8);
      assertThat(MailFormat.receipt(mail))
          .contains(
              new MailReceipt(
                  Kind.REFUSED, List.of("d-9@x.example"), null, null, Integer.toString(code)));
    }
  }

  @Test
  void a_mail_that_is_cut_is_told_apart() {
    String mail = MailSamples.exemplary().get("archive-et-pdf").text(ISO_8859_1);
    assertThat(format.endsWhole(Content.of(mail, ISO_8859_1))).isTrue();
    for (int kept = mail.length() - 6; kept > 600; kept -= 997) {
      Content cut = Content.of(mail.substring(0, kept), ISO_8859_1);
      assertThat(format.endsWhole(cut)).as("kept %s", kept).isFalse();
      assertThat(format.decode(cut).outcome()).isEqualTo(Outcome.QUARANTINED);
    }
  }

  @Test
  void crowds_are_read_in_a_moment() {
    StringBuilder recipients = new StringBuilder("To: a@b.example");
    for (int i = 0; i < 10_000; i++) {
      recipients.append(",\n someone").append(i).append("@b.example");
    }
    String crowd = MailSamples.exemplary().get("archive-et-pdf").text(ISO_8859_1);
    String many = crowd.replaceFirst("To: [^\n]*", recipients.toString());
    String parts =
        MailSamples.mixed("", MailSamples.part("Content-Type: text/plain", "x").repeat(1))
            .replace("\n--b--", "\n--b\n\nx".repeat(200_000) + "\n--b--");
    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          assertThat(format.decode(Content.of(many, ISO_8859_1)).outcome())
              .isEqualTo(Outcome.ACCEPTED);
          String folded =
              crowd.replaceFirst("(?=Content-Type)", "X-Long: a" + "\n a".repeat(700_000) + "\n");
          assertThat(format.recognises(Content.of(folded, ISO_8859_1))).isTrue();
          assertThat(format.decode(Content.of(folded, ISO_8859_1)).problems())
              .extracting(Problem::code)
              .contains(ProblemCode.TOO_LARGE);
          assertThat(format.decode(Content.of(parts, ISO_8859_1)).problems())
              .extracting(Problem::code)
              .contains(ProblemCode.TOO_LARGE);
        });
  }

  @Test
  void no_changed_byte_makes_it_fail_or_changes_a_fact() {
    long seed = System.nanoTime();
    System.out.println("MailFormatTest seed " + seed);
    Random random = new Random(seed);
    Content good = MailSamples.exemplary().get("archive-et-pdf");
    Report report = report(format.decode(good));
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = good.bytes();
      for (int n = random.nextInt(4); n >= 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Content changed = Content.of(bytes);
      Decoding decoding = format.decode(changed);
      MailFormat.receipt(changed);
      if (decoding.outcome() == Outcome.ACCEPTED) {
        Report read = Objects.requireNonNull(decoding.parts().get(0).report());
        assertThat(read.observations()).as("seed " + seed).isEqualTo(report.observations());
        assertThat(read.patient()).as("seed " + seed).isEqualTo(report.patient());
        assertThat(Priorities.of(read)).isEqualTo(FollowUpPriority.CRITICAL);
      }
    }
  }

  /** Without what it says of each recipient apart. */
  private MailReceipt receipt(String name) {
    MailReceipt said = MailFormat.receipt(NoticeSamples.all().get(name)).orElseThrow();
    return new MailReceipt(
        said.kind(), said.about(), said.finalRecipient(), said.disposition(), said.errorCode());
  }

  private Decoding decode(String name) {
    return format.decode(Objects.requireNonNull(MailSamples.exemplary().get(name)));
  }

  private Report report(String name) {
    return report(decode(name));
  }

  private static Report report(Decoding decoding) {
    assertThat(decoding.allProblems().stream().filter(Problem::isError)).isEmpty();
    return Objects.requireNonNull(decoding.parts().get(0).report());
  }
}
