// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import fr.relais.sandbox.dmp.DmpPatient.Closing;
import fr.relais.sandbox.dmp.DmpPatient.Traits;
import fr.relais.sandbox.dmp.Vihf.Mode;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** TD0.2: whether a patient has a record, and what the one who asks may do in it. */
final class Existence {
  private static final String V3 = "urn:hl7-org:v3";
  private static final String NAME = "PRPA_IN201308UV02";
  private static final String PLATFORM = "1.2.250.1.213.4.1.1.1";
  private static final String AUTHORISATION = "1.2.250.1.213.4.1.2.6.1";
  private static final String AUTHORISATION_VALUES = "1.2.250.1.213.4.1.2.6.2";
  private static final String TREATING = "1.2.250.1.213.4.1.2.6.3";
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);
  private final Access access;
  private final DmpRules rules;
  private final InstantSource clock;

  Existence(Access access, DmpRules rules, InstantSource clock) {
    this.access = access;
    this.rules = rules;
    this.clock = clock;
  }

  /** The ids of a request that its answer repeats. */
  private record Asked(Element message, Element query, PatientId patient) {}

  /**
   * @return the body of the answer
   * @throws SoapFault when the request is not one, or the mode may not ask
   */
  String answer(Element request, Vihf vihf) throws SoapFault {
    if (vihf.mode() == Mode.INDIRECTE && !rules.existenceIndirect()) {
      throw Access.refused("TD0.2 n'est pas ouverte au mode INDIRECTE");
    }
    Asked asked = read(request, vihf);
    PatientId id = asked.patient();
    Markup out = head(asked.message());
    if (!id.isOfTest() || !id.isKeyRight()) {
      out.raw("<acknowledgement typeCode=\"AE\">").raw(target(asked.message()));
      out.raw("<acknowledgementDetail typeCode=\"E\"><code code=\"DMPInvalidPatientId\"/>");
      out.raw("<text>INS refusé par cette instance</text></acknowledgementDetail>");
      return out.raw("</acknowledgement>").raw(act(asked.query(), null, "AE")).toString();
    }
    DmpPatient patient = access.find(id);
    boolean there = patient != null && patient.supersededBy() == null;
    if (patient != null && there) {
      line(out, "AUTORISATION", AUTHORISATION, "CV", authorisation(patient, vihf));
      line(out, "STATUT_MT", TREATING, "BL", flag(vihf.nameId().equals(patient.treating())));
    }
    out.raw("<acknowledgement typeCode=\"AA\">").raw(target(asked.message()));
    out.raw("</acknowledgement>");
    return out.raw(act(asked.query(), there ? patient : null, there ? "OK" : "NF")).toString();
  }

  private static Asked read(Element request, Vihf vihf) throws SoapFault {
    Element message = Xml.only(request, V3, "id");
    List<Element> acts = Xml.children(request, V3, "controlActProcess");
    List<Element> reasons = Xml.at(request, V3, "controlActProcess", "reasonCode");
    List<Element> queries = Xml.at(request, V3, "controlActProcess", "queryByParameter");
    List<Element> receivers = Xml.at(request, V3, "receiver", "device", "id");
    List<Element> values =
        queries.size() != 1
            ? List.of()
            : Xml.at(queries.get(0), V3, "parameterList", "patientIdentifier", "value");
    Element query = queries.size() != 1 ? null : Xml.only(queries.get(0), V3, "queryId");
    boolean right =
        Xml.is(request, V3, "PRPA_IN201307UV02")
            && acts.size() == 1
            && receivers.stream().anyMatch(r -> PLATFORM.equals(Xml.attribute(r, "root")))
            && reasons.size() == 1
            && "TEST_EXST".equals(Xml.attribute(reasons.get(0), "code"));
    if (!right || message == null || query == null || values.size() != 1) {
      throw SoapFault.unreadable("PRPA_IN201307UV02 incomplet");
    }
    String ins = Xml.attribute(values.get(0), "extension");
    String oid = Xml.attribute(values.get(0), "root");
    if (!vihf.patient().equals(ins + "^^^&" + oid + "&ISO^NH")) {
      throw VihfReader.invalid("resource-id n'est pas le patient demandé");
    }
    return new Asked(message, query, new PatientId(ins, oid));
  }

  private static String authorisation(DmpPatient patient, Vihf vihf) {
    String value = "NON_EXISTE";
    if (patient.blocked().contains(vihf.nameId())) {
      value = "INTERDIT";
    } else if (patient.authorised().contains(vihf.nameId())) {
      value = "VALIDE";
    }
    return new Markup()
        .attribute("code", value)
        .attribute("codeSystem", AUTHORISATION_VALUES)
        .toString();
  }

  private static String flag(boolean value) {
    return new Markup().attribute("value", Boolean.toString(value)).toString();
  }

  private static void line(Markup out, String word, String system, String type, String attributes) {
    out.raw("<attentionLine><keyWordText").attribute("code", word);
    out.attribute("codeSystem", system).raw("/><value").attribute("xsi:type", type);
    out.raw(attributes).raw("/></attentionLine>");
  }

  private Markup head(Element message) {
    Markup out = new Markup();
    out.raw("<" + NAME + " xmlns=\"" + V3 + "\" ITSVersion=\"XML_1.0\"");
    out.raw(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
    out.raw("<id").attribute("root", UUID.randomUUID().toString()).raw("/><creationTime");
    out.attribute("value", SECONDS.format(clock.instant())).raw("/>");
    out.raw("<interactionId root=\"2.16.840.1.113883.1.6\" extension=\"" + NAME + "\"/>");
    out.raw("<processingCode code=\"T\"/><processingModeCode code=\"T\"/>");
    out.raw("<acceptAckCode code=\"NE\"/><receiver typeCode=\"RCV\">");
    out.raw("<device classCode=\"DEV\" determinerCode=\"INSTANCE\"><id");
    out.attribute("root", Xml.attribute(message, "root")).raw("/></device></receiver>");
    out.raw("<sender typeCode=\"SND\"><device classCode=\"DEV\" determinerCode=\"INSTANCE\">");
    return out.raw("<id root=\"" + PLATFORM + "\"/></device></sender>");
  }

  private static String target(Element message) {
    return "<targetMessage>" + ids("id", message) + "</targetMessage>";
  }

  private static String ids(String name, Element id) {
    return new Markup()
        .raw("<")
        .raw(name)
        .attribute("root", Xml.attribute(id, "root"))
        .attribute("extension", Xml.attribute(id, "extension"))
        .raw("/>")
        .toString();
  }

  private static String act(Element query, @Nullable DmpPatient patient, String code) {
    Markup out = new Markup();
    out.raw("<controlActProcess classCode=\"CACT\" moodCode=\"EVN\">");
    out.raw("<reasonCode code=\"TEST_EXST\" codeSystem=\"1.2.250.1.213.1.1.4.11\"/>");
    if (patient != null) {
      out.raw("<subject typeCode=\"SUBJ\" contextConductionInd=\"false\">");
      out.raw("<registrationEvent classCode=\"REG\" moodCode=\"EVN\">");
      out.raw("<statusCode code=\"completed\"/><subject1 typeCode=\"SBJ\">");
      out.raw(subject(patient)).raw("</subject1><custodian typeCode=\"CST\">");
      out.raw("<assignedEntity classCode=\"ASSIGNED\"><id root=\"" + PLATFORM + "\"/>");
      out.raw("</assignedEntity></custodian></registrationEvent></subject>");
    }
    out.raw("<queryAck>").raw(ids("queryId", query)).raw("<queryResponseCode");
    out.attribute("code", code).raw("/></queryAck></controlActProcess>");
    return out.raw("</" + NAME + ">").toString();
  }

  /** How a closing is told (date, motive, reason) is not published: these elements are ours. */
  private static String subject(DmpPatient patient) {
    Markup out = new Markup();
    Closing closing = patient.closing();
    out.raw("<patient classCode=\"PAT\"><id").attribute("root", patient.oid());
    out.attribute("extension", patient.ins()).raw("/><statusCode");
    out.attribute("code", closing == null ? "active" : "terminated").raw("/>");
    if (closing != null) {
      out.raw("<effectiveTime><high").attribute("value", SECONDS.format(closing.at()));
      out.raw("/></effectiveTime>");
    }
    Traits traits = patient.traits();
    out.raw("<patientPerson classCode=\"PSN\" determinerCode=\"INSTANCE\"><name><given>");
    out.value(traits.givenName()).raw("</given><family qualifier=\"BR\">");
    out.value(traits.familyName()).raw("</family></name><administrativeGenderCode");
    out.attribute("code", traits.sex()).raw("/><birthTime");
    out.attribute("value", traits.birthDate()).raw("/></patientPerson>");
    observation(out, "COMPTE_INTERNET_OUVERT", "1.2.250.1.213.4.1.2.9", "BL", flag(true));
    observation(out, "RATTACHEMENT_ENS", "1.2.250.1.213.4.1.2.3", "BL", flag(true));
    if (closing != null) {
      String motive =
          new Markup()
              .attribute("code", closing.motive())
              .attribute("displayName", closing.reason())
              .toString();
      observation(out, "MOTIF_FERMETURE", PLATFORM, "CV", motive);
    }
    return out.raw("</patient>").toString();
  }

  private static void observation(
      Markup out, String code, String system, String type, String attributes) {
    out.raw("<subjectOf typeCode=\"SBJ\"><administrativeObservation classCode=\"OBS\"");
    out.raw(" moodCode=\"EVN\"><code").attribute("code", code).attribute("codeSystem", system);
    out.raw("/><value").attribute("xsi:type", type).raw(attributes);
    out.raw("/></administrativeObservation></subjectOf>");
  }
}
