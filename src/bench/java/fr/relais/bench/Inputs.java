// SPDX-License-Identifier: Apache-2.0
package fr.relais.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/** Messages of ordinary size, made from the samples of each format. */
final class Inputs {
  private static final Path FORMATS = Path.of("test-fixtures", "formats");
  private static final int OBX = 20;
  private static final int RES = 8;
  private static final int CDA_BYTES = 33_000;
  private static final int IMAGE_CHARS = 2_750_000;
  private static final int BASE64_GROUP = 4;

  private Inputs() {}

  static Content file(String name) {
    try {
      return Content.of(Files.readAllBytes(FORMATS.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An ORU^R01 of twenty OBX. */
  static Content oru() {
    StringBuilder lines = new StringBuilder();
    for (int i = 3; i <= OBX; i++) {
      lines.append("OBX|%d|NM|X%d^Analyte %d^L||%d,2|mmol/L|3,5-5,1|N|||F\r".formatted(i, i, i, i));
    }
    return with("hl7v2/exemplary/nfs-identite-qualifiee.hl7", ISO_8859_1, "SPM|", lines.toString());
  }

  /** HPRIM Médecin of thirty lines. */
  static Content hprimMedecin() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < RES; i++) {
      lines.append("RES|Analyte %d|X%d|N|%d.2|mmol/L|3.5|5.1|N|F\r\n".formatted(i, i, i));
    }
    return with("hprim/exemplary/nominal.hpr", ISO_8859_1, "****FIN****", lines.toString());
  }

  /** HPRIM Santé of twenty OBX; its end counts nothing. */
  static Content hprimSante() {
    StringBuilder lines = new StringBuilder();
    for (int i = 4; i <= OBX; i++) {
      lines.append("OBX|%d|NM|X%d~Analyte~L||%d.2|g/L|1.0 - 9.0|N|||F\r".formatted(i, i, i));
    }
    Content whole = with("hprim-sante/exemplary/nominal.hpr", ISO_8859_1, "L|1|", lines.toString());
    return Content.of(whole.text(ISO_8859_1).replaceFirst("L\\|1\\|.*", "L|1"), ISO_8859_1);
  }

  static Content carrier() {
    return file("hl7v2-cda/exemplary/envoi-initial.hl7");
  }

  /** A CR-BIO of 33 kB: one coded result, as often as it fits. */
  static Content cda() {
    String text = file("cda/exemplary/potassium-critique.xml").text(UTF_8);
    String from = "<entryRelationship typeCode=\"COMP\"><observation";
    String to = "</observation></entryRelationship>";
    int start = text.indexOf(from);
    String result = text.substring(start, text.indexOf(to, start) + to.length());
    int more = (CDA_BYTES - text.length()) / result.length();
    return Content.of(
        text.substring(0, start) + result.repeat(more + 1) + text.substring(start + result.length()),
        UTF_8);
  }

  /** The same with a picture of 2.8 MB in it. */
  static Content cdaWithPicture() {
    String text = cda().text(UTF_8);
    String from = "representation=\"B64\">";
    int start = text.indexOf(from) + from.length();
    String picture = "AAAA".repeat(IMAGE_CHARS / BASE64_GROUP);
    return Content.of(text.substring(0, start) + picture + text.substring(start), UTF_8);
  }

  private static Content with(String file, Charset charset, String before, String lines) {
    String text = file(file).text(charset);
    int at = text.lastIndexOf(before);
    return Content.of(text.substring(0, at) + lines + text.substring(at), charset);
  }

  /** What is measured must have been read. */
  static Decoding accepted(Decoding decoding) {
    if (decoding.parts().isEmpty() || !decoding.parts().stream().allMatch(p -> p.accepted())) {
      throw new IllegalStateException("not read: " + decoding.allProblems());
    }
    return decoding;
  }
}
