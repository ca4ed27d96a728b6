// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The structures and the software that the platform knows. */
public final class DmpStructures {
  private final Map<String, Structure> structures;
  private final Set<String> homologations;

  /**
   * A structure with rights.
   *
   * @param id Struct_IdNat, as in its certificates
   * @param sectors the codes of its sectors, {@code SA07}
   * @param active an inactive one is as unknown
   * @param professionals idNat_PS of those who are linked with it; empty when anybody is
   */
  public record Structure(
      String id, Set<String> sectors, boolean active, Set<String> professionals) {
    public Structure {
      sectors = Set.copyOf(sectors);
      professionals = Set.copyOf(professionals);
    }

    /** An active one, without a list of its people. */
    public Structure(String id, String sector) {
      this(id, Set.of(sector), true, Set.of());
    }
  }

  /**
   * @param homologations the numbers given to software, LPS_ID_HOMOLOGATION_DMP
   */
  public DmpStructures(Collection<Structure> structures, Set<String> homologations) {
    this.structures =
        structures.stream().collect(Collectors.toMap(Structure::id, Function.identity()));
    this.homologations = Set.copyOf(homologations);
  }

  @Nullable Structure active(String id) {
    Structure structure = structures.get(id);
    return structure == null || !structure.active() ? null : structure;
  }

  boolean isHomologated(String number) {
    return homologations.contains(number);
  }
}
