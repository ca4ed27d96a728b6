// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits a message by patient, then by requester, whole groups at a time. Each part is a message of
 * its own: header, the patient and his groups, an end with its own numbers.
 */
final class Parts {
  /** Headers copied into parts may not make more bytes than this. */
  private static final long COPIED_MAX = 20_000_000;

  private final FileText file;
  private final RawMessage message;
  private final Header header;
  private final Content original;
  private final Findings findings;
  private final Names names;

  /**
   * @param original the content of the message when it makes one part
   * @param findings what is wrong with the message as a whole
   * @param names tells whether a name is certain
   */
  Parts(
      FileText file,
      RawMessage message,
      Header header,
      Content original,
      Findings findings,
      Names names) {
    this.file = file;
    this.message = message;
    this.header = header;
    this.original = original;
    this.findings = findings;
    this.names = names;
  }

  List<Decoding.Part> of(List<Segment> segments) {
    List<Share> shares = new ArrayList<>();
    Groups.of(segments).forEach(patient -> shares.addAll(Share.of(patient)));
    if (shares.isEmpty()) {
      findings.error(
          ProblemCode.PATIENT_MISSING,
          "P",
          "Le message ne dit pas de quel patient il parle.",
          "Mettre un segment P avant les résultats.");
      return whole();
    }
    if (shares.size() > 1 && copied(segments.get(0), shares) > COPIED_MAX) {
      findings.error(
          ProblemCode.TOO_LARGE,
          "message",
          "Le message a trop de patients pour la taille de ses en-têtes.",
          "Envoyer un message par patient.");
      return whole();
    }
    return read(shares, segments);
  }

  private List<Decoding.Part> read(List<Share> shares, List<Segment> segments) {
    List<Decoding.Part> parts = new ArrayList<>();
    int placed = 0;
    for (Share share : shares) {
      int mine = (int) share.segments().stream().filter(segment -> segment.is("OBX")).count();
      placed += mine;
      Report report = report(share, mine);
      Content content = shares.size() == 1 ? original : content(share, segments);
      Findings said = share.findings();
      share.segments().forEach(segment -> names.check(segment, said));
      parts.add(new Decoding.Part(content, said.hasError() ? null : report, said.problems()));
    }
    if (placed != message.observationLines(file.text())) {
      findings.error(
          ProblemCode.COUNT_MISMATCH,
          "OBX",
          "Des résultats du message n'ont pas trouvé leur place dans le compte rendu.",
          "Lire l'original.");
      return whole();
    }
    return parts;
  }

  private @Nullable Report report(Share share, int observations) {
    Segment p = share.patient().p();
    if (p == null || share.requests().isEmpty()) {
      return null;
    }
    ReportReader reader = new ReportReader(header, p, share);
    Report report = reader.read();
    if (reader.consumed() != observations) {
      share
          .findings()
          .error(
              ProblemCode.COUNT_MISMATCH,
              "OBX",
              "Des résultats du patient n'ont pas trouvé leur place dans le compte rendu.",
              "Lire l'original.");
    }
    return report;
  }

  private List<Decoding.Part> whole() {
    return List.of(new Decoding.Part(original, null, List.of()));
  }

  private static long copied(Segment head, List<Share> shares) {
    long size = (long) head.raw().size() * shares.size();
    for (Share share : shares) {
      size += share.patient().own().stream().mapToLong(own -> own.raw().size()).sum();
    }
    return size;
  }

  private Content content(Share share, List<Segment> segments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(file.start());
    List<Segment> mine = new ArrayList<>(share.segments());
    mine.add(0, segments.get(0));
    for (Segment segment : mine) {
      segment.raw().lines().forEach(line -> file.write(line.from(), line.to(), out));
    }
    file.write(Ending.ofPart(segments.get(segments.size() - 1), mine.size() + 1) + "\r", out);
    return Content.of(out.toByteArray());
  }
}
