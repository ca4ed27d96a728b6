// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.Content;
import java.util.List;
import java.util.Optional;

/** The shares of messages as they came, each under an id of its own. */
public interface Shares {

  /** The bytes of a report or of an unread share. */
  Optional<Content> content(String id);

  /** Those that lie under this follow-up and that nobody read for certain. */
  List<String> unread(String followUp);
}
