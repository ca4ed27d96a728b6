// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import fr.relais.core.model.Attachment;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Decoding.ClaimedSender;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.MessageFormat;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.formats.xdm.Archive.ArchiveFile;
import fr.relais.formats.xml.XmlRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one archive: one part each, whose content is the document. All or nothing: a
 * doubt about one is a doubt about the archive, and each is then kept for a person by itself.
 */
final class XdmReader {
  private final Content archive;
  private final Layout layout;
  private final List<ArchiveFile> files;
  private final MessageFormat documents;
  private final Findings whole = new Findings();
  private final List<Filed> filed = new ArrayList<>();
  private final List<Decoding> inside = new ArrayList<>();

  /** A document, its description and what was made of it. */
  private record Filed(
      DocumentEntry entry, ArchiveFile file, @Nullable Report report, Findings findings) {}

  XdmReader(Content archive, List<ArchiveFile> files, MessageFormat documents) {
    this.archive = archive;
    this.files = files;
    this.layout = new Layout(files, documents::recognises);
    this.documents = documents;
  }

  Decoding read() {
    List<ArchiveFile> metadata = layout.metadata();
    if (metadata.isEmpty()) {
      whole.error(
          ProblemCode.REQUIRED_MISSING,
          "METADATA.XML",
          "L'archive n'a pas de description (METADATA.XML).",
          "Envoyer une archive IHE XDM, avec IHE_XDM/SUBSET01/METADATA.XML.");
    }
    metadata.forEach(this::set);
    if (!metadata.isEmpty() && filed.isEmpty() && !whole.hasError()) {
      whole.error(
          ProblemCode.REQUIRED_MISSING,
          "METADATA.XML",
          "L'archive ne décrit aucun document.",
          "Décrire chaque document (ExtrinsicObject) dans METADATA.XML.");
    }
    if (!layout.undeclared().isEmpty()) {
      whole.error(
          ProblemCode.CONTENT_OUTSIDE,
          "archive",
          "L'archive contient un fichier que METADATA.XML ne décrit pas.",
          "Décrire chaque fichier, ou l'ôter.");
    }
    onePatient();
    return decoding();
  }

  private void set(ArchiveFile metadata) {
    Submission submission;
    try {
      submission = Submission.read(metadata.content());
    } catch (XmlRefused e) {
      Problem problem = e.problem();
      whole.error(
          problem.code(), "METADATA.XML, " + problem.place(), problem.cause(), problem.cure());
      return;
    }
    if (submission.entries().size() + filed.size() > ZipDirectory.ENTRIES_MAX) {
      whole.error(
          ProblemCode.TOO_LARGE,
          "METADATA.XML",
          "L'archive décrit trop de documents.",
          "Envoyer moins de documents à la fois.");
      return;
    }
    boolean only = submission.entries().size() == 1;
    for (DocumentEntry entry : submission.entries()) {
      layout
          .document(metadata, entry, only)
          .ifPresentOrElse(file -> filed.add(document(entry, file, submission)), this::missing);
    }
  }

  private void missing() {
    whole.error(
        ProblemCode.COUNT_MISMATCH,
        "METADATA.XML",
        "Un document est décrit, mais l'archive ne le contient pas.",
        "Mettre chaque document à côté de METADATA.XML, sous le nom de son URI.");
  }

  private Filed document(DocumentEntry entry, ArchiveFile file, Submission submission) {
    Findings mine = new Findings();
    String place = "document " + (filed.size() + 1);
    Coherence coherence = new Coherence(place, mine);
    coherence.bytes(entry, layout.digest(file), file.content().size());
    if (layout.timesUsed(file) > 1) {
      mine.error(
          ProblemCode.COUNT_MISMATCH,
          place,
          "Deux descriptions désignent le même fichier.",
          "Donner à chaque document son fichier et sa description.");
      return new Filed(entry, file, null, mine);
    }
    if (MediaTypes.of(file.content()).isPresent()) {
      return new Filed(entry, file, null, mine);
    }
    Report report = report(entry, file, place, mine);
    if (report == null) {
      return new Filed(entry, file, null, mine);
    }
    coherence.header(entry, report);
    coherence.patient(entry.patient(), report.patient());
    coherence.patientOfSet(submission.patient(), report.patient());
    return new Filed(
        entry,
        file,
        new Described(report, entry, place, mine).report(parent(entry, submission)),
        mine);
  }

