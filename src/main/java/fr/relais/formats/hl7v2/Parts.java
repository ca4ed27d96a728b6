// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.DmpChoice;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportFlags;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Splits a message by patient, then by requester, whole groups at a time. */
final class Parts {
  /** Headers copied into parts may not make more bytes than this. */
  private static final long COPIED_BYTES_MAX = 20_000_000;

  private record Share(
      Groups.Patient patient,
      Requester requester,
      ReportFlags flags,
      List<Groups.Request> requests) {
    Share(Groups.Patient patient, Requester requester, ReportFlags flags) {
      this(patient, requester, flags, new ArrayList<>());
    }

    /** What stands beside the patient and beside his requests. */
    List<Segment> segments() {
      List<Segment> all = new ArrayList<>(patient.own());
      requests.forEach(request -> all.addAll(request.details()));
      return all;
    }
  }

  private final byte[] bytes;
  private final Header header;
  private final Content original;
  private final Findings findings;

  /**
   * @param findings what is wrong with the message as a whole
   */
  Parts(byte[] bytes, Header header, Content original, Findings findings) {
    this.bytes = bytes;
    this.header = header;
    this.original = original;
    this.findings = findings;
  }

  List<Decoding.Part> of(List<Segment> segments) {
    Groups groups = Groups.of(segments, findings);
    if (findings.hasError()) {
      return whole();
    }
    List<Share> shares = new ArrayList<>();
    List<Findings> said = new ArrayList<>();
    for (Groups.Patient patient : groups.patients()) {
      Findings mine = new Findings();
      List<Share> own = shares(patient, mine);
      own.forEach(share -> said.add(own.size() == 1 ? mine : copy(mine)));
      shares.addAll(own);
    }
    long copied = size(groups.header()) * shares.size();
    copied += shares.stream().mapToLong(share -> size(share.patient().own())).sum();
    if (shares.size() > 1 && copied > COPIED_BYTES_MAX) {
      findings.error(
          ProblemCode.TOO_LARGE,
          "message",
          "Le message a trop de patients pour la taille de ses en-têtes.",
          "Envoyer un message par patient.");
      return whole();
    }
    return read(groups, shares, said, segments);
  }

  private List<Decoding.Part> read(
      Groups groups, List<Share> shares, List<Findings> said, List<Segment> segments) {
    List<Decoding.Part> parts = new ArrayList<>();
    int consumed = 0;
    for (int i = 0; i < shares.size(); i++) {
      Share share = shares.get(i);
      Findings mine = said.get(i);
      ReportReader reader =
          new ReportReader(
              header, share.patient(), share.requests(), share.requester(), share.flags(), mine);
      Report report = reader.read();
      consumed += reader.observationSegments();
      Content content = shares.size() == 1 ? original : content(groups.header(), share);
      DmpChoice choice = SharedRecordChoice.in(share.segments(), mine);
      parts.add(
          new Decoding.Part(content, mine.hasError() ? null : report, mine.problems(), choice));
    }
    if (consumed != observationLines(segments)) {
      findings.error(
          ProblemCode.COUNT_MISMATCH,
          "OBX",
          "Des résultats du message n'ont pas trouvé leur place dans le compte rendu.",
          "Lire l'original.");
      return whole();
    }
    return parts;
  }

  private List<Decoding.Part> whole() {
    return List.of(new Decoding.Part(original, null, List.of()));
  }

  private List<Share> shares(Groups.Patient patient, Findings mine) {
    if (patient.requests().isEmpty()) {
      mine.error(
          ProblemCode.SEQUENCE,
          patient.pid().place(),
          "Patient sans aucun examen (OBR).",
          "Mettre les examens du patient après son PID.");
      return List.of(new Share(patient, Requester.NOBODY, ReportFlags.NONE));
    }
    ReportFlags flags = flags(patient, mine);
    Map<String, Share> byRequester = new LinkedHashMap<>();
    Optional<Requester> before = Optional.empty();
    for (Groups.Request request : patient.requests()) {
      Requester asked = Requester.of(request, patient, before, mine);
      byRequester
          .computeIfAbsent(asked.key(), key -> new Share(patient, asked, flags))
          .requests()
          .add(request);
      before = Optional.of(asked);
    }
    return List.copyOf(byRequester.values());
  }

  /** What is hidden beside one request is hidden in all that the message says of the patient. */
  private static ReportFlags flags(Groups.Patient patient, Findings mine) {
    CarrierFlags flags = new CarrierFlags(mine);
    patient.requests().stream()
        .flatMap(request -> request.details().stream())
        .filter(CarrierFlags::areIn)
        .forEach(flags::take);
    return flags.with(ReportFlags.NONE);
  }

  private static Findings copy(Findings findings) {
    Findings copy = new Findings();
    findings.problems().forEach(copy::add);
    return copy;
  }

  /** Counted in the bytes, apart from the walk of the groups. */
  private int observationLines(List<Segment> segments) {
    int count = 0;
    int end = segments.get(segments.size() - 1).line().end();
    for (int i = segments.get(0).line().end(); i + Segment.NAME_LENGTH < end; i++) {
      boolean lineStart = bytes[i] == '\r' || bytes[i] == '\n';
      if (lineStart && bytes[i + 1] == 'O' && bytes[i + 2] == 'B' && bytes[i + 3] == 'X') {
        count++;
      }
    }
    return count;
  }

  private static long size(List<Segment> segments) {
    return segments.stream().mapToLong(one -> one.line().next() - one.line().start()).sum();
  }

  private Content content(List<Segment> head, Share share) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    head.forEach(segment -> write(segment, out));
    share.patient().own().forEach(segment -> write(segment, out));
    for (Groups.Request request : share.requests()) {
      write(request.orc(), out);
      write(request.obr(), out);
      request.details().forEach(segment -> write(segment, out));
    }
    return Content.of(out.toByteArray());
  }

  /** The very bytes; a segment that only the end block ended gets its carriage return. */
  private void write(@Nullable Segment segment, ByteArrayOutputStream out) {
    if (segment == null) {
      return;
    }
    Envelope.Line line = segment.line();
    boolean block = bytes[line.end()] == Envelope.END_BLOCK;
    out.write(bytes, line.start(), (block ? line.end() : line.next()) - line.start());
    if (block) {
      out.write('\r');
    }
  }
}
