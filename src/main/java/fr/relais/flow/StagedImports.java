// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.match.BlindKey;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Imports that look wrong and wait for a named person to take or drop them. Nothing of them is in
 * force meanwhile. The same files again are the same import.
 */
public final class StagedImports {
  private static final BlindKey ALL = new BlindKey(BlindKey.Kind.STATE, "staged import");
  private static final int SHOWN_MAX = 1_000;

  private final Store store;
  private final InstantSource clock;

  public StagedImports(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Where an import that waited stands. */
  public enum State {
    WAITING,
    TAKEN,
    DROPPED
  }

  /** One of its files, whole. */
  public record File(String name, byte[] content) {}

  /**
   * One import.
   *
   * @param id made of its files: the same ones have the same
   * @param at when it came; its relative days count from there
   * @param actor who brought it
   * @param reasons why it waits, in French, without a name or an address
   * @param differences what it would change, with counts and ids
   * @param by who took or dropped it; null while it waits
   */
  public record Staged(
      String id,
      Instant at,
      String actor,
      List<File> files,
      List<String> reasons,
      List<String> differences,
      State state,
      @Nullable String by) {}

  /** Keeps an import aside; one that waits already, or that was dropped, stays as it is. */
  public Staged stage(
      String actor, List<File> files, List<String> reasons, List<String> differences) {
    String id = id(files);
    return store.inTransaction(
        tx -> {
          Optional<Staged> known = tx.records().get(Staged.class, id);
          if (known.isPresent() && known.get().state() != State.TAKEN) {
            return known.get();
          }
          Instant now = clock.instant();
          Staged staged =
              new Staged(
                  id,
                  now,
                  actor,
                  List.copyOf(files),
                  List.copyOf(reasons),
                  List.copyOf(differences),
                  State.WAITING,
                  null);
          tx.records().put(Staged.class, id, staged, List.of(ALL));
          tx.audit(new AuditLine(now, actor, AuditLine.Action.IMPORTED, id, "STAGED"));
          return staged;
        });
  }

  public List<Staged> waiting() {
    return store.inTransaction(
        tx ->
            tx.records().find(Staged.class, List.of(ALL), SHOWN_MAX).stream()
                .filter(s -> s.state() == State.WAITING)
                .toList());
  }

  public Optional<Staged> get(String id) {
    return store.inTransaction(tx -> tx.records().get(Staged.class, id));
  }

  /**
   * A person took it or dropped it.
   *
   * @return false when it does not wait any more
   */
  public boolean end(String id, State state, String by) {
    return store.inTransaction(
        tx -> {
          Staged staged = tx.records().get(Staged.class, id).orElse(null);
          if (staged == null || staged.state() != State.WAITING) {
            return false;
          }
          Staged ended =
              new Staged(
                  id,
                  staged.at(),
                  staged.actor(),
                  state == State.DROPPED ? List.of() : staged.files(),
                  staged.reasons(),
                  staged.differences(),
                  state,
                  Objects.requireNonNull(by));
          tx.records().put(Staged.class, id, ended, List.of(ALL));
          tx.audit(new AuditLine(clock.instant(), by, AuditLine.Action.IMPORTED, id, state.name()));
          return true;
        });
  }

  private static String id(List<File> files) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    files.stream()
        .sorted(Comparator.comparing(File::name).thenComparing(File::content, Arrays::compare))
        .forEach(
            file -> {
              all.writeBytes(file.name().getBytes(StandardCharsets.UTF_8));
              all.write(0);
              all.writeBytes(Sha256.of(file.content()).hex().getBytes(StandardCharsets.UTF_8));
            });
    return Sha256.of(all.toByteArray()).brief();
  }
}
