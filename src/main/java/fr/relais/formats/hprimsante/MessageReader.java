// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding.ClaimedSender;
import fr.relais.core.model.Decoding.Part;
import fr.relais.core.model.Problem;
import fr.relais.formats.text.CharsetDetection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one message, from H to L. */
final class MessageReader {

  /**
   * What one message gave.
   *
   * @param forTests whether it must be refused, not kept
   */
  record Read(
      @Nullable String version,
      ClaimedSender claimedSender,
      List<Problem> problems,
      List<Part> parts,
      boolean forTests) {}

  private final FileText file;
  private final CharsetDetection detection;

  MessageReader(FileText file, CharsetDetection detection) {
    this.file = file;
    this.detection = detection;
  }

  /**
   * @param original the content of the message when it makes one part
   */
  Read read(RawMessage message, Content original) {
    Findings findings = new Findings();
    List<Segment> segments = new Segments(file, detection.charset()).of(message);
    Header header = new Header(segments.get(0));
    header.check(findings);
    Segments.characters(segments.get(0), findings);
    Ending.check(segments, findings);
    List<Part> parts =
        findings.hasError()
            ? List.of(new Part(original, null, List.of()))
            : switch (header.context()) {
              case RESULTS, ORDERS ->
                  new Parts(file, message, header, original, findings, new Names(detection))
                      .of(segments);
              case ERRORS -> List.of(ErrorReport.of(segments, header, original));
              case OTHER -> List.of(new Part(original, null, List.of()));
            };
    return new Read(
        header.version(), header.claimedSender(), findings.problems(), parts, header.forTests());
  }
}
