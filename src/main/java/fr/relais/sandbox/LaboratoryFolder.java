// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A laboratory that lays files in a folder, as its software would: under a temporary name, then
 * renamed, and then it waits for the result file beside it.
 */
public final class LaboratoryFolder {
  private static final Set<String> MEMBERS =
      Set.of("verdict", "deja_recu", "empreinte_sha256", "original", "problemes", "accuse_hl7");
  private static final Set<String> VERDICTS = Set.of("RECU", "EN_QUARANTAINE", "REFUSE");
  private static final Duration LOOK = Duration.ofMillis(20);
  private final Path folder;
  private final Duration timeout;

  /**
   * @param folder this laboratory's folder
   * @param timeout how long a result file may take
   */
  public LaboratoryFolder(Path folder, Duration timeout) {
    this.folder = folder;
    this.timeout = timeout;
  }

  /**
   * What the result file says.
   *
   * @param verdict RECU, EN_QUARANTAINE or REFUSE
   * @param problems their codes
   * @param hl7 the standard's own answer, when there is one
   */
  public record Receipt(
      String verdict,
      boolean repeat,
      @Nullable String sha256,
      @Nullable String original,
      List<String> problems,
      byte @Nullable [] hl7) {}

  /**
   * Lays a file down and waits for its result. The result file of an earlier file of the same name
   * is taken away first.
   *
   * @throws IOException when no result came in time, or it is not what was agreed
   */
  public Receipt drop(String name, byte[] message) throws IOException {
    Path result = folder.resolve(name + ".accuse.json");
    Files.deleteIfExists(result);
    Path writing = Files.write(folder.resolve(name + ".tmp"), message);
    Files.move(writing, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    waitFor(result);
    try {
      return receipt(StrictJson.read(Files.readAllBytes(result)));
    } catch (IllegalArgumentException | ClassCastException e) {
      throw new IOException("the result file is not what was agreed", e);
    }
  }

  private void waitFor(Path result) throws IOException {
    long end = System.nanoTime() + timeout.toNanos();
    while (Files.notExists(result)) {
      if (System.nanoTime() - end > 0) {
        throw new InterruptedIOException("no result file in time");
      }
      try {
        Thread.sleep(LOOK.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
    }
  }

  private static Receipt receipt(Map<String, @Nullable Object> json) {
    if (!json.keySet().equals(MEMBERS) || !VERDICTS.contains(text(json, "verdict"))) {
      throw new IllegalArgumentException("other members or another verdict");
    }
    String hl7 = (String) json.get("accuse_hl7");
    return new Receipt(
        text(json, "verdict"),
        (Boolean) required(json, "deja_recu"),
        (String) json.get("empreinte_sha256"),
        (String) json.get("original"),
        ((List<?>) required(json, "problemes")).stream().map(LaboratoryFolder::code).toList(),
        hl7 == null ? null : Base64.getDecoder().decode(hl7));
  }

  private static String code(@Nullable Object problem) {
    if (problem instanceof Map<?, ?> members && members.get("code") instanceof String code) {
      return code;
    }
    throw new IllegalArgumentException("a problem without code");
  }

  private static String text(Map<String, @Nullable Object> json, String name) {
    return (String) required(json, name);
  }

  private static Object required(Map<String, @Nullable Object> json, String name) {
    Object value = json.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }
}
