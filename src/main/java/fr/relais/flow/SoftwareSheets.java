// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.Practitioner;
import fr.relais.core.model.SoftwareSheet;

/** The sheets of practice software as they stand now; reloaded whole when they change. */
public interface SoftwareSheets {
  /** No sheet: everything goes as it came. */
  SoftwareSheets NONE = practitioner -> SoftwareSheet.AS_RECEIVED;

  /** The sheet of this doctor's software; never null. */
  SoftwareSheet of(Practitioner practitioner);
}
