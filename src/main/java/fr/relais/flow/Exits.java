// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Loss;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.ParcelWriter;
import fr.relais.core.model.Sha256;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways out, each with the writer that the recipient's sheet asks for. */
public final class Exits {
  private static final Logger LOG = LoggerFactory.getLogger(Exits.class);

  private final Map<Channel, Exit> exits;
  private final Writers writers;

  public Exits(List<Exit> exits, Writers writers) {
    this.exits = exits.stream().collect(Collectors.toMap(Exit::channel, Function.identity()));
    this.writers = writers;
  }

  /**
   * What was tried.
   *
   * @param digest of what left; null when nothing did
   * @param losses what the format could not hold, in French; empty when nothing
   */
  record Sent(Exit.Attempt attempt, @Nullable Sha256 digest, String losses) {}

  /** Writes and sends; never throws. */
  Sent send(Delivery delivery, Letter letter) {
    Channel channel = Channel.valueOf(delivery.channel().toUpperCase(Locale.ROOT));
    Exit exit = exits.get(channel);
    if (exit == null) {
      return nothing("NO_SUCH_EXIT");
    }
    try {
      Parcel parcel = writers.of(channel, letter.sheet().form(channel)).write(letter);
      return new Sent(exit.send(delivery, parcel), parcel.digest(), losses(parcel));
    } catch (ParcelWriter.CannotWrite e) {
      return nothing("CANNOT_WRITE_" + e.problem().code());
    } catch (RuntimeException e) {
      LOG.error("writing of {} failed: {}", delivery.id(), e.getClass().getName());
      return new Sent(new Exit.Attempt(AttemptOutcome.REFUSED, "WRITER_FAILED"), null, "");
    }
  }

  private static Sent nothing(String detail) {
    return new Sent(new Exit.Attempt(AttemptOutcome.REFUSED, detail, true), null, "");
  }

  private static String losses(Parcel parcel) {
    return parcel.losses().stream().map(Exits::told).collect(Collectors.joining(" ; "));
  }

  private static String told(Loss loss) {
    return loss.fact() + " : " + loss.instead();
  }
}
