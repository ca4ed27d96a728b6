// SPDX-License-Identifier: Apache-2.0
package fr.relais.campaign;

import fr.relais.core.model.Sha256;
import fr.relais.sandbox.Laboratory;
import fr.relais.sandbox.LaboratoryFolder;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A laboratory that never stops: many connections, each with one message that waits for its answer,
 * and one clerk who drops files. What was not answered is sent again, to whatever port is open.
 */
final class Laboratories implements AutoCloseable {
  private static final Pattern CODE = Pattern.compile("\rMSA\\|([A-Z]{2})\\|");
  private static final Duration ANSWER_WAIT = Duration.ofSeconds(30);

  private final Generator generator;
  private final IntSupplier port;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger broken = new AtomicInteger();
  private final Map<String, Sent> ledger = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> surprises = new ConcurrentLinkedQueue<>();
  private final List<Thread> clerks = new ArrayList<>();
  private volatile boolean running = true;

  /**
   * What was sent, once or more, and the positive answers that it got.
   *
   * @param tries how often it was sent
   */
  record Sent(Generator.Message message, int tries) {}

  /**
   * @param port of the MLLP door at this moment; 0 while there is none
   */
  Laboratories(Generator generator, IntSupplier port, int connections) {
    this.generator = generator;
    this.port = port;
    for (int i = 0; i < connections; i++) {
      run(this::mllp);
    }
  }

  /** One more clerk, who drops HPRIM files. */
  void drop(Path folder) {
    run(() -> files(new LaboratoryFolder(folder, Duration.ofMinutes(2))));
  }

  private void run(Runnable work) {
    Thread clerk = new Thread(work, "laboratory");
    clerk.setDaemon(true);
    clerks.add(clerk);
    clerk.start();
  }

  private void mllp() {
    Laboratory line = null;
    int lineTo = 0;
    while (running) {
      Generator.Message message = generator.hl7(next.getAndIncrement());
      String code = null;
      for (int tries = 1; code == null; tries++) {
        int door = port.getAsInt();
        if (line == null || lineTo != door) {
          close(line);
          line = new Laboratory("127.0.0.1", door, ANSWER_WAIT, 1);
          lineTo = door;
        }
        code = door == 0 ? null : answer(line, message, tries);
        if (code == null) {
          close(line);
          line = null;
          Pause.millis(20);
        }
      }
    }
    close(line);
  }

  /** The code of the answer; null when it must be sent again. */
  private @Nullable String answer(Laboratory line, Generator.Message message, int tries) {
    inFlight.incrementAndGet();
    try {
      String answer = new String(line.send(message.bytes()).answer(), StandardCharsets.ISO_8859_1);
      Matcher found = CODE.matcher(answer);
      String code = found.find() ? found.group(1) : "??";
      if (code.equals("AA")) {
        acknowledged(message, tries);
        return code;
      }
      if (!code.equals("AR")) {
        surprises.add(code);
        return code;
      }
      return null;
    } catch (ConnectException e) {
      return null;
    } catch (IOException e) {
      broken.incrementAndGet();
      return null;
    } finally {
      inFlight.decrementAndGet();
    }
  }

  private void files(LaboratoryFolder folder) {
    for (int number = 0; running; number++) {
      Generator.Message message = generator.hprim(number);
      try {
        LaboratoryFolder.Receipt receipt = folder.drop("f" + number + ".hpr", message.bytes());
        if (receipt.verdict().equals("RECU")) {
          acknowledged(message, 1);
        } else {
          surprises.add(receipt.verdict() + receipt.problems());
        }
      } catch (IOException e) {
        surprises.add("no result file: " + e.getMessage());
      }
    }
  }

  private void acknowledged(Generator.Message message, int tries) {
    ledger.put(Sha256.of(message.bytes()).hex(), new Sent(message, tries));
  }

  private static void close(@Nullable Laboratory line) {
    try {
      if (line != null) {
        line.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Messages that wait for their answer at this moment. */
  int inFlight() {
    return inFlight.get();
  }

  /** Messages that a broken connection left without an answer, since the last time of asking. */
  int takeBroken() {
    return broken.getAndSet(0);
  }

  int acknowledgedCount() {
    return ledger.size();
  }

  /** By the hash of their bytes, everything that was acknowledged. */
  Map<String, Sent> ledger() {
    return Map.copyOf(ledger);
  }

  /** Answers that no well-formed message should get. */
  List<String> surprises() {
    return List.copyOf(surprises);
  }

  /** Begins no new message, and waits until what was begun is answered. */
  void finish() {
    running = false;
    try {
      for (Thread clerk : clerks) {
        clerk.join(150_000);
        if (clerk.isAlive()) {
          throw new IllegalStateException("a message is not answered");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    running = false;
    clerks.forEach(Thread::interrupt);
  }
}
