// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.Content;
import fr.relais.formats.xml.XmlElement;
import fr.relais.formats.xml.XmlMarks;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the clinical document stands in what came: at the root, or inside a stylesheet that shows
 * it ({@code {urn:asip-sante:ci-sis}Contenu}), which is never run.
 */
final class CdaRoots {
  static final String HL7 = "urn:hl7-org:v3";
  private static final String ROOT = "ClinicalDocument";
  private static final String STYLESHEET = "http://www.w3.org/1999/XSL/Transform";
  private static final Pattern OPENS =
      Pattern.compile("<(?:[\\p{L}_][\\p{L}\\p{N}_.-]{0,99}:)?ClinicalDocument[\\s/>]");

  private CdaRoots() {}

  /** By sight, without a parser. */
  static boolean seen(Content content) {
    String beginning = XmlMarks.beginning(content);
    if (!beginning.startsWith("<")) {
      return false;
    }
    boolean near = beginning.contains(HL7) && OPENS.matcher(beginning).find();
    if (near || !beginning.contains(STYLESHEET)) {
      return near;
    }
    String whole = XmlMarks.whole(content);
    return whole.contains(HL7) && OPENS.matcher(whole).find();
  }

  static List<XmlElement> in(XmlElement root) {
    return root.everything().stream().filter(element -> element.is(HL7, ROOT)).toList();
  }
}
