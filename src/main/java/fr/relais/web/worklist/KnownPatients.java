// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.model.SharedDocument;
import fr.relais.flow.PatientDoor;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The patients whom one person opened in one session, under names that say nothing, so that no
 * identity is in an address. In memory only, gone with the session.
 */
final class KnownPatients {
  private static final int KEPT_MAX = 50;
  private static final int NAME_BYTES = 16;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, PatientDoor> doors = new LinkedHashMap<>();
  private @Nullable Shared shared;

  /**
   * What the DMP last answered.
   *
   * @param patient the name of whom it is about
   * @param at the time when it answered, as a page says it
   * @param refusal code; empty when it answered with documents
   * @param unread how many others are not described enough to be shown
   * @param whole whether the DMP says that its list is whole
   */
  record Shared(
      String patient,
      String at,
      String refusal,
      List<SharedDocument> documents,
      int unread,
      boolean whole) {
    Shared {
      documents = List.copyOf(documents);
    }

    static Shared refused(String patient, String at, String code) {
      return new Shared(patient, at, code, List.of(), 0, true);
    }
  }

  /** The name of this patient; the same as before when he was opened in the same way. */
  synchronized String name(PatientDoor door) {
    for (Map.Entry<String, PatientDoor> each : doors.entrySet()) {
      if (each.getValue().equals(door)) {
        return each.getKey();
      }
    }
    if (doors.size() == KEPT_MAX) {
      doors.remove(doors.keySet().iterator().next());
    }
    byte[] bytes = new byte[NAME_BYTES];
    random.nextBytes(bytes);
    String name = HexFormat.of().formatHex(bytes);
    doors.put(name, door);
    return name;
  }

  synchronized Optional<PatientDoor> door(String name) {
    return Optional.ofNullable(doors.get(name));
  }

  /** Keeps what the DMP answered; what it answered for another patient is forgotten. */
  synchronized void shared(Shared answer) {
    shared = answer;
  }

  synchronized Optional<Shared> shared(String patient) {
    return Optional.ofNullable(shared).filter(answer -> answer.patient().equals(patient));
  }
}
