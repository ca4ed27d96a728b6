// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.Decoding.ClaimedSender;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.ProblemCode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** MSH (HL7 v2.5 ch. 2.15.9): who speaks, of what, in which version. */
final class Header {
  private static final Pattern VERSIONS_READ = Pattern.compile("2\\.[1-8](\\.\\d)?");
  private static final Set<String> DOCUMENT_EVENTS = Set.of("T02", "T04", "T10");
  private static final Set<String> ACKNOWLEDGEMENT_EVENTS = Set.of("Z01", "Z02", "Z03");
  private static final String CDA_PROFILE = "CISIS_CDA_HL7";

  private final Segment msh;

  Header(Segment msh) {
    this.msh = msh;
  }

  ClaimedSender claimedSender() {
    return new ClaimedSender(part(3, 1).text(), part(4, 1).text(), part(4, 2).text());
  }

  /** MSH-5 and MSH-6: how the sender names us. */
  ClaimedSender receiver() {
    return new ClaimedSender(part(5, 1).text(), part(6, 1).text(), part(6, 2).text());
  }

  String type() {
    return part(9, 1).code();
  }

  String event() {
    return part(9, 2).code();
  }

  @Nullable String version() {
    return part(12, 1).text();
  }

  boolean versionRead() {
    return VERSIONS_READ.matcher(part(12, 1).code()).matches();
  }

  Segment segment() {
    return msh;
  }

  /** T and D are for tests: such a message must not be kept. */
  boolean forTests() {
    String id = processingId();
    return id.equals("T") || id.equals("D");
  }

  private String processingId() {
    return part(11, 1).code().toUpperCase(Locale.ROOT);
  }

  /** Whether a national profile for documents is claimed (MSH-21). */
  boolean carriesDocuments() {
    boolean profile =
        msh.field(21).repetitions().stream()
            .anyMatch(one -> one.component(2).code().startsWith(CDA_PROFILE));
    return type().equals("MDM") || (type().equals("ORU") && profile);
  }

  /** Whether it tells what became of a document that was sent (ZAM of the same profile). */
  boolean acknowledges() {
    return type().equals("ZAM");
  }

  /** Says what is wrong with the header; gives the format that it announces. */
  FormatName check(boolean documentInside, boolean documentsRead, Findings findings) {
    processing(findings);
    if (msh.field(10).text() == null) {
      missing(10, "Le message n'a pas d'identifiant.", findings);
    }
    if (version() == null) {
      missing(12, "Le message ne dit pas sa version de HL7.", findings);
    } else if (!versionRead()) {
      findings.error(
          ProblemCode.VERSION_NOT_READ,
          "MSH-12",
          "Cette version de HL7 n'est pas lue.",
          "Envoyer le message en HL7 v2.3.1 à v2.5.1.");
    }
    if (acknowledges() && documentsRead) {
      return acknowledgement(findings);
    }
    if (carriesDocuments() || (type().equals("ORU") && documentInside)) {
      if (documentsRead) {
        return carrier(findings);
      }
      findings.error(
          ProblemCode.FORMAT_NOT_READ,
          "MSH-21",
          "Transmission de documents CDA : ce format n'est pas encore lu.",
          "Lire l'original ; envoyer aussi le compte rendu par MSSanté ou en ORU discret.");
      return FormatName.HL7V2_CDA;
    }
    if (!type().equals("ORU") || !event().equals("R01")) {
      findings.error(
          ProblemCode.MESSAGE_TYPE_NOT_READ,
          "MSH-9",
          "Ce type de message n'est pas un compte rendu de résultats (ORU^R01).",
          "Envoyer les résultats en ORU^R01.");
    }
    return FormatName.HL7V2_ORU;
  }

  private FormatName carrier(Findings findings) {
    boolean read = type().equals("ORU") ? event().equals("R01") : DOCUMENT_EVENTS.contains(event());
    if (!read) {
      findings.error(
          ProblemCode.MESSAGE_TYPE_NOT_READ,
          "MSH-9",
          "Cet événement n'est pas de ceux qui transmettent un document.",
          "Employer ORU^R01, MDM^T02, MDM^T10 ou MDM^T04.");
    }
    return FormatName.HL7V2_CDA;
  }

  private FormatName acknowledgement(Findings findings) {
    if (!ACKNOWLEDGEMENT_EVENTS.contains(event())) {
      findings.error(
          ProblemCode.MESSAGE_TYPE_NOT_READ,
          "MSH-9",
          "Cet événement n'est pas un accusé métier connu.",
          "Employer ZAM^Z01, ZAM^Z02 ou ZAM^Z03.");
    }
    return FormatName.HL7V2_CDA;
  }

  private void processing(Findings findings) {
    String id = processingId();
    if (forTests()) {
      findings.error(
          ProblemCode.PROCESSING_ID_REFUSED,
          "MSH-11",
          "Message de test ou de mise au point : il n'est pas gardé.",
          "N'envoyer ici que des messages de production (MSH-11 = P).");
    } else if (id.isEmpty()) {
      missing(11, "Le message ne dit pas s'il est de production.", findings);
    } else if (!id.equals("P")) {
      findings.error(
          ProblemCode.CODE_NOT_UNDERSTOOD,
          "MSH-11",
          "Mode de traitement inconnu.",
          "Écrire P pour un message de production.");
    }
  }

  private static void missing(int field, String cause, Findings findings) {
    findings.warning(
        ProblemCode.REQUIRED_MISSING, "MSH-" + field, cause, "Remplir MSH-" + field + ".");
  }

  private Element part(int field, int component) {
    return msh.field(field).component(component);
  }
}
