// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * HPRIM Médecin so that the strictest readers take it. What came as such a file goes out as the
 * same bytes; anything else is written, then read again before it leaves.
 */
public final class HprimWriter implements ParcelWriter {

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
    Report report = version.report();
    if (original != null && asItCame(original, report)) {
      return parcel(letter, original, List.of());
    }
    if (report.status().withdraws()) {
      throw new CannotWrite(
          Problem.error(
              ProblemCode.CODE_NOT_UNDERSTOOD,
              "statut",
              "HPRIM Médecin ne sait pas dire qu'un résultat est retiré.",
              "Remettez le retrait par messagerie."));
    }
    OutputText text = new OutputText();
    List<String> lines = new ArrayList<>(new OutputHeader(letter, version, text).lines());
    lines.addAll(new OutputBody(letter, report, text).lines());
    lines.add(Marks.FIN);
    lines.add(Marks.FINFICHIER);
    Content written = Content.of(String.join("\r\n", lines) + "\r\n", OutputText.CHARSET);
    Report back = OutputCheck.back(report, written);
    if (back == null) {
      throw new CannotWrite(
          Problem.error(
              ProblemCode.COUNT_MISMATCH,
              "RES",
              "Relu, le fichier HPRIM ne rend pas tous les résultats à l'identique.",
              "Remettez ce résultat en PDF et CDA."));
    }
    return parcel(letter, written, OutputLosses.of(letter, report, back, text.replaced()));
  }

  private static boolean asItCame(Content original, Report report) {
    HprimMedecinFormat format = new HprimMedecinFormat();
    return format.recognises(original)
        && OutputProfile.satisfiedBy(original)
        && OutputCheck.sameWords(original, report);
  }

  private static Parcel parcel(Letter letter, Content content, List<Loss> losses) {
    String name = letter.delivery().id() + ".hpr";
    return new Parcel(
        "", Map.of(), "", List.of(new Enclosure(name, "text/plain", content)), losses);
  }
}
