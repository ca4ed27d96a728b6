// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Role;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Someone as he is, but for what he works as and until when. */
record Employment(Practitioner person, Role role) {
  Employment(Practitioner person) {
    this(person, person.role());
  }

  Employment as(Role other) {
    return new Employment(person, other);
  }

  /**
   * @param missionEnds the last day of his mission; null for a resident
   */
  Practitioner until(@Nullable LocalDate missionEnds) {
    return new Practitioner(
        person.id(),
        person.rpps(),
        person.family(),
        person.given(),
        person.opensAt(),
        person.closesAt(),
        missionEnds,
        person.revokedOn(),
        person.folder(),
        person.software(),
        person.mailbox(),
        person.phone(),
        person.secondPhone(),
        person.hook(),
        role,
        person.supervisor(),
        person.site(),
        person.expertise());
  }
}
