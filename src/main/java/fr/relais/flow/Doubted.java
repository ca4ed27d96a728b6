// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.Decoding;
import fr.relais.core.model.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that could be read and must not be believed by itself: each share is kept for a person,
 * with its bytes, an owner, and the urgency that its bytes show.
 */
final class Doubted {
  private Doubted() {}

  static Decoding by(@Nullable Problem doubt, Decoding read) {
    if (doubt == null) {
      return read;
    }
    List<Problem> problems = new ArrayList<>(read.problems());
    problems.add(doubt);
    return new Decoding(
        read.format(),
        read.formatVersion(),
        read.charset(),
        Decoding.ClaimedSender.NONE,
        problems,
        read.parts().stream()
            .map(part -> Decoding.Part.unread(part.content(), part.problems(), part.words()))
            .toList());
  }
}
