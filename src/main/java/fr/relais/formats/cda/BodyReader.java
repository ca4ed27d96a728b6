// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.Attachment;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.ReportKind;
import fr.relais.formats.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;

/** The body: sections and their entries (N3), or one document in another format (N1). */
final class BodyReader {
  /** A copy of the whole report: nothing is in it alone. */
  static final String PDF_COPY = "55108-5";

  private final Findings findings;
  private final EntryReader entries;
  private final List<String> narrative = new ArrayList<>();
  private final List<Attachment> attachments = new ArrayList<>();
  private boolean elsewhere;

  BodyReader(ReportKind kind, Narrative texts, Findings findings) {
    this.findings = findings;
    this.entries = new EntryReader(kind, texts, findings);
  }

  /**
   * @param observations how many the document holds, counted apart
   */
  void read(XmlElement document, long observations) {
    List<XmlElement> bodies = document.all("component").toList();
    document.all("component", "nonXMLBody").forEach(this::single);
    document
        .all("component", "structuredBody", "component", "section")
        .forEach(section -> section(section, false));
    boolean any =
        bodies.stream()
            .anyMatch(c -> c.child("nonXMLBody") != null || c.child("structuredBody") != null);
    if (!any) {
      findings.error(
          ProblemCode.REQUIRED_MISSING,
          "component",
          "Le document n'a pas de contenu.",
          "Envoyer le document avec son corps.");
    }
    narrative.addAll(entries.comments());
    if (entries.otherSubjects() > 0) {
      findings.warning(
          ProblemCode.CONTENT_OUTSIDE,
          "subject",
          "Un résultat porte sur un autre sujet que le patient ; il n'est pas repris.",
          "Lire l'original.");
    }
    assertions();
    if (entries.seen() != observations) {
      findings.error(
          ProblemCode.COUNT_MISMATCH,
          "observation",
          "Des résultats du document n'ont pas trouvé leur place dans le compte rendu.",
          "Lire l'original.");
    }
  }

  private void assertions() {
    if (entries.planned() > 0) {
      findings.warning(
          ProblemCode.CONTENT_OUTSIDE,
          "observation/@moodCode",
          "Un résultat n'est qu'un objectif, une intention ou une demande ; il n'est pas repris.",
          "Lire l'original ; un résultat rendu porte moodCode EVN.");
    }
    if (entries.denied() > 0) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          "observation/@negationInd",
          "Un résultat est nié (negationInd) sans que l'on puisse dire à coup sûr ce qu'il vaut.",
          "Lire l'original ; écrire le résultat négatif comme valeur.");
    }
  }

  private void single(XmlElement body) {
    elsewhere = true;
    XmlElement text = body.child("text");
    if (text != null && !Media.is(text) && text.allText() != null) {
      narrative.addAll(Narrative.lines(text));
      return;
    }
    byte[] bytes = text == null ? null : Media.bytes(text);
    if (text == null || bytes == null) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          "nonXMLBody/text",
          "Le contenu du document (PDF en base64) est absent ou abîmé.",
          "Renvoyer le document entier.");
      return;
    }
    typeLies(text, bytes);
    attachments.add(Media.attachment(text, bytes));
  }

  /**
   * @param within whether the section around it is what the requester wrote
   */
  private void section(XmlElement section, boolean within) {
    boolean asked = within || Asked.is(section);
    XmlElement title = section.child("title");
    if (title != null) {
      narrative.addAll(Narrative.lines(title));
    }
    List<String> lines =
        section.children("text").flatMap(t -> Narrative.lines(t).stream()).toList();
    narrative.addAll(asked ? Asked.marked(lines) : lines);
    boolean copy = PDF_COPY.equals(Parts.value(section.child("code"), "code"));
    boolean coded = section.child("entry") != null;
    elsewhere |= !lines.isEmpty() && !coded && !copy;
    int before = entries.media().size();
    boolean otherSubject = section.child("subject") != null;
    section.children("entry").forEach(entry -> entries.take(entry, otherSubject));
    List<XmlElement> media = entries.media().subList(before, entries.media().size());
    media.forEach(this::media);
    elsewhere |= !media.isEmpty() && !copy;
    section.all("component", "section").forEach(inner -> section(inner, asked));
  }

  private void media(XmlElement value) {
    byte[] bytes = Media.bytes(value);
    if (bytes == null) {
      elsewhere = true;
      findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          "observationMedia",
          "Une image ou un document joint est absent ou abîmé.",
          "Renvoyer le document avec sa pièce jointe.");
      return;
    }
    typeLies(value, bytes);
    attachments.add(Media.attachment(value, bytes));
  }

  private void typeLies(XmlElement value, byte[] bytes) {
    if (Media.pdf(value) && !Media.looksLikePdf(bytes)) {
      findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          "mediaType",
          "Une pièce jointe se dit PDF et n'en est pas un.",
          "Vérifier la pièce jointe avant de l'ouvrir ; la corriger chez l'émetteur.");
    }
  }

  List<Observation> observations() {
    return entries.observations();
  }

  List<String> narrative() {
    return narrative;
  }

  List<Attachment> attachments() {
    return attachments;
  }

  /** Whether every fact of the body is among the observations. */
  boolean complete() {
    return !elsewhere
        && entries.left() == 0
        && entries.planned() == 0
        && entries.otherSubjects() == 0
        && !entries.observations().isEmpty();
  }

  boolean awaited() {
    return entries.awaited();
  }
}
