// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.unread;

import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.MessageFormat;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Formats of the field that are not read yet: told apart by their first bytes, kept whole for a
 * person, never opened. No parser is involved.
 */
public final class UnreadFormat implements MessageFormat {
  private static final Set<String> ROOTS =
      Set.of("evenementsPatients", "serveurActes", "demandesExamens", "resultatsExamens");

  @Override
  public boolean recognises(Content content) {
    return name(content).isPresent();
  }

  @Override
  public Decoding decode(Content content) {
    FormatName name = name(content).orElse(FormatName.UNKNOWN);
    return Decoding.quarantined(name, content, problem(name));
  }

  private static Problem problem(FormatName name) {
    return switch (name) {
      case PDF, IMAGE ->
          notRead(
              "Un document seul : rien n'y dit à une machine de quel patient il est, ni s'il"
                  + " presse.",
              "Le lire et dire à qui il revient ; demander à l'émetteur de le joindre à un compte"
                  + " rendu CDA, HL7 v2 ou HPRIM Médecin.");
      case HPRIM_MEDECIN,
          HPRIM_SANTE,
          HPRIM_XML,
          HL7V2_ORU,
          HL7V2_CDA,
          CDA,
          XDM,
          MIME,
          FHIR,
          UNKNOWN ->
          notRead(
              "Ce format est reconnu, mais n'est pas encore lu.",
              "Lire l'original ; demander à l'émetteur un envoi en HPRIM Médecin ou en HL7 v2.");
    };
  }

  private static Problem notRead(String cause, String cure) {
    return Problem.error(ProblemCode.FORMAT_NOT_READ, "message", cause, cure);
  }

  @Override
  public boolean endsWhole(Content content) {
    return name(content).map(name -> Ends.whole(content.bytes(), name)).orElse(true);
  }

  @Override
  public @Nullable Content acknowledge(Content received, Acknowledgement acknowledgement) {
    return null;
  }

  private static Optional<FormatName> name(Content content) {
    byte[] bytes = content.bytes();
    Optional<FormatName> binary = Marks.binary(bytes);
    if (binary.isPresent()) {
      return binary;
    }
    String text = Marks.beginning(bytes).stripLeading();
    return text.startsWith("<") ? xml(text) : Optional.empty();
  }

  /** Some senders leave the namespace out: the messages of HPRIM XML have names of their own. */
  private static Optional<FormatName> xml(String text) {
    return text.contains("http://www.hprim.org/hprimXML") || ROOTS.contains(Ends.root(text))
        ? Optional.of(FormatName.HPRIM_XML)
        : Optional.empty();
  }
}
