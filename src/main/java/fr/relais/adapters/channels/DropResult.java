// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.relais.core.model.Content;
import fr.relais.core.model.Problem;
import fr.relais.flow.Entrance.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The answer to a file: {@code <name>.accuse.json} beside it. It holds nothing of the message but
 * its hash and what the standard's own answer repeats (MSH-10).
 */
final class DropResult {
  private static final JsonMapper JSON = new JsonMapper();
  private final ObjectNode json = JSON.createObjectNode();

  private DropResult() {}

  static DropResult of(Content content, Answer answer) {
    DropResult result = new DropResult();
    result.json.put("verdict", verdict(answer));
    result.json.put("deja_recu", answer.repeat());
    result.json.put("empreinte_sha256", content.hash().hex());
    result.json.put("original", answer.originalId());
    result.add(answer.problems());
    Content acknowledgement = answer.acknowledgement();
    result.json.put("accuse_hl7", acknowledgement == null ? null : acknowledgement.bytes());
    return result;
  }

  /** For a file that was not even opened: nothing is known of its content. */
  static DropResult notRead(Problem problem) {
    DropResult result = new DropResult();
    result.json.put("verdict", "REFUSE");
    result.json.put("deja_recu", false);
    result.json.putNull("empreinte_sha256");
    result.json.putNull("original");
    result.add(List.of(problem));
    result.json.putNull("accuse_hl7");
    return result;
  }

  private static String verdict(Answer answer) {
    return switch (answer.kind()) {
      case STORED -> "RECU";
      case NOT_UNDERSTOOD -> "EN_QUARANTAINE";
      case REFUSED -> "REFUSE";
      case TRY_LATER -> throw new IllegalArgumentException("a file that waits has no result yet");
    };
  }

  private void add(List<Problem> problems) {
    ArrayNode list = json.putArray("problemes");
    for (Problem problem : problems) {
      list.addObject()
          .put("code", problem.code().name())
          .put("place", problem.place())
          .put("cause", problem.cause())
          .put("cure", problem.cure())
          .put("severity", problem.severity().name());
    }
  }

  /** Replaces an older result of the same name. */
  void writeBeside(Path file) throws IOException {
    DurableFile.write(
        file.resolveSibling(file.getFileName() + DropDesk.RESULT), JSON.writeValueAsBytes(json));
  }
}
