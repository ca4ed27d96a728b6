// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.ops;

import fr.relais.flow.Store;

/** The page at {@code /}: that Relais is up, in numbers, and how to send it something. */
public interface Welcome {

  /** HTML in French. */
  String page(Store.Figures figures);
}
