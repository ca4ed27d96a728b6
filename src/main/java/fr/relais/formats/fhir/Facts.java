// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.PeopleExtract;
import fr.relais.core.model.PeopleExtract.Mailbox;
import fr.relais.core.model.PeopleExtract.Mission;
import fr.relais.core.model.PeopleExtract.Stay;
import fr.relais.core.model.PeopleExtract.Time;
import java.util.ArrayList;
import java.util.List;

/** Gathers people over time while a Bundle is read, in its order. */
record Facts(List<Mission> missions, List<Mailbox> mailboxes, List<Stay> stays, List<Time> times) {
  Facts() {
    this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  PeopleExtract extract() {
    return new PeopleExtract(missions, mailboxes, stays, times);
  }
}
