// SPDX-License-Identifier: Apache-2.0
package fr.relais.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.Outcome;
import fr.relais.core.model.ParcelWriter.CannotWrite;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Report;
import fr.relais.formats.Letters;
import fr.relais.formats.cda.CdaDocuments;
import fr.relais.formats.cda.CdaFormat;
import fr.relais.formats.cda.N1Writer;
import fr.relais.formats.hprim.HprimMedecinFormat;
import fr.relais.formats.hprim.HprimWriter;
import fr.relais.formats.pdf.PdfWriter;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A report that was read, written in our own forms and read once more: what the form holds is the
 * same. Names and values are compared by what every charset has, their ASCII letters and digits.
 */
final class WrittenAgain {
  private static final Content PDF = Content.of("%PDF-1.4 fictif", US_ASCII);

  /** The document and the page take longer than all the rest: one input in so many gets them. */
  private static final int DOCUMENT_EVERY = 8;

  private static final int PAGE_EVERY = 512;

  private static final Set<Interpretation> HELD_BY_HPRIM =
      Set.of(
          Interpretation.N,
          Interpretation.L,
          Interpretation.H,
          Interpretation.LL,
          Interpretation.HH,
          Interpretation.A,
          Interpretation.AA);

  private WrittenAgain() {}

  /**
   * @param input a number that the same input always has
   */
  static void says(Report report, int input) {
    Letter letter = Letters.of(report);
    hprim(report, letter);
    if (input % DOCUMENT_EVERY == 0) {
      document(report, letter);
    }
    if (input % PAGE_EVERY == 0) {
      assertThat(new PdfWriter().write(letter).size()).isPositive();
    }
  }

  private static void hprim(Report report, Letter letter) {
    Content file;
    try {
      file = new HprimWriter().write(letter).enclosures().get(0).content();
    } catch (CannotWrite anotherWay) {
      return;
    }
    Report back = only(new HprimMedecinFormat().decode(file));
    PatientIdentity patient = report.patient();
    assertThat(back.patient().birthDate()).isEqualTo(patient.birthDate());
    String name = patient.usedName() != null ? patient.usedName() : patient.birthName();
    assertThat(ascii(back.patient().usedName())).isEqualTo(ascii(name));
    List<Observation> wanted =
        report.observations().stream().filter(observation -> !observation.prior()).toList();
    assertThat(back.observations()).hasSameSizeAs(wanted);
    for (int i = 0; i < wanted.size(); i++) {
      observation(wanted.get(i), back.observations().get(i));
    }
  }

  private static void observation(Observation wanted, Observation back) {
    boolean rendered =
        wanted.status() != ObservationStatus.REGISTERED
            && wanted.status() != ObservationStatus.CANCELLED;
    if (rendered && wanted.value() != null) {
      assertThat(back.status()).isEqualTo(wanted.status());
      assertThat(ascii(back.value(), back.unit())).isEqualTo(ascii(wanted.value(), wanted.unit()));
    }
    if (wanted.interpretation() != null && HELD_BY_HPRIM.contains(wanted.interpretation())) {
      assertThat(back.interpretation()).isEqualTo(wanted.interpretation());
    } else {
      assertThat(back.interpretation()).isNull();
    }
    assertThat(ascii(back.low())).isEqualTo(ascii(wanted.low()));
    assertThat(ascii(back.high())).isEqualTo(ascii(wanted.high()));
  }

  private static void document(Report report, Letter letter) {
    Content written = new N1Writer().write(letter, PDF);
    Report back = only(new CdaFormat().decode(written));
    PatientIdentity patient = report.patient();
    assertThat(back.patient().birthDate()).isEqualTo(patient.birthDate());
    assertThat(back.patient().sex()).isEqualTo(patient.sex());
    assertThat(ascii(back.patient().birthName())).isEqualTo(ascii(patient.birthName()));
    assertThat(back.patient().ins()).isEqualTo(patient.hasQualifiedIns() ? patient.ins() : null);
    assertThat(CdaDocuments.embeddedPdf(written)).hasValue(PDF.bytes());
  }

  private static Report only(Decoding decoding) {
    assertThat(decoding.outcome()).as("%s", decoding.allProblems()).isEqualTo(Outcome.ACCEPTED);
    assertThat(decoding.parts()).hasSize(1);
    return Objects.requireNonNull(decoding.parts().get(0).report());
  }

  private static String ascii(@Nullable String... parts) {
    StringBuilder all = new StringBuilder();
    for (String part : parts) {
      (part == null ? "" : part)
          .chars()
          .filter(c -> c < 0x7f && Character.isLetterOrDigit(c))
          .forEach(c -> all.append((char) c));
    }
    return all.toString();
  }
}
