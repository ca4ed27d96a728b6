// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.annuaire;

import org.jspecify.annotations.Nullable;

/**
 * An address that the register gives of someone or of a structure.
 *
 * @param type TRE_R257 (PER, CAB, ORG, APP); empty: not said; null: an ordinary address, no MSSanté
 * @param first whether it is the preferred one
 * @param digital whether documents may come without a copy on paper
 */
public record Mailbox(String address, @Nullable String type, boolean first, boolean digital) {

  /** Someone's own. */
  public static Mailbox personal(String address) {
    return new Mailbox(address, "PER", false, true);
  }

  /** An ordinary one, as a trap. */
  public static Mailbox ordinary(String address) {
    return new Mailbox(address, null, true, false);
  }

  /** The same, preferred. */
  public Mailbox preferred() {
    return new Mailbox(address, type, true, digital);
  }

  String json() {
    StringBuilder text = new StringBuilder("{");
    if (type != null) {
      text.append(
          "\"extension\":[{\"url\":\"https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-contact-point-email-type\",\"valueCoding\":{\"system\":\"https://mos.esante.gouv.fr/NOS/TRE_R256-TypeMessagerie/FHIR/TRE-R256-TypeMessagerie\",\"code\":\"MSSANTE\"}}");
      if (!type.isEmpty()) {
        text.append(
                ",{\"url\":\"https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/as-ext-mailbox-mss-metadata\",\"extension\":[{\"url\":\"type\",\"valueCodeableConcept\":{\"coding\":[{\"system\":\"https://mos.esante.gouv.fr/NOS/TRE_R257-TypeBAL/FHIR/TRE-R257-TypeBAL\",\"code\":\"")
            .append(type)
            .append("\"}]}},{\"url\":\"digitization\",\"valueBoolean\":")
            .append(digital)
            .append("}]}");
      }
      text.append("],");
    }
    text.append("\"system\":\"email\",\"value\":\"").append(address).append('"');
    return text.append(first ? ",\"rank\":1}" : "}").toString();
  }
}
