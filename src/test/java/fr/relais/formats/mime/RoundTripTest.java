// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Attachment;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.Enclosure;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Letter;
import fr.relais.core.model.LocalId;
import fr.relais.core.model.MessageFormat;
import fr.relais.core.model.Observation;
import fr.relais.core.model.Outcome;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportFlags;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.Sex;
import fr.relais.core.model.SoftwareSheet;
import fr.relais.core.model.SoftwareSheet.Enclosed;
import fr.relais.formats.Letters;
import fr.relais.formats.cda.CdaFormat;
import fr.relais.formats.cda.N1Writer;
import fr.relais.formats.hprim.HprimMedecinFormat;
import fr.relais.formats.hprim.HprimWriter;
import fr.relais.formats.pdf.PdfWriter;
import fr.relais.formats.xdm.XdmFormat;
import fr.relais.formats.xdm.XdmWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What we write is read back, over letters made from a seed. */
class RoundTripTest {
  private static final List<String> NAMES =
      List.of("DURAND", "D'Arcy-Légoff", "ÇELIK", "Nguyen Thi", "LE GALL", "O’Brien", "MÜLLER");
  private static final List<String> GIVEN =
      List.of("Jeanne", "Marie-Claire", "Zoé", "Jean Baptiste", "Anaïs", "Noël");
  private static final int LETTERS = 60;

  private final MessageFormat archives = new XdmFormat(new CdaFormat());
  private final MessageFormat mails =
      new MailFormat(List.of(archives, new CdaFormat(), new HprimMedecinFormat()));
  private final MssanteWriter writer =
      new MssanteWriter(
          new PdfWriter(), new N1Writer(), new XdmWriter(), new HprimWriter(), "Relais");

  @Test
  void an_archive_says_what_the_letter_said() {
    long seed = System.nanoTime();
    System.out.println("RoundTripTest archive seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < LETTERS; i++) {
      Report report = report(random);
      boolean corrects = random.nextBoolean();
      Letter letter = letter(report, corrects, Enclosed.XDM);
      Content cda =
          new N1Writer().write(letter, Content.of("%PDF-1.4 x", StandardCharsets.US_ASCII));

      Decoding decoding = archives.decode(new XdmWriter().write(letter, cda));

      assertThat(decoding.outcome()).as("seed " + seed + " " + i).isEqualTo(Outcome.ACCEPTED);
      assertThat(decoding.parts()).hasSize(1);
      assertThat(decoding.parts().get(0).content()).isEqualTo(cda);
      Report back = Objects.requireNonNull(decoding.parts().get(0).report());
      same(report, back, corrects);
      Report alone = Objects.requireNonNull(new CdaFormat().decode(cda).parts().get(0).report());
      assertThat(back.documentIds()).isEqualTo(alone.documentIds());
      assertThat(back.issuedAt()).isEqualTo(alone.issuedAt());
      assertThat(back.orders()).isEqualTo(alone.orders());
      assertThat(back.performer()).isEqualTo(alone.performer());
      assertThat(Boolean.TRUE.equals(back.flags().hiddenFromPatient()))
          .isEqualTo(Boolean.TRUE.equals(report.flags().hiddenFromPatient()));
      assertThat(Boolean.TRUE.equals(back.flags().hiddenFromProfessionals()))
          .isEqualTo(Boolean.TRUE.equals(report.flags().hiddenFromProfessionals()));
    }
  }

  @Test
  void a_mail_says_what_the_letter_said() {
    long seed = System.nanoTime();
    System.out.println("RoundTripTest mail seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < LETTERS; i++) {
      Report report = report(random);
      boolean corrects = random.nextBoolean();
      Parcel parcel =
          writer.write(letter(report, corrects, Enclosed.PDF, Enclosed.XDM, Enclosed.HPRIM));

      Decoding decoding = mails.decode(mail(parcel));

      assertThat(decoding.allProblems()).as("seed " + seed + " " + i).noneMatch(p -> p.isError());
      assertThat(decoding.format()).isEqualTo(FormatName.MIME);
      Report archived = Objects.requireNonNull(decoding.parts().get(0).report());
      same(report, archived, corrects);
      assertThat(decoding.parts()).hasSize(2);
      Report text = Objects.requireNonNull(decoding.parts().get(1).report());
      assertThat(text.observations())
          .filteredOn(one -> !one.prior())
          .extracting(Observation::value, Observation::interpretation)
          .containsExactlyElementsOf(
              report.observations().stream()
                  .filter(one -> !one.prior())
                  .map(
                      one -> org.assertj.core.groups.Tuple.tuple(one.value(), one.interpretation()))
                  .toList());
      for (Enclosure pdf : parcel.enclosures()) {
        if (pdf.contentType().equals("application/pdf")) {
          assertThat(archived.attachments())
              .contains(new Attachment("application/pdf", pdf.content().size()));
        }
      }
    }
  }

