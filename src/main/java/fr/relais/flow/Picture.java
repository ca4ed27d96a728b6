// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Versions;
import fr.relais.core.model.ReportVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the versions of a result say together. */
final class Picture {
  private Picture() {}

  /** Null when there is none. */
  static Versions.@Nullable Current of(List<ReportVersion> versions) {
    return versions.isEmpty()
        ? null
        : Versions.of(
            versions.stream().map(v -> new Versions.Version(v.report(), v.cumulative())).toList());
  }
}
