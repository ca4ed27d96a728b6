// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.MessageFormat;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.SenderCharset;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The formats of the house, asked in order: the content decides which one reads it. */
public final class Readers {
  private static final Logger LOG = LoggerFactory.getLogger(Readers.class);
  private final List<MessageFormat> formats;

  public Readers(List<MessageFormat> formats) {
    this.formats = List.copyOf(formats);
  }

  /** Never throws: what no format reads, or what a reader fails on, comes back in quarantine. */
  public Decoding decode(Content content) {
    return decode(content, null);
  }

  /**
   * The same for a sender who declared his character set.
   *
   * @param declared null when he declared none, or is not known
   */
  public Decoding decode(Content content, @Nullable SenderCharset declared) {
    try {
      return of(content)
          .map(format -> format.decode(content, declared))
          .orElseGet(() -> Decoding.quarantined(FormatName.UNKNOWN, content, unknown(content)));
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("reader failed: {}", e.getClass().getName());
      return Decoding.quarantined(
          FormatName.UNKNOWN,
          content,
          Problem.error(
              ProblemCode.PROCESSING_FAILED,
              "message",
              "Relais n'a pas su lire ce message.",
              "Il est gardé et confié à un médecin ; prévenez l'opérateur."));
    }
  }

  private Optional<MessageFormat> of(Content content) {
    return formats.stream().filter(format -> format.recognises(content)).findFirst();
  }

  private static Problem unknown(Content content) {
    return content.size() == 0
        ? Problem.error(
            ProblemCode.EMPTY, "message", "Le message est vide.", "Envoyez le résultat entier.")
        : Problem.error(
            ProblemCode.FORMAT_UNKNOWN,
            "message",
            "Ce n'est aucun des formats que Relais connaît.",
            "Envoyez du HPRIM Médecin ou un HL7 ORU^R01 ; vérifiez l'export.");
  }

  /**
   * The standard's answer: of the format that reads the content, else of the first that has one.
   */
  @Nullable Content acknowledge(Content received, Acknowledgement acknowledgement) {
    Content answer =
        of(received).map(format -> format.acknowledge(received, acknowledgement)).orElse(null);
    Iterator<MessageFormat> others = formats.iterator();
    while (answer == null && others.hasNext()) {
      answer = others.next().acknowledge(received, acknowledgement);
    }
    return answer;
  }

  /** Whether the format that reads the content finds its end mark. */
  boolean endsWhole(Content content) {
    return of(content).map(format -> format.endsWhole(content)).orElse(false);
  }
}
