// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Decoding.ClaimedSender;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.formats.identifiers.SamePatient;
import fr.relais.formats.mime.Attached.Decoded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The results that a mail brings: one part for each document, all of one patient (ECO.2.1.1), and
 * what stands beside them. A doubt about one is a doubt about the mail; each document is then kept
 * for a person by itself, so that what it holds is seen.
 */
final class MailReader {
  private static final String MARKER = "XDM/1.0/DDM";

  private final Content content;
  private final Entity mail;
  private final Findings findings;
  private final Attached attached;

  /** One share of an attachment. */
  private record Share(Decoded from, Decoding.Part part) {

    boolean clinicalDocument() {
      FormatName format = from.decoding().format();
      return format == FormatName.CDA || format == FormatName.XDM;
    }
  }

  MailReader(Content content, Entity mail, Attached attached, Findings findings) {
    this.content = content;
    this.mail = mail;
    this.findings = findings;
    this.attached = attached;
  }

  Decoding read() {
    attached.take(mail);
    for (Decoded document : attached.documents()) {
      document.decoding().problems().forEach(problem -> findings.add(at(document, problem)));
    }
    List<Share> shares = shares();
    onePatient(shares);
    oneDocumentOneContent(shares);
    announced(shares);
    if (shares.isEmpty()) {
      nothingToRead();
    }
    boolean certain =
        !findings.hasError() && shares.stream().allMatch(share -> share.part().accepted());
    return new Decoding(
        FormatName.MIME,
        mail.fields().value("mime-version"),
        same(attached.documents().stream().map(document -> document.decoding().charset())),
        Objects.requireNonNullElse(
            same(attached.documents().stream().map(d -> d.decoding().claimedSender())),
            ClaimedSender.NONE),
        findings.problems(),
        certain ? accepted(shares) : quarantined(shares));
  }

  /** The same document in an archive and loose is one; the archive says more of it. */
  private List<Share> shares() {
    Map<Content, Share> found = new LinkedHashMap<>();
    for (Decoded document : attached.documents()) {
      for (Decoding.Part part : document.decoding().parts()) {
        Share share = new Share(document, part);
        boolean fuller = document.decoding().format() == FormatName.XDM;
        found.merge(part.content(), share, (known, again) -> fuller ? again : known);
      }
    }
    return List.copyOf(found.values());
  }

  private void onePatient(List<Share> shares) {
    List<Report> reports = reports(shares);
    for (int i = 1; i < reports.size(); i++) {
      if (!new SamePatient(reports.get(0).patient(), reports.get(i).patient()).certain()) {
        findings.error(
            ProblemCode.SEVERAL_PATIENTS,
            "courriel",
            "Les pièces jointes ne sont pas toutes, avec certitude, du même patient.",
            "Envoyer un courriel par patient.");
      }
    }
  }

  private static List<Report> reports(List<Share> shares) {
    return shares.stream().map(share -> share.part().report()).flatMap(Stream::ofNullable).toList();
  }

  private void oneDocumentOneContent(List<Share> shares) {
    List<String> ids =
        reports(shares).stream().flatMap(report -> report.documentIds().stream()).toList();
    if (ids.stream().distinct().count() < ids.size()) {
      findings.error(
          ProblemCode.COUNT_MISMATCH,
          "courriel",
          "Deux documents différents portent le même identifiant.",
          "Donner à chaque version d'un document son identifiant.");
    }
  }

  /** X-MSS-CODECDA lists the codes of the documents (ECO.2.4.1). */
  private void announced(List<Share> shares) {
    String header = mail.fields().value("x-mss-codecda");
    Set<String> codes =
        shares.stream()
            .filter(Share::clinicalDocument)
            .map(share -> share.part().report())
            .flatMap(Stream::ofNullable)
            .map(Report::typeCode)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    boolean read = shares.stream().allMatch(share -> share.part().report() != null);
    if (header == null || header.isBlank() || shares.isEmpty() || !read) {
      return;
    }
    Set<String> said = Stream.of(header.split("[,;\\s]+")).collect(Collectors.toSet());
    if (!said.equals(codes)) {
      findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          "X-MSS-CODECDA",
          "L'en-tête n'annonce pas les mêmes documents que ceux qui sont joints.",
          "Vérifier dans l'original qu'aucun document ne manque.");
    }
  }

  private void nothingToRead() {
    if (findings.hasError()) {
      return;
    }
    boolean files = !attached.pdfs().isEmpty() || !attached.images().isEmpty();
    if (files) {
      findings.error(
          ProblemCode.FORMAT_NOT_READ,
          "courriel",
          "Le courriel n'apporte qu'un PDF ou une image : rien n'y est lu.",
          "Lire la pièce jointe ; demander à l'émetteur un document CDA R2 ou HPRIM.");
    } else {
      findings.error(
          ProblemCode.MESSAGE_TYPE_NOT_READ,
          "courriel",
          automatic()
              ? "Ce courriel est une réponse automatique, sans résultat."
              : "Ce courriel est écrit par quelqu'un et n'apporte aucun document.",
          "Le lire, et lui répondre s'il le demande.");
    }
  }

  /** RFC 3834. */
  private boolean automatic() {
    String said = mail.fields().value("auto-submitted");
    return said != null && !said.strip().toLowerCase(Locale.ROOT).startsWith("no");
  }

  private List<Decoding.Part> accepted(List<Share> shares) {
    List<String> words = words();
    long clinical = shares.stream().filter(Share::clinicalDocument).count();
    Enclosed enclosed = new Enclosed(attached, words, clinical == shares.size(), clinical);
    return shares.stream()
        .map(
            share ->
                new Decoding.Part(
                    share.part().content(),
                    enclosed.with(
                        Objects.requireNonNull(share.part().report()), share.part().content()),
                    problems(share),
                    share.part().dmp(),
                    share.part().asked()))
        .toList();
  }

  private List<String> words() {
    List<String> words = new ArrayList<>(subject());
    words.addAll(attached.words());
    return words;
  }

  /**
   * What a person wrote before the marker; the rest names a patient, who is never taken from there
   * (ECO.2.1.2).
   */
  private List<String> subject() {
    String subject = mail.fields().text("subject");
    int marker = subject.toUpperCase(Locale.ROOT).indexOf(MARKER);
    String said = (marker < 0 ? subject : subject.substring(0, marker)).strip();
    return said.isEmpty() ? List.of() : List.of("Objet du courriel : " + said);
  }

  private List<Decoding.Part> quarantined(List<Share> shares) {
    List<Decoding.Part> parts =
        new ArrayList<>(
            shares.stream()
                .map(share -> new Decoding.Part(share.part().content(), null, problems(share)))
                .toList());
    if (parts.isEmpty()) {
      Stream.concat(attached.pdfs().stream(), attached.images().stream())
          .forEach(file -> parts.add(Decoding.Part.unread(file, List.of(), words())));
    }
    return parts.isEmpty() ? List.of(Decoding.Part.unread(content, List.of(), words())) : parts;
  }

  private static List<Problem> problems(Share share) {
    return share.part().problems().stream().map(problem -> at(share.from(), problem)).toList();
  }

  private static Problem at(Decoded document, Problem problem) {
    return new Problem(
        problem.code(),
        document.place() + ", " + problem.place(),
        problem.cause(),
        problem.cure(),
        problem.severity());
  }

  private static <T> @Nullable T same(Stream<@Nullable T> values) {
    List<@Nullable T> distinct = values.distinct().toList();
    return distinct.size() == 1 ? distinct.get(0) : null;
  }
}
