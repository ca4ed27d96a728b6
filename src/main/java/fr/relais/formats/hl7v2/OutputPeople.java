// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import static fr.relais.formats.hl7v2.OutputSegment.components;
import static fr.relais.formats.hl7v2.OutputSegment.data;

import fr.relais.core.model.Letter;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Report;
import org.jspecify.annotations.Nullable;

/** Professionals (XCN, HL7 v2.5 ch. 2.A.86) under their RPPS number, else the sender's own. */
final class OutputPeople {
  private static final String AUTHORITY = "ASIP-SANTE-PS&1.2.250.1.71.4.2.1&ISO";

  private OutputPeople() {}

  /** Empty for nobody. */
  static String of(@Nullable PractitionerReference person) {
    if (person == null) {
      return "";
    }
    return person.rpps() != null
        ? national(person.rpps(), person.family(), person.given())
        : components(data(person.otherId()), data(person.family()), data(person.given()));
  }

  static String of(Practitioner person) {
    return person.rpps() == null
        ? components("", data(person.family()), data(person.given()))
        : national(person.rpps(), person.family(), person.given());
  }

  private static String national(String rpps, @Nullable String family, @Nullable String given) {
    return components(
        data(rpps), data(family), data(given), "", "", "", "", "", AUTHORITY, "D", "", "", "RPPS");
  }

  /**
   * Who asked, as the message names him; his number is added once it is known for certain who he
   * is.
   */
  static @Nullable PractitionerReference requester(Letter letter, Report report) {
    PractitionerReference said = report.requester();
    Practitioner known = letter.requester();
    if (known == null || said != null && (said.rpps() != null || known.rpps() == null)) {
      return said;
    }
    return said == null || said.family() == null
        ? new PractitionerReference(known.rpps(), null, known.family(), known.given())
        : new PractitionerReference(known.rpps(), null, said.family(), said.given());
  }
}
