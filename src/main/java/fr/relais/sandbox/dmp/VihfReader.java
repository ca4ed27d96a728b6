// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import fr.relais.sandbox.dmp.Vihf.Role;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Reads the VIHF out of the security header; says nothing yet about what it is worth. */
final class VihfReader {
  static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
  private static final String V3 = "urn:hl7-org:v3";
  private static final String ROLE = "urn:oasis:names:tc:xacml:2.0:subject:role";
  private static final String PURPOSE = "urn:oasis:names:tc:xspa:1.0:subject:purposeofuse";
  private static final String DN = "urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName";

  private VihfReader() {}

  /**
   * @throws SoapFault when there is not exactly one assertion, or it is incomplete
   */
  static Vihf read(Element security) throws SoapFault {
    Element assertion = Xml.only(security, SAML, "Assertion");
    if (assertion == null || Xml.children(security).size() != 1) {
      throw SoapFault.security("InvalidSecurity", "une assertion et une seule est attendue");
    }
    if (!"2.0".equals(Xml.attribute(assertion, "Version"))
        || Xml.attribute(assertion, "ID").isEmpty()) {
      throw invalid("Version ou ID");
    }
    Element issuer = only(assertion, "Issuer");
    if (!DN.equals(Xml.attribute(issuer, "Format"))) {
      throw invalid("Issuer/@Format");
    }
    Element statement = only(assertion, "AuthnStatement");
    Element context = only(statement, "AuthnContext");
    Element conditions = Xml.only(assertion, SAML, "Conditions");
    checkConditions(assertion, conditions);
    Element attributes = only(assertion, "AttributeStatement");
    Map<String, List<Element>> byName = byName(attributes);
    return new Vihf(
        assertion,
        Xml.text(issuer),
        instant(Xml.attribute(assertion, "IssueInstant"), "IssueInstant"),
        instant(Xml.attribute(statement, "AuthnInstant"), "AuthnInstant"),
        Xml.text(only(only(assertion, "Subject"), "NameID")),
        Xml.text(only(context, "AuthnContextClassRef")),
        !Xml.children(context, SAML, "AuthnContextDecl").isEmpty()
            || !Xml.children(context, SAML, "AuthnContextDeclRef").isEmpty(),
        limit(conditions, "NotBefore"),
        limit(conditions, "NotOnOrAfter"),
        texts(byName),
        coded(byName, ROLE, "Role"),
        coded(byName, PURPOSE, "PurposeOfUse"));
  }

  private static void checkConditions(Element assertion, @Nullable Element conditions)
      throws SoapFault {
    if (conditions == null && !Xml.children(assertion, SAML, "Conditions").isEmpty()
        || conditions != null && !Xml.children(conditions).isEmpty()) {
      throw invalid("Conditions répété, ou avec une restriction");
    }
  }

  private static @Nullable Instant limit(@Nullable Element conditions, String name)
      throws SoapFault {
    return conditions == null || !conditions.hasAttribute(name)
        ? null
        : instant(Xml.attribute(conditions, name), name);
  }

  private static Map<String, List<Element>> byName(Element statement) throws SoapFault {
    Map<String, List<Element>> found = new HashMap<>();
    for (Element attribute : Xml.children(statement, SAML, "Attribute")) {
      String name = Xml.attribute(attribute, "Name");
      if (found.put(name, Xml.children(attribute, SAML, "AttributeValue")) != null) {
        throw invalid("attribut répété");
      }
    }
    if (found.containsKey("Authentification_Mode") && found.containsKey("Authentification_mode")) {
      throw invalid("attribut répété");
    }
    return found;
  }

  private static Map<String, String> texts(Map<String, List<Element>> byName) throws SoapFault {
    Map<String, String> texts = new HashMap<>();
    for (Map.Entry<String, List<Element>> one : byName.entrySet()) {
      if (one.getKey().equals(ROLE) || one.getKey().equals(PURPOSE)) {
        continue;
      }
      if (one.getValue().size() != 1) {
        throw invalid("une valeur par attribut");
      }
      texts.put(one.getKey(), Xml.text(one.getValue().get(0)));
    }
    return texts;
  }

  private static List<Role> coded(Map<String, List<Element>> byName, String name, String element)
      throws SoapFault {
    List<Role> found = new ArrayList<>();
    for (Element value : byName.getOrDefault(name, List.of())) {
      Element coded = Xml.only(value, V3, element);
      if (coded == null) {
        throw invalid(element);
      }
      found.add(new Role(Xml.attribute(coded, "code"), Xml.attribute(coded, "codeSystem")));
    }
    return found;
  }

  private static Instant instant(String text, String what) throws SoapFault {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw invalid(what);
    }
  }

  private static Element only(Element parent, String name) throws SoapFault {
    Element child = Xml.only(parent, SAML, name);
    if (child == null) {
      throw invalid(name + " absent ou répété");
    }
    return child;
  }

  static SoapFault invalid(String what) {
    return SoapFault.security("InvalidSecurityToken", "VIHF : " + what);
  }
}
