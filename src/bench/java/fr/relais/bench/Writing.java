// SPDX-License-Identifier: Apache-2.0
package fr.relais.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.relais.core.model.Content;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.ReportVersion;
import fr.relais.formats.Letters;
import fr.relais.formats.cda.CdaFormat;
import fr.relais.formats.cda.N1Writer;
import fr.relais.formats.fhir.FhirFormat;
import fr.relais.formats.fhir.FhirModel;
import fr.relais.formats.fhir.FhirWriter;
import fr.relais.formats.fhir.ReportWriter;
import fr.relais.formats.hl7v2.MdmWriter;
import fr.relais.formats.hl7v2.OruWriter;
import fr.relais.formats.hprim.HprimWriter;
import fr.relais.formats.mime.MssanteWriter;
import fr.relais.formats.pdf.PdfWriter;
import fr.relais.formats.xdm.XdmWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A report of twenty results in each form that leaves. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 15, time = 1)
@Measurement(iterations = 5, time = 1)
public class Writing {
  private static final int RESULTS = 20;
  private static final int PDF_CHARS = 20_000;

  private final Letter letter = Letters.of(Letters.large(RESULTS));
  private final ReportVersion version = Objects.requireNonNull(letter.version());
  private final Content pdf = Content.of("%PDF-1.4" + "x".repeat(PDF_CHARS), UTF_8);
  private final HprimWriter hprim = new HprimWriter();
  private final N1Writer copies = new N1Writer();
  private final PdfWriter pages = new PdfWriter();
  private final XdmWriter archives = new XdmWriter();
  private final MssanteWriter mails = new MssanteWriter(pages, copies, archives, hprim, "Relais");
  private final Content document = copies.write(letter, pdf);
  private final FhirModel fhir = new FhirModel();
  private final OruWriter messages = new OruWriter();
  private final MdmWriter carriers = new MdmWriter(pages, copies);
  private final FhirWriter bundles = new FhirWriter(fhir, new FhirFormat(fhir, new CdaFormat()));

  @Benchmark
  public Parcel hprimOfTwentyResults() {
    return hprim.write(letter);
  }

  /** Written and read again. */
  @Benchmark
  public Parcel oruOfTwentyResults() {
    return messages.write(letter);
  }

  /** Page, copy and message, written and read again. */
  @Benchmark
  public Parcel mdmAroundCopy() {
    return carriers.write(letter);
  }

  /** A document Bundle, written and read again. */
  @Benchmark
  public Parcel fhirDocumentOfTwentyResults() {
    return bundles.write(letter);
  }

  @Benchmark
  public Content n1AroundPdf() {
    return copies.write(letter, pdf);
  }

  @Benchmark
  public Content pdfPage() {
    return pages.write(letter);
  }

  @Benchmark
  public Content xdmOfOneDocument() {
    return archives.write(letter, document);
  }

  /** Body, page, document and archive together. */
  @Benchmark
  public Parcel mailWithAll() {
    return mails.write(letter);
  }

  /** Projected and serialised. */
  @Benchmark
  public String fhirBundleOfTwentyResults() {
    ReportWriter writer = new ReportWriter("r-1", version, null);
    List<Observation> observations = writer.observations();
    Bundle bundle = new Bundle();
    bundle.addEntry().setResource(writer.patient());
    bundle.addEntry().setResource(writer.report(observations));
    observations.forEach(observation -> bundle.addEntry().setResource(observation));
    return fhir.context().newJsonParser().encodeResourceToString(bundle);
  }
}
