// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.Content;
import fr.relais.core.model.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A clinical document in an OBX (CI-SIS "Transmission de documents CDA en HL7v2"): {@code
 * OBX|1|ED|<type>||^TEXT^XML^Base64^<document>||||||F}.
 */
final class EmbeddedDocument {
  private static final int GROUP = 4;
  private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private EmbeddedDocument() {}

  /** OBX-2 ED with sub-type XML. */
  static boolean isIn(Segment segment) {
    return segment.is("OBX")
        && segment.field(2).code().equals("ED")
        && segment.field(5).component(3).code().toUpperCase(Locale.ROOT).equals("XML");
  }

  /** The bytes of the document; null and an error when they are not whole, or not XML. */
  static @Nullable Content of(Segment obx, Findings findings) {
    Element field = obx.field(5);
    if (!field.component(4).code().equalsIgnoreCase("Base64")) {
      broken(obx, "Le document n'est pas en base64.", findings);
      return null;
    }
    byte[] bytes = decoded(field.component(5).verbatim(), obx, findings);
    if (bytes == null) {
      broken(obx, "Le base64 du document est coupé ou abîmé.", findings);
      return null;
    }
    if (!looksLikeXml(bytes)) {
      broken(obx, "Ce qui est à la place du document n'est pas du XML.", findings);
      return null;
    }
    return Content.of(bytes);
  }

  /** Blanks are left out and missing padding is put back; nothing else is mended. */
  private static byte @Nullable [] decoded(String written, Segment obx, Findings findings) {
    String signs = written.replaceAll("\\s+", "");
    int bare = signs.length();
    while (bare > 0 && signs.charAt(bare - 1) == '=') {
      bare--;
    }
    int padding = signs.length() - bare;
    int wanted = (GROUP - bare % GROUP) % GROUP;
    if (bare == 0 || wanted == GROUP - 1 || padding > wanted) {
      return null;
    }
    if (padding != wanted || signs.length() != written.length()) {
      findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          obx.place(5),
          "Le base64 du document a été réparé (blancs ou remplissage manquant).",
          "Écrire le base64 d'un seul tenant, avec son remplissage.");
    }
    try {
      return Base64.getDecoder()
          .decode(signs.substring(0, bare).getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  private static boolean looksLikeXml(byte[] bytes) {
    int at = 0;
    if (bytes.length > BOM.length
        && bytes[0] == BOM[0]
        && bytes[1] == BOM[1]
        && bytes[2] == BOM[2]) {
      at = BOM.length;
    }
    boolean utf16 =
        bytes.length > 2
            && ((bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe)
                || (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff));
    while (at < bytes.length && bytes[at] >= 0 && bytes[at] <= ' ') {
      at++;
    }
    return utf16 || (at < bytes.length && bytes[at] == '<');
  }

  private static void broken(Segment obx, String cause, Findings findings) {
    findings.error(
        ProblemCode.FIELD_NOT_UNDERSTOOD,
        obx.place(5),
        cause,
        "Renvoyer le message avec le document CDA entier, en base64.");
  }
}
