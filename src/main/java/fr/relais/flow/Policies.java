// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Policy;
import org.jspecify.annotations.Nullable;

/** The rules in force, as they stand at this moment. */
public interface Policies {
  /** The defaults of the design everywhere. */
  Policies DEFAULT = site -> Policy.DEFAULT;

  /**
   * Those of a site.
   *
   * @param site null when no site is known: the defaults
   */
  Policy of(@Nullable String site);
}
