// SPDX-License-Identifier: Apache-2.0
package fr.relais.bench;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.MessageFormat;
import fr.relais.formats.cda.CdaFormat;
import fr.relais.formats.fhir.FhirFormat;
import fr.relais.formats.fhir.FhirModel;
import fr.relais.formats.hl7v2.CarrierFormat;
import fr.relais.formats.hl7v2.OruFormat;
import fr.relais.formats.hprim.HprimMedecinFormat;
import fr.relais.formats.hprimsante.HprimSanteFormat;
import fr.relais.formats.mime.MailFormat;
import fr.relais.formats.xdm.XdmFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From bytes to facts: recognised, then read. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 15, time = 1)
@Measurement(iterations = 5, time = 1)
public class Reading {
  private final MessageFormat oru = new OruFormat();
  private final MessageFormat carrier = new CarrierFormat(new CdaFormat());
  private final MessageFormat cda = new CdaFormat();
  private final MessageFormat hprimMedecin = new HprimMedecinFormat();
  private final MessageFormat hprimSante = new HprimSanteFormat();
  private final MessageFormat xdm = new XdmFormat(new CdaFormat());
  private final MessageFormat mail = new MailFormat(List.of(xdm, cda, hprimMedecin));
  private final MessageFormat fhir = new FhirFormat(new FhirModel(), new CdaFormat());
  private final Content oruOf20 = Inputs.oru();
  private final Content carrierOf7kB = Inputs.carrier();
  private final Content cdaOf33kB = Inputs.cda();
  private final Content cdaOf3MB = Inputs.cdaWithPicture();
  private final Content hprimOf30Lines = Inputs.hprimMedecin();
  private final Content hprimSanteOf20 = Inputs.hprimSante();
  private final Content xdmOf3kB = Inputs.file("xdm/exemplary/remplacement.zip");
  private final Content mailOf5kB = Inputs.file("mime/exemplary/archive-et-pdf.eml");
  private final Content fhirOf11kB = Inputs.file("fhir/exemplary/potassium-critique.fhir");
  private final Content fhirXmlOf10kB = Inputs.file("fhir/exemplary/potassium-critique-xml.xml");

  @Benchmark
  public Decoding oruOfTwentyResults() {
    return read(oru, oruOf20);
  }

  @Benchmark
  public Decoding carrierOfOneDocument() {
    return read(carrier, carrierOf7kB);
  }

  @Benchmark
  public Decoding cdaOf33Kilobytes() {
    return read(cda, cdaOf33kB);
  }

  @Benchmark
  public Decoding cdaWithPictureOf3Megabytes() {
    return read(cda, cdaOf3MB);
  }

  @Benchmark
  public Decoding hprimMedecinOfThirtyLines() {
    return read(hprimMedecin, hprimOf30Lines);
  }

  @Benchmark
  public Decoding hprimSanteOfTwentyResults() {
    return read(hprimSante, hprimSanteOf20);
  }

  @Benchmark
  public Decoding xdmOfOneDocument() {
    return read(xdm, xdmOf3kB);
  }

  /** Its archive is unpacked and its document read; the PDF beside it is kept. */
  @Benchmark
  public Decoding mailWithArchiveAndPdf() {
    return read(mail, mailOf5kB);
  }

  @Benchmark
  public Decoding fhirJsonOf11Kilobytes() {
    return read(fhir, fhirOf11kB);
  }

  @Benchmark
  public Decoding fhirXmlOf10Kilobytes() {
    return read(fhir, fhirXmlOf10kB);
  }

  private static Decoding read(MessageFormat format, Content content) {
    if (!format.recognises(content)) {
      throw new IllegalStateException("not recognised");
    }
    return Inputs.accepted(format.decode(content));
  }
}
