// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.Content;
import fr.relais.core.model.Enclosure;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Loss;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.ParcelWriter;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A report as a document Bundle of FHIR R4, in JSON. What came as FHIR goes out as the same bytes;
 * anything else is written, then read again before it leaves: it must say the same facts.
 */
public final class FhirWriter implements ParcelWriter {
  private final FhirModel model;
  private final FhirFormat format;

  /**
   * @param format by which what was written is read again before it leaves
   */
  public FhirWriter(FhirModel model, FhirFormat format) {
    this.model = model;
    this.format = format;
  }

  @Override
  public Parcel write(Letter letter) {
    ReportVersion version = letter.version();
    if (version == null) {
      throw new CannotWrite(
          Problem.error(
              ProblemCode.REQUIRED_MISSING,
              "courrier",
              "Un avis n'est pas un résultat.",
              "Envoyez l'avis en texte."));
    }
    Content original = letter.original();
    if (original != null && format.recognises(original)) {
      return parcel(letter, original, List.of());
    }
    Report report = version.report();
    Content written =
        Content.of(model.json(new ResultBundle(version).make()), StandardCharsets.UTF_8);
    Report back = format.decode(written).parts().get(0).report();
    if (!KeptReport.of(report).equals(back)) {
      throw new CannotWrite(
          Problem.error(
              ProblemCode.COUNT_MISMATCH,
              "Bundle",
              "Relu, le Bundle FHIR ne dit pas tous les faits à l'identique.",
              "Remettez ce résultat en PDF et CDA."));
    }
    return parcel(letter, written, FhirLosses.of(report));
  }

  private static Parcel parcel(Letter letter, Content content, List<Loss> losses) {
    boolean json = FhirFormat.inJson(content);
    String name = letter.delivery().id() + (json ? ".fhir.json" : ".fhir.xml");
    String type = json ? "application/fhir+json" : "application/fhir+xml";
    return new Parcel("", Map.of(), "", List.of(new Enclosure(name, type, content)), losses);
  }
}