  private static void same(Report report, Report back, boolean corrects) {
    PatientIdentity said = report.patient();
    PatientIdentity read = back.patient();
    assertThat(read.birthName()).isEqualTo(said.birthName());
    assertThat(read.birthDate()).isEqualTo(said.birthDate());
    assertThat(read.sex()).isEqualTo(said.sex());
    if (said.hasQualifiedIns()) {
      assertThat(read.ins()).isEqualTo(said.ins());
      assertThat(read.insOid()).isEqualTo(said.insOid());
    }
    assertThat(back.kind()).isEqualTo(report.kind());
    assertThat(back.status()).isEqualTo(corrects ? ReportStatus.CORRECTED : ReportStatus.FINAL);
  }

  private static Report report(Random random) {
    return Letters.biology(patient(random))
        .observations(observations(random))
        .flags(
            new ReportFlags(
                null,
                random.nextInt(4) == 0 ? true : null,
                random.nextInt(4) == 0 ? true : null,
                null))
        .build();
  }

  private static PatientIdentity patient(Random random) {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    boolean qualified = random.nextBoolean();
    String body = "2480289999" + String.format("%03d", 1 + random.nextInt(998));
    String ins = body + String.format("%02d", 97 - Long.parseLong(body) % 97);
    return new PatientIdentity(
        qualified ? ins : null,
        qualified ? "1.2.250.1.213.1.4.10" : null,
        qualified ? IdentityStatus.QUALIFIED : IdentityStatus.PROVISIONAL,
        name,
        random.nextBoolean() ? name : NAMES.get(random.nextInt(NAMES.size())),
        List.of(GIVEN.get(random.nextInt(GIVEN.size()))),
        LocalDate.of(1930 + random.nextInt(90), 1 + random.nextInt(12), 1 + random.nextInt(28)),
        random.nextBoolean() ? Sex.F : Sex.M,
        "89999",
        List.of(new LocalId("P-" + random.nextInt(9999), "1.2.250.1.999.7", "PI")),
        List.of(),
        null);
  }

  private static List<Observation> observations(Random random) {
    List<Observation> all = new ArrayList<>();
    Interpretation[] flags = {
      Interpretation.N, Interpretation.H, Interpretation.L, Interpretation.HH, Interpretation.LL
    };
    for (int i = 0; i <= random.nextInt(6); i++) {
      String value = random.nextInt(200) + "." + random.nextInt(10);
      all.add(
          Letters.observation(
              "Analyse " + i, value, "mmol/L", flags[random.nextInt(flags.length)]));
    }
    return all;
  }

  private static Letter letter(Report report, boolean corrects, Enclosed... order) {
    SoftwareSheet base = SoftwareSheet.AS_RECEIVED;
    SoftwareSheet sheet =
        new SoftwareSheet(
            base.name(),
            base.title(),
            base.doors(),
            List.of(order),
            base.charset(),
            base.acknowledges(),
            null,
            base.confidence(),
            List.of());
    return Letters.of(Delivery.Kind.RESULT, report, Letters.ORIGINAL, sheet, corrects);
  }

  /** As it would go over the wire. */
  private static Content mail(Parcel parcel) {
    List<String> parts = new ArrayList<>();
    parts.add(
        MailSamples.part(
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64",
            java.util.Base64.getMimeEncoder()
                .encodeToString(parcel.text().getBytes(StandardCharsets.UTF_8))));
    for (Enclosure one : parcel.enclosures()) {
      parts.add(MailSamples.base64(one.contentType(), "x.bin", one.content().bytes()));
    }
    StringBuilder head = new StringBuilder();
    head.append("Subject: ").append(encoded(parcel.subject())).append('\n');
    parcel.headers().forEach((name, value) -> head.append(name + ": " + value + "\n"));
    return Content.of(
        MailSamples.mixed(head.toString(), parts.toArray(String[]::new)), StandardCharsets.UTF_8);
  }

  private static String encoded(String subject) {
    try {
      return jakarta.mail.internet.MimeUtility.encodeText(subject, "UTF-8", "B");
    } catch (java.io.UnsupportedEncodingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
