// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.flow.Entrance;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A house of one room: it remembers what came in and answers as the test says. */
final class FakeEntrance implements Entrance {
  final List<Incoming> received = new CopyOnWriteArrayList<>();
  volatile Function<Incoming, Answer> behaviour = FakeEntrance::stored;

  @Override
  public Answer receive(Incoming incoming) {
    received.add(incoming);
    return behaviour.apply(incoming);
  }

  @Override
  public Answer tooLarge(String channel, Content head) {
    return answer(
        Acknowledgement.Kind.REFUSED,
        Content.of("MSA|AR|" + text(head).substring(0, 5), StandardCharsets.ISO_8859_1));
  }

  @Override
  public boolean endsWhole(Content content) {
    return text(content).endsWith("FIN");
  }

  List<String> texts() {
    return received.stream().map(incoming -> text(incoming.content())).toList();
  }

  /** Echoes the message after "MSA|AA|", so that a test sees which answer belongs to which. */
  static Answer stored(Incoming incoming) {
    return answer(
        Acknowledgement.Kind.STORED,
        Content.of("MSA|AA|" + text(incoming.content()), StandardCharsets.ISO_8859_1));
  }

  static Answer answer(Acknowledgement.Kind kind, Content acknowledgement) {
    List<Problem> problems =
        kind == Acknowledgement.Kind.STORED
            ? List.of()
            : List.of(
                Problem.error(
                    ProblemCode.FORMAT_UNKNOWN,
                    "fichier",
                    "Le \"format\"\n",
                    "Envoyez-le autrement"));
    return new Answer(kind, false, acknowledgement, "original-1", problems);
  }

  static String text(Content content) {
    return content.text(StandardCharsets.ISO_8859_1);
  }
}
