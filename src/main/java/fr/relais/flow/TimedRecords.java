// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.SharedDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The DMP, answered in time or not at all: one that hangs holds up a few threads of its own and
 * nothing else, and one that fails is an answer like another.
 */
public final class TimedRecords implements SharedRecords {
  /** It did not answer in time. */
  public static final String LATE = "DMP_TIMEOUT";

  /** It could not be asked. */
  public static final String DOWN = "DMP_UNAVAILABLE";

  private static final Logger LOG = LoggerFactory.getLogger(TimedRecords.class);
  private static final int AT_ONCE = 8;
  private static final long IDLE_SECONDS = 30;

  private final SharedRecords records;
  private final Duration patience;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          AT_ONCE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          work -> {
            Thread thread = new Thread(work, "relais-dmp");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param patience how long a doctor waits
   */
  public TimedRecords(SharedRecords records, Duration patience) {
    this.records = records;
    this.patience = patience;
  }

  @Override
  public Found find(Reader reader, PatientIdentity patient, Instant since) {
    return inTime(() -> records.find(reader, patient, since), refused -> refused);
  }

  @Override
  public Fetched get(Reader reader, PatientIdentity patient, SharedDocument document) {
    return inTime(() -> records.get(reader, patient, document), refused -> refused);
  }

  @Override
  public boolean declares() {
    return records.declares();
  }

  @Override
  public Declared declare(Reader reader, PatientIdentity patient, boolean granted) {
    return inTime(() -> records.declare(reader, patient, granted), refused -> refused);
  }

  private <T> T inTime(Callable<T> question, Function<Refused, T> refused) {
    Future<T> asked;
    try {
      asked = threads.submit(question);
    } catch (RejectedExecutionException full) {
      return refused.apply(new Refused(DOWN));
    }
    try {
      return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      asked.cancel(true);
      return refused.apply(new Refused(LATE));
    } catch (ExecutionException failed) {
      LOG.error("reading the DMP failed: {}", failed.getCause().getClass().getName());
      return refused.apply(new Refused(DOWN));
    } catch (InterruptedException stopped) {
      asked.cancel(true);
      Thread.currentThread().interrupt();
      return refused.apply(new Refused(DOWN));
    }
  }
}
