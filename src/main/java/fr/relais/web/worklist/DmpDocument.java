// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.decide.Masks;
import fr.relais.core.decide.Versions;
import fr.relais.core.match.Identities;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.MatchGrade;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.SharedDocument;
import fr.relais.flow.PatientFile;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One document of the DMP: its facts as the readers of the house read them, never its own markup;
 * its PDF, or what is not read, as a file that no browser runs.
 */
final class DmpDocument {
  private static final String SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox";

  private final Visit visit;
  private final SharedDesk desk;
  private final PatientFile file;
  private final SharedDocument document;
  private final String back;

  /**
   * @param back the page of the patient
   */
  DmpDocument(
      Visit visit, SharedDesk desk, PatientFile file, SharedDocument document, String back) {
    this.visit = visit;
    this.desk = desk;
    this.file = file;
    this.document = document;
    this.back = back;
  }

  /** What must be known before it is shown to anyone. */
  static List<String> warnings(SharedDocument document) {
    return new Masks(
            document.confidentiality().contains("MASQUE_PS"),
            document.hiddenFromPatient(),
            document.confidentiality().contains("INVISIBLE_REPRESENTANTS_LEGAUX"))
        .sentences();
  }

  /** What it is; under its own name when that is none of those which Relais knows. */
  static String kind(SharedDocument document) {
    String label = document.typeCode().label();
    return document.kind() == ReportKind.OTHER && label != null && !label.isBlank()
        ? label
        : Lines.kind(document.kind());
  }

  /**
   * @param otherPatient told when it names another person
   */
  void show(Content content, Runnable otherPatient) {
    Decoding decoded = desk.readers().decode(content);
    String form = Typed.of(visit.ctx()).get("forme");
    if (decoded.format() != FormatName.CDA) {
      send(content, "application/octet-stream", ResultPages.extension(content));
      return;
    }
    Report report = report(decoded);
    if (report == null) {
      unread(content, form);
    } else if (another(report.patient())) {
      otherPatient.run();
      say(
          "Document d'une autre personne",
          "Le DMP a rendu un document qui nomme une autre personne que ce patient : Relais ne"
              + " l'affiche pas. Prévenez le référent du site.");
    } else {
      read(report, desk.pdf().apply(content).map(Content::of).orElse(null), form);
    }
  }

  private static @Nullable Report report(Decoding decoded) {
    boolean one = decoded.parts().size() == 1 && decoded.parts().get(0).accepted();
    return one ? decoded.parts().get(0).report() : null;
  }

  /** By its traits alone: the DMP keeps a document under the INS that the patient had then. */
  private boolean another(PatientIdentity named) {
    return Identities.compare(traits(named), file.patient()) == MatchGrade.CERTAINLY_NOT;
  }

  private static PatientIdentity traits(PatientIdentity named) {
    return new PatientIdentity(
        null,
        null,
        IdentityStatus.PROVISIONAL,
        named.birthName(),
        named.usedName(),
        named.givenNames(),
        named.birthDate(),
        named.sex(),
        named.birthPlace(),
        List.of(),
        List.of(),
        null);
  }

  private void unread(Content content, String form) {
    if (form.equals("original")) {
      send(content, "application/octet-stream", ".xml");
    } else {
      show(
          List.of(
              "Relais n'a pas su lire ce document avec certitude : il n'en montre rien. Le fichier"
                  + " est tel que le DMP l'a rendu ; vérifiez qu'il est bien de ce patient."),
          null,
          List.of(download("original", "Télécharger le document tel quel")));
    }
  }

  private void read(Report report, @Nullable Content pdf, String form) {
    boolean facts = !report.observations().isEmpty() || !report.narrative().isEmpty();
    if (pdf != null && (form.equals("pdf") || !facts)) {
      send(pdf, "application/pdf", ".pdf");
      return;
    }
    List<String> warnings = new ArrayList<>();
    if (Identities.compare(report.patient(), file.patient()) != MatchGrade.CERTAIN) {
      warnings.add(
          "L'identité écrite dans ce document n'est pas en tout point celle de Relais : "
              + PatientView.of(report.patient(), visit.times().today()).name()
              + ". Vérifiez.");
    }
    if (!report.complete()) {
      warnings.add("Une partie du compte rendu n'est qu'en texte ou en document : lisez-les.");
    }
    show(
        warnings, report, pdf == null ? List.of() : List.of(download("pdf", "Télécharger le PDF")));
  }

  /** A button that fetches it again, as a file. */
  private static FormView.Option download(String form, String label) {
    return new FormView.Option(form, label, "", "");
  }

  private void show(
      List<String> warnings, @Nullable Report report, List<FormView.Option> downloads) {
    List<String> all = new ArrayList<>(warnings(document));
    all.addAll(warnings);
    List<ValueView> values =
        report == null
            ? List.of()
            : ValueView.of(Versions.of(List.of(new Versions.Version(report, true))).observations());
    visit
        .pages()
        .show(
            visit.ctx(),
            "shared",
            Map.of(
                "chrome",
                visit.chrome("Document du DMP"),
                "patient",
                PatientView.of(file.patient(), visit.times().today()),
                "heading",
                document.title().isBlank() ? "Document sans titre" : document.title(),
                "facts",
                facts(),
                "warnings",
                all,
                "values",
                values,
                "narrative",
                report == null ? List.of() : report.narrative(),
                "downloads",
                downloads,
                "path",
                visit.ctx().path(),
                "back",
                back));
  }

  private List<String> facts() {
    List<String> facts = new ArrayList<>();
    facts.add("Acte du " + Times.day(document.actAt()));
    facts.add(kind(document));
    facts.add(document.author());
    if (document.institution() != null) {
      facts.add(document.institution());
    }
    facts.add("Lu dans le DMP, non enregistré");
    return facts;
  }

  private void say(String heading, String sentence) {
    visit.say(HttpStatus.OK, heading, List.of(sentence), back + "#dmp", "Revenir au patient");
  }

  private void send(Content content, String type, String extension) {
    visit
        .ctx()
        .status(HttpStatus.OK)
        .contentType(type)
        .header("Content-Security-Policy", SANDBOX)
        .header("Content-Disposition", "attachment; filename=\"relais-dmp" + extension + "\"")
        .result(content.bytes());
  }
}
