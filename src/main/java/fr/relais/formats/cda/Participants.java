// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Recipient;
import fr.relais.core.model.ReportKind;
import fr.relais.formats.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The people that the header names beside its authors, by the role that they have in the case. */
final class Participants {
  /** Function of the one whom the prescriber stood in for (TRE_R85). */
  private static final String REPLACED = "353";

  private final XmlElement document;
  private final Findings findings;
  private final People people;

  Participants(XmlElement document, Findings findings) {
    this.document = document;
    this.findings = findings;
    this.people = new People(findings);
  }

  /**
   * {@code REF}. When a locum prescribed, the doctor whom he stood in for is named too: the locum
   * is the requester, and it is said that there is another. Of an order without {@code REF} the
   * author is the requester (CI-SIS IMG-DA). Two requesters are none.
   */
  @Nullable PractitionerReference requester(ReportKind kind) {
    List<PractitionerReference> asked = new ArrayList<>();
    List<PractitionerReference> stoodInFor = new ArrayList<>();
    document
        .children("participant")
        .filter(participant -> "REF".equals(participant.attribute("typeCode")))
        .forEach(
            participant -> {
              PractitionerReference person = person(participant, "participant REF");
              List<PractitionerReference> into =
                  REPLACED.equals(function(participant)) ? stoodInFor : asked;
              if (person != null && !into.contains(person)) {
                into.add(person);
              }
            });
    if (!stoodInFor.isEmpty()) {
      findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          "participant REF",
          "Le document nomme aussi le médecin que le prescripteur remplaçait.",
          "Voir l'original si le prescripteur n'est pas joignable.");
    }
    List<PractitionerReference> referred = asked.isEmpty() ? stoodInFor : asked;
    List<PractitionerReference> named =
        referred.isEmpty() && kind == ReportKind.ORDER ? authors() : referred;
    if (named.size() > 1) {
      findings.warning(
          ProblemCode.REQUESTERS_DISAGREE,
          referred.isEmpty() ? "author" : "participant REF",
          "Le document désigne des prescripteurs différents ; aucun n'a été choisi.",
          "Dire qui a prescrit ; chez l'émetteur, n'écrire qu'un prescripteur.");
      return null;
    }
    return named.isEmpty() ? null : named.get(0);
  }

  /** The people who wrote the document; a device wrote nothing that it may ask for. */
  private List<PractitionerReference> authors() {
    return document
        .all("author", "assignedAuthor")
        .filter(author -> author.child("assignedPerson") != null)
        .map(author -> people.practitioner(Parts.party(author), "author"))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** {@code INF} with function {@code PCP}; without it an informant is anyone. */
  @Nullable PractitionerReference generalPractitioner() {
    return document
        .children("participant")
        .filter(participant -> "INF".equals(participant.attribute("typeCode")))
        .filter(participant -> "PCP".equals(function(participant)))
        .map(participant -> person(participant, "participant INF"))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /**
   * Those whom the author had in mind. A mail address written there is not one to send to (CI-SIS:
   * the envelope says that), so none is taken.
   */
  List<Recipient> recipients() {
    List<Recipient> recipients = new ArrayList<>();
    document
        .all("informationRecipient", "intendedRecipient")
        .forEach(
            intended -> {
              String place = "informationRecipient";
              PractitionerReference person = people.practitioner(Parts.party(intended), place);
              if (person != null) {
                recipients.add(new Recipient(person, null));
              } else if (intended.child("receivedOrganization") != null) {
                findings.warning(
                    ProblemCode.FIELD_NOT_UNDERSTOOD,
                    place,
                    "Un destinataire est une structure sans personne ; il n'a pas été repris.",
                    "Voir l'original ; nommer le professionnel destinataire.");
              }
            });
    return recipients.stream().distinct().toList();
  }

  private static @Nullable String function(XmlElement participant) {
    return Parts.value(participant.child("functionCode"), "code");
  }

  private @Nullable PractitionerReference person(XmlElement participant, String place) {
    return people.practitioner(Parts.party(participant.child("associatedEntity")), place);
  }
}
