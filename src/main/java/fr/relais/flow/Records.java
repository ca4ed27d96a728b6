// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.match.BlindKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records that stand beside the walk and have no table of their own: who is a patient's médecin
 * traitant, appointments, what was sent when. Each is sealed whole; it is found by its id or by
 * keyed hashes.
 */
public interface Records {

  /** Writes the record, new or changed; from now on it is found by these keys too. */
  <T> void put(Class<T> kind, String id, T value, Collection<BlindKey> keys);

  /** The record, locked until the transaction ends. */
  <T> Optional<T> get(Class<T> kind, String id);

  /** Those of this kind that have these ids, by id, in one query; not locked. */
  <T> Map<String, T> all(Class<T> kind, Collection<String> ids);

  /** Those of this kind that carry any of these keys, in the order in which they were made. */
  <T> List<T> find(Class<T> kind, Collection<BlindKey> keys, int limit);

  /**
   * The mails that were taken, and the receipts that are awaited: these have tables of their own.
   */
  MailLedger mails();
}
