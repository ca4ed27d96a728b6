// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.flow.Exit.Attempt;

/** How an act on the DMP ended well: the name is the code that is kept with the attempt. */
public enum DmpDone {
  /** The document was filed. */
  DMP_FILED,
  /** It was there already, filed by us or by its producer: nothing was sent. */
  DMP_ALREADY_THERE,
  /** It was filed in the place of the earlier one. */
  DMP_REPLACED,
  /** It was filed; the earlier one was never there, so nothing was replaced. */
  DMP_NOTHING_TO_REPLACE,
  /** The document was deleted. */
  DMP_DELETED,
  /** The document was not there: nothing was sent. */
  DMP_NOTHING_TO_DELETE;

  Attempt attempt() {
    return new Attempt(AttemptOutcome.OK, name());
  }
}
