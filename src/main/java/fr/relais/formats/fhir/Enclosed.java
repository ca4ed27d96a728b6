// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.Attachment;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.MessageFormat;
import fr.relais.core.model.Outcome;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.ProblemCode;
import fr.relais.formats.identifiers.SamePatient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Documents inside a result: in the attachment itself, or in a Binary of the message. What an
 * address leads to elsewhere is never fetched. Size and digest, where they are said, are checked.
 */
final class Enclosed {
  private static final String UNKNOWN = "application/octet-stream";
  private static final int SHA_1_BYTES = 20;

  /** A clinical document (CDA) that flags a value HH, LL or AA. */
  private static final Pattern CRITICAL =
      Pattern.compile(
          "<(?:[^<>\\s]{1,40}:)?interpretationCode\\s[^<>]{0,400}code=[\"'](?:HH|LL|AA)[\"']");

  private final Scope scope;
  private final MessageFormat documents;
  private final List<Attachment> attachments = new ArrayList<>();
  private final Map<String, PatientIdentity> patients = new LinkedHashMap<>();

  Enclosed(Scope scope, MessageFormat documents) {
    this.scope = scope;
    this.documents = documents;
  }

  List<Attachment> attachments() {
    return attachments;
  }

  void take(org.hl7.fhir.r4.model.Attachment said, Resource from, String place) {
    byte[] bytes = said.getData();
    String type = said.getContentType();
    if (bytes == null && said.hasUrl()) {
      Resource found = scope.links.find(said.getUrl(), from);
      if (found instanceof Binary binary) {
        scope.take(binary);
        bytes = binary.getData();
        type = type == null ? binary.getContentType() : type;
      }
    }
    if (bytes == null || bytes.length == 0) {
      scope.findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place,
          "Un document annoncé n'est pas dans le message ; rien n'est cherché ailleurs.",
          "Joignez-le : data, ou une entrée Binary du même Bundle.");
      return;
    }
    check(said, bytes, place);
    flagged(bytes, place);
    read(Content.of(bytes), place);
    attachments.add(new Attachment(known(type, bytes, place), bytes.length));
  }

  /** A clinical document is opened to know whose it is: what says nothing of that is in doubt. */
  private void read(Content content, String place) {
    if (!documents.recognises(content)) {
      return;
    }
    Decoding inside = documents.decode(content);
    if (inside.outcome() != Outcome.ACCEPTED) {
      scope.findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place,
          "Un document CDA joint ne se lit pas : on ne sait pas de qui il est.",
          "Vérifier le document ; l'envoyer seul, en CDA, pour savoir ce qui manque.");
    }
    for (Decoding.Part part : inside.parts()) {
      if (part.report() != null) {
        patients.put(place, part.report().patient());
      }
    }
  }

  /** Each clinical document inside is of this patient; a contradiction delivers nothing. */
  void mustBeOf(PatientIdentity patient) {
    patients.forEach(
        (place, other) -> {
          if (!new SamePatient(patient, other).certain()) {
            scope.findings.error(
                ProblemCode.SEVERAL_PATIENTS,
                place,
                "Le message et le document joint ne parlent pas du même patient.",
                "Vérifier de quel patient est le document ; renvoyer le message corrigé.");
          }
        });
  }

  /** Its values are not read here: a doctor must not wait for them as for any paper. */
  private void flagged(byte[] bytes, String place) {
    if (CRITICAL.matcher(new String(bytes, StandardCharsets.ISO_8859_1)).find()) {
      scope.findings.error(
          ProblemCode.FORMAT_NOT_READ,
          place,
          "Un document joint porte un résultat critique codé, qui n'est pas lu dans un fichier"
              + " FHIR.",
          "Lire le document tout de suite ; l'envoyer seul, en CDA.");
    }
  }

  private void check(org.hl7.fhir.r4.model.Attachment said, byte[] bytes, String place) {
    if (said.hasSize() && said.getSize() != bytes.length) {
      scope.findings.error(
          ProblemCode.COUNT_MISMATCH,
          place + ".size",
          "Un document n'a pas la taille qui est dite : il est coupé, ou c'en est un autre.",
          "Renvoyez le document entier.");
    }
    if (said.hasHash() && !MessageDigest.isEqual(said.getHash(), digest(said.getHash(), bytes))) {
      scope.findings.error(
          ProblemCode.COUNT_MISMATCH,
          place + ".hash",
          "Un document n'a pas l'empreinte qui est dite : il est abîmé, ou c'en est un autre.",
          "Renvoyez le document ; hash est le SHA-1 de ses octets, en base64.");
    }
  }

  /** SHA-1 by the standard (FHIR R4, Attachment.hash); SHA-256 is met, and told by its length. */
  private static byte[] digest(byte[] said, byte[] bytes) {
    try {
      String algorithm = said.length == SHA_1_BYTES ? "SHA-1" : "SHA-256";
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has both", e);
    }
  }

  private String known(@Nullable String type, byte[] bytes, String place) {
    String lower = Objects.requireNonNullElse(type, "").toLowerCase(Locale.ROOT);
    int parameters = lower.indexOf(';');
    String bare = (parameters < 0 ? lower : lower.substring(0, parameters)).strip();
    boolean pdf =
        new String(bytes, 0, Math.min(bytes.length, 1024), StandardCharsets.ISO_8859_1)
            .contains("%PDF-");
    if (bare.equals("application/pdf") && !pdf) {
      scope.findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place + ".contentType",
          "Une pièce jointe se dit PDF et n'en est pas un.",
          "Vérifier la pièce jointe avant de l'ouvrir ; la corriger chez l'émetteur.");
    }
    return bare.matches("[a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,80}") ? bare : UNKNOWN;
  }
}