  private @Nullable Report report(
      DocumentEntry entry, ArchiveFile file, String place, Findings mine) {
    if (!documents.recognises(file.content())) {
      mine.error(
          ProblemCode.FORMAT_NOT_READ,
          place,
          "Le document n'est ni un document clinique (CDA R2), ni un PDF, ni une image.",
          "Envoyer un document CDA R2.");
      return null;
    }
    Decoding decoding = documents.decode(file.content());
    inside.add(decoding);
    for (Problem problem : decoding.allProblems()) {
      mine.add(
          new Problem(
              problem.code(),
              place + ", " + problem.place(),
              problem.cause(),
              problem.cure(),
              problem.severity()));
    }
    return decoding.parts().size() == 1 ? decoding.parts().get(0).report() : null;
  }

  /** The entry that is replaced, when it is one of the same set. */
  private static @Nullable String parent(DocumentEntry entry, Submission submission) {
    return submission.entries().stream()
        .filter(other -> other.id().equals(entry.replaces()))
        .map(DocumentEntry::uniqueId)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private void onePatient() {
    Filed first = null;
    for (Filed one : filed) {
      Report report = one.report();
      if (report != null && first == null) {
        first = one;
      } else if (report != null && first.report() != null) {
        new Coherence("document " + (filed.indexOf(one) + 1), one.findings())
            .secondDocument(first.report().patient(), report.patient());
      }
    }
  }

  private Decoding decoding() {
    List<Filed> reports = filed.stream().filter(one -> !beside(one)).toList();
    List<Filed> attached = filed.stream().filter(XdmReader::beside).toList();
    boolean certain =
        !whole.hasError()
            && !reports.isEmpty()
            && filed.stream().noneMatch(one -> one.findings().hasError())
            && reports.stream().allMatch(one -> one.report() != null);
    List<Decoding.Part> parts =
        certain
            ? reports.stream().map(one -> accepted(one, attached)).toList()
            : quarantined(reports.isEmpty() ? attached : reports);
    if (!certain && reports.isEmpty() && !whole.hasError()) {
      whole.error(
          ProblemCode.FORMAT_NOT_READ,
          "archive",
          "L'archive ne contient qu'un PDF ou une image : rien n'y est lu.",
          "Lire l'original ; demander à l'émetteur un document CDA R2.");
    }
    return new Decoding(
        FormatName.XDM,
        null,
        same(inside.stream().map(Decoding::charset)),
        Optional.ofNullable(same(inside.stream().map(Decoding::claimedSender)))
            .orElse(ClaimedSender.NONE),
        whole.problems(),
        parts);
  }

  private static boolean beside(Filed one) {
    return one.report() == null && MediaTypes.of(one.file().content()).isPresent();
  }

  private static Decoding.Part accepted(Filed one, List<Filed> attached) {
    Report report = Objects.requireNonNull(one.report());
    List<Attachment> attachments = new ArrayList<>(report.attachments());
    List<Problem> problems = new ArrayList<>(one.findings().problems());
    for (Filed other : attached) {
      Content content = other.file().content();
      MediaTypes.of(content)
          .ifPresent(type -> attachments.add(new Attachment(type, content.size())));
      problems.addAll(other.findings().problems());
    }
    Report with =
        Restated.of(report)
            .attachments(attachments)
            .complete(report.complete() && attached.isEmpty())
            .build();
    return new Decoding.Part(one.file().content(), with, problems);
  }

  /** Each document by itself, so that what it holds is seen; the archive when none was found. */
  private List<Decoding.Part> quarantined(List<Filed> described) {
    List<Decoding.Part> parts = new ArrayList<>();
    for (Filed one : filed) {
      if (described.contains(one)) {
        parts.add(new Decoding.Part(one.file().content(), null, one.findings().problems()));
      } else {
        one.findings().problems().forEach(whole::add);
      }
    }
    layout.undeclared().stream()
        .map(ArchiveFile::content)
        .filter(documents::recognises)
        .forEach(content -> parts.add(new Decoding.Part(content, null, List.of())));
    return parts.isEmpty() ? List.of(new Decoding.Part(archive, null, List.of())) : parts;
  }

  private static <T> @Nullable T same(Stream<@Nullable T> values) {
    List<@Nullable T> distinct = values.distinct().toList();
    return distinct.size() == 1 ? distinct.get(0) : null;
  }
}
