// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Enclosure;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Loss;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.ParcelWriter;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportVersion;
import fr.relais.formats.cda.SourceDocuments;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A discrete ORU^R01 (HL7 v2.5, French identities) in a file {@code <id of the delivery>.hl7}. What
 * came as such a message goes out as the same bytes; anything else is written, then read again: a
 * fact that does not come back and is not in {@link OruLosses} refuses the writing.
 */
public final class OruWriter implements ParcelWriter {

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
    if (original != null && asItCame(original)) {
      return parcel(letter, original, List.of());
    }
    return written(letter, version.report());
  }

  private static Parcel written(Letter letter, Report report) {
    List<SourceDocuments.Joined> joined = SourceDocuments.in(letter.original()).joined();
    CannotWrite refused = null;
    for (OutputCharset charset : OutputCharset.of(letter.sheet().charset())) {
      List<String> lines = new OruMessage(letter, report, joined).lines(charset.name());
      if (charset.holds(lines)) {
        Content content = charset.content(lines);
        try {
          return parcel(
              letter, content, OruLosses.TABLE.losses(report, read(report, joined, content)));
        } catch (CannotWrite e) {
          // a text that looks like another character set is safe in UTF-8
          refused = e;
        }
      }
    }
    throw refused != null
        ? refused
        : new CannotWrite(
            Problem.error(
                ProblemCode.CONTROL_CHARACTER,
                "message",
                "Un caractère de ce résultat n'existe dans aucun jeu de caractères.",
                "Remettez ce résultat en PDF et CDA."));
  }

  /** Null when the message does not give back each current result, one for one. */
  private static @Nullable Report read(
      Report report, List<SourceDocuments.Joined> joined, Content written) {
    Decoding read = new OruFormat().decode(written);
    Report back = read.parts().size() == 1 ? read.parts().get(0).report() : null;
    if (back == null) {
      return null;
    }
    long current = report.observations().stream().filter(o -> !o.prior()).count();
    long more = OruMessage.partlyInWords(report, joined) ? 1 : 0;
    boolean same = current == 0 || back.observations().size() == current + more;
    return same ? back : null;
  }

  private static boolean asItCame(Content original) {
    if (!new OruFormat().recognises(original)) {
      return false;
    }
    Decoding read = new OruFormat().decode(original);
    return read.format() == FormatName.HL7V2_ORU
        && read.parts().size() == 1
        && read.parts().get(0).report() != null;
  }

  private static Parcel parcel(Letter letter, Content content, List<Loss> losses) {
    String name = letter.delivery().id() + ".hl7";
    return new Parcel(
        "", Map.of(), "", List.of(new Enclosure(name, "application/hl7-v2", content)), losses);
  }
}
