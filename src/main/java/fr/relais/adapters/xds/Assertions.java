// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import fr.relais.adapters.trust.Vihf;
import fr.relais.adapters.trust.VihfRequest;
import fr.relais.adapters.trust.VihfRequest.Authentication;
import fr.relais.adapters.trust.VihfRequest.Code;
import fr.relais.adapters.trust.VihfRequest.Mode;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Publication.Submitter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapHeader;
import org.w3c.dom.Element;

/**
 * Says who calls, in the header of each call: a fresh VIHF (dossier of national services 1.4) under
 * {@code wsse:Security} (OASIS SAML token profile 1.1).
 */
final class Assertions {
  private static final String WSSE =
      "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

  private final DmpSettings settings;
  private final InstantSource clock;

  Assertions(DmpSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The header of one call.
   *
   * @throws DmpFailure when the patient has no qualified INS, or who acts is not fully named
   */
  SoapHeader header(Acting acting, DmpStructure structure) throws DmpFailure {
    Element assertion =
        new Vihf(settings.dialect()).assertion(structure.seal(), request(acting, structure));
    Element security = assertion.getOwnerDocument().createElementNS(WSSE, "wsse:Security");
    security.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:wsse", WSSE);
    security.appendChild(assertion);
    return new SoapHeader(new QName(WSSE, "Security"), security);
  }

  private VihfRequest request(Acting acting, DmpStructure structure) throws DmpFailure {
    PatientIdentity patient = acting.patient();
    if (!patient.hasQualifiedIns()) {
      throw new DmpFailure(DmpRefusal.DMP_NO_QUALIFIED_INS);
    }
    Instant now = clock.instant();
    try {
      return new VihfRequest(
          acting.signedInAt() == null ? Mode.INDIRECT : Mode.INDIRECT_REINFORCED,
          new VihfRequest.Structure(structure.id(), structure.sector()),
          subject(acting.person(), structure),
          settings.software(),
          authentication(acting, now),
          Objects.requireNonNull(patient.ins()),
          Objects.requireNonNull(patient.insOid()),
          VihfRequest.NORMAL_ACCESS,
          false,
          now);
    } catch (IllegalArgumentException e) {
      throw new DmpFailure(DmpRefusal.DMP_SUBMITTER_INCOMPLETE);
    }
  }

  private VihfRequest.Subject subject(Submitter person, DmpStructure structure) {
    if (person.software()) {
      return new VihfRequest.Automate(
          structure.id(), settings.software().name(), settings.software().version(), "DMP");
    }
    String expertise = person.expertise();
    return new VihfRequest.Professional(
        person.id(),
        person.family(),
        person.given(),
        new Code("10", "Médecin"),
        expertise == null ? null : new Code(expertise, SubmissionAuthor.label(expertise)));
  }

  /** The structure knows its doctor; or he signed in himself, with a telephone (e-CPS). */
  private static Authentication authentication(Acting acting, Instant now) {
    Instant signedInAt = acting.signedInAt();
    return signedInAt == null
        ? new Authentication(now, Authentication.UNSPECIFIED, null)
        : new Authentication(
            signedInAt,
            Authentication.MOBILE,
            "Authentification locale à deux facteurs par Pro Santé Connect");
  }
}
