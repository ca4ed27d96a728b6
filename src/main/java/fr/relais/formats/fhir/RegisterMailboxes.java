// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.RegisterPage.Mailbox;
import fr.relais.core.model.RegisterPage.MailboxKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.Extension;

/**
 * Reads the MSSanté mailboxes of a resource of the register: a telecom that an extension marks as
 * one (profile as-mailbox-mss). An ordinary address beside it never is.
 */
final class RegisterMailboxes {
  private final Findings findings;

  RegisterMailboxes(Findings findings) {
    this.findings = findings;
  }

  List<Mailbox> of(List<ContactPoint> telecom, String place) {
    List<Mailbox> found = new ArrayList<>();
    for (int i = 0; i < telecom.size(); i++) {
      ContactPoint point = telecom.get(i);
      if (secure(point) && point.getSystem() == ContactPointSystem.EMAIL) {
        mailbox(point, place + ".telecom[" + i + "]", found);
      }
    }
    return found;
  }

  /** Published examples mark one by its type of mail, by what is told of it, or by both. */
  private static boolean secure(ContactPoint point) {
    Extension type = Words.extension(point.getExtension(), Mailboxes.EMAIL_TYPE).orElse(null);
    return type == null
        ? Words.extension(point.getExtension(), Mailboxes.METADATA).isPresent()
        : Mailboxes.codes(type).contains(Mailboxes.MSSANTE);
  }

  private void mailbox(ContactPoint point, String place, List<Mailbox> found) {
    Extension metadata = Words.extension(point.getExtension(), Mailboxes.METADATA).orElse(null);
    List<Extension> said = metadata == null ? List.of() : metadata.getExtension();
    boolean over = point.getUse() == ContactPointUse.OLD || point.getPeriod().hasEnd();
    if (over || Words.yes(said, "listeRouge")) {
      return;
    }
    String address = Objects.requireNonNullElse(point.getValue(), "").strip();
    if (!address.matches("[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,190}")) {
      findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place + ".value",
          "Cette messagerie n'a pas la forme d'une adresse : elle est laissée de côté.",
          "Signalez-le à l'Annuaire Santé.");
      return;
    }
    boolean digital = Words.yes(said, "digitization") || Words.yes(said, "dematerialization");
    found.add(
        new Mailbox(
            address.toLowerCase(Locale.ROOT), kind(said, place), point.getRank() == 1, digital));
  }

  private MailboxKind kind(List<Extension> said, String place) {
    List<String> codes =
        Words.extension(said, "type").map(Mailboxes::codes).orElse(List.of()).stream()
            .filter(Objects::nonNull)
            .toList();
    if (codes.size() > 1) {
      findings.warning(
          ProblemCode.CODE_NOT_UNDERSTOOD,
          place,
          "Cette messagerie a plusieurs types : elle n'est celle de personne.",
          "Signalez-le à l'Annuaire Santé.");
      return MailboxKind.ORGANISATION;
    }
    return codes.isEmpty() ? MailboxKind.NOT_SAID : kind(codes.get(0));
  }

  /** A kind that is not known yet is nobody's own. */
  private static MailboxKind kind(String code) {
    return switch (code) {
      case "PER" -> MailboxKind.PERSONAL;
      case "CAB" -> MailboxKind.PRACTICE;
      case "APP" -> MailboxKind.APPLICATION;
      default -> MailboxKind.ORGANISATION;
    };
  }
}
