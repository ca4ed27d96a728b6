// SPDX-License-Identifier: Apache-2.0
package fr.relais.bench;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.MessageFormat;
import fr.relais.formats.cda.CdaFormat;
import fr.relais.formats.hl7v2.CarrierFormat;
import fr.relais.formats.hl7v2.OruFormat;
import fr.relais.formats.hprim.HprimMedecinFormat;
import fr.relais.formats.hprimsante.HprimSanteFormat;
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
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Reading {
  private final MessageFormat oru = new OruFormat();
  private final MessageFormat carrier = new CarrierFormat(new CdaFormat());
  private final MessageFormat cda = new CdaFormat();
  private final MessageFormat hprimMedecin = new HprimMedecinFormat();
  private final MessageFormat hprimSante = new HprimSanteFormat();
  private final Content oruOf20 = Inputs.oru();
  private final Content carrierOf7kB = Inputs.carrier();
  private final Content cdaOf33kB = Inputs.cda();
  private final Content cdaOf3MB = Inputs.cdaWithPicture();
  private final Content hprimOf30Lines = Inputs.hprimMedecin();
  private final Content hprimSanteOf20 = Inputs.hprimSante();

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

  private static Decoding read(MessageFormat format, Content content) {
    if (!format.recognises(content)) {
      throw new IllegalStateException("not recognised");
    }
    return Inputs.accepted(format.decode(content));
  }
}
