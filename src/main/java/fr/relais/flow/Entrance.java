// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.core.model.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one door by which every message comes in, whatever its channel. */
public interface Entrance {

  /** The channel of results that are brought in as history: nobody is told of them. */
  String HISTORY = "history";

  /**
   * Keeps the message, gives it an owner, and only then answers. Never throws: what could not be
   * kept is answered as such.
   */
  Answer receive(Incoming incoming);

  /**
   * Answers a message that is over the limits: it is not kept, only the fact is.
   *
   * @param head the beginning of the message, enough to tell its format and its identifier
   */
  Answer tooLarge(String channel, Content head);

  /** Whether some format finds its end mark: a file that has none may still be being written. */
  boolean endsWhole(Content content);

  /**
   * A message at the door.
   *
   * @param channel {@code mllp}, {@code folder}, {@code mail}
   * @param folder name of the drop folder that it lay in; null for another channel
   * @param mailbox address that a mail came from; null for another channel, or when it is not known
   * @param certificate common name of the certificate that the peer showed; null without TLS
   * @param doubt why nothing of it may be taken as a result by itself; null when nothing is wrong
   * @param once asked in the transaction that keeps the message, before anything else
   * @param words all that a person wrote in a mail that holds nothing else; null for anything else
   */
  record Incoming(
      String channel,
      @Nullable String folder,
      @Nullable String mailbox,
      @Nullable String certificate,
      Content content,
      @Nullable Problem doubt,
      Once once,
      @Nullable String words) {
    public Incoming(String channel, @Nullable String folder, Content content) {
      this(channel, folder, null, null, content, null, Once.ALWAYS, null);
    }

    /** A message over a connection of which only its certificate is known, if it showed one. */
    public static Incoming connected(
        String channel, @Nullable String certificate, Content content) {
      return new Incoming(channel, null, null, certificate, content, null, Once.ALWAYS, null);
    }
  }

  /** Whether this is the first time; what it writes is kept together with the message. */
  interface Once {
    Once ALWAYS = tx -> true;

    boolean first(Transaction tx);
  }

  /**
   * What is told to the sender. No health data and no identity.
   *
   * @param repeat whether the same bytes came before
   * @param acknowledgement the standard's answer, when the format has one
   * @param originalId null when nothing was kept
   */
  record Answer(
      Acknowledgement.Kind kind,
      boolean repeat,
      @Nullable Content acknowledgement,
      @Nullable String originalId,
      List<Problem> problems) {
    public Answer {
      problems = List.copyOf(problems);
    }
  }
}
