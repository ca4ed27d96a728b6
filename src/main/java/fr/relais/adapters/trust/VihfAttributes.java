// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import org.w3c.dom.Element;

/** The attributes of the token, in the order of the samples (national services 1.4). */
record VihfAttributes(Element statement, VihfDialect dialect) {
  private static final String SECTORS = "1.2.250.1.71.4.2.4";
  private static final String PURPOSES = "1.2.250.1.213.1.1.4.248";
  private static final VihfRequest.Code AUTOMATE = new VihfRequest.Code("AUTOMATE", "AUTOMATE");

  void add(VihfRequest request) {
    text("Identifiant_Structure", request.structure().id());
    text("Secteur_Activite", request.structure().sector() + "^" + SECTORS);
    text("urn:oasis:names:tc:xspa:1.0:subject:subject-id", name(request.subject()));
    role(request.subject());
    text("VIHF_Version", dialect.version());
    text(dialect.mode().spelling(), request.mode().spelling());
    text(
        "urn:oasis:names:tc:xacml:2.0:resource:resource-id",
        request.patientId() + "^^^&" + request.patientAuthority() + "&ISO^NH");
    text("Ressource_URN", "urn:dmp");
    new VihfTree(value(attribute("urn:oasis:names:tc:xspa:1.0:subject:purposeofuse")))
        .coded("PurposeOfUse", request.purpose(), PURPOSES, "mode acces VIHF 2.0");
    if (request.secretConnection()) {
      text(
          "urn:oasis:names:tc:xspa:1.0:resource:patient:hl7:confidentiality-code",
          "INVISIBLE_REPRESENTANTS_LEGAUX^1.2.250.1.213.1.1.4.13");
    }
    software(request.software());
  }

  private void software(VihfRequest.Software software) {
    String instance = software.instance();
    if (instance != null) {
      text("LPS_ID", instance);
    }
    text("LPS_Nom", software.name());
    text("LPS_Version", software.version());
    text("LPS_ID_HOMOLOGATION_DMP", software.homologationId());
  }

  private static String name(VihfRequest.Subject subject) {
    if (subject instanceof VihfRequest.Professional person) {
      return person.family() + " " + person.given();
    }
    VihfRequest.Automate software = (VihfRequest.Automate) subject;
    return software.name() + " " + software.model() + " " + software.service();
  }

  /** One attribute with a value for the profession and one for the expertise; or AUTOMATE alone. */
  private void role(VihfRequest.Subject subject) {
    Element roles = attribute("urn:oasis:names:tc:xacml:2.0:subject:role");
    if (subject instanceof VihfRequest.Professional person) {
      new VihfTree(value(roles))
          .coded("Role", person.profession(), "1.2.250.1.71.1.2.7", "professions");
      VihfRequest.Code expertise = person.expertise();
      if (expertise != null) {
        new VihfTree(value(roles))
            .coded("Role", expertise, "1.2.250.1.71.4.2.5", "specialites RPPS");
      }
    } else {
      new VihfTree(value(roles))
          .coded("Role", AUTOMATE, "1.2.250.1.213.1.1.4.6", "TRE_A00-ProducteurDocNonPS");
    }
  }

  private void text(String name, String value) {
    Element element = value(attribute(name));
    element.setAttributeNS(VihfTree.XSI, "xsi:type", "xs:string");
    element.setTextContent(value);
  }

  private Element attribute(String name) {
    Element attribute = new VihfTree(statement).saml("Attribute");
    attribute.setAttributeNS(null, "Name", name);
    return attribute;
  }

  private static Element value(Element attribute) {
    return new VihfTree(attribute).saml("AttributeValue");
  }
}
