// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Content;
import fr.relais.core.model.RegisterPage;
import java.util.Optional;

/** Reads a page of the national register; whoever knows its standard is given to us. */
@FunctionalInterface
public interface RegisterReader {

  /** Empty when it is not understood whole. */
  Optional<RegisterPage> read(Content content);
}
