// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import fr.relais.sandbox.dmp.Vihf.Mode;
import java.util.List;
import org.w3c.dom.Element;

/**
 * TD0.3: what a signed-in doctor declares of himself, under the name that his VIHF gives him. That
 * the mode of a structure alone does not declare is ours: the published texts do not say.
 */
final class Authorisations {
  static final String NAMESPACE = "urn:si-dmp-habilitations";

  private static final String TREATING = "MEDECIN_TRAITANT";

  private final Access access;

  Authorisations(Access access) {
    this.access = access;
  }

  /**
   * @return the body of the answer
   * @throws Refusal when there is no open record, or the patient blocked this doctor
   * @throws SoapFault when the request is none, or the mode may not declare
   */
  synchronized String perform(Element request, Vihf vihf) throws Refusal, SoapFault {
    if (vihf.mode() != Mode.INDIRECTE_RENFORCEE) {
      throw Access.refused("TD0.3 demande une personne authentifiée");
    }
    boolean added = added(request);
    DmpPatient patient = access.admit(vihf);
    String doctor = vihf.nameId();
    boolean was = patient.authorised().contains(doctor);
    DmpPatient changed = added ? patient.authorising(doctor) : patient.withdrawing(doctor);
    if (TREATING.equals(Xml.text(request, NAMESPACE, "role"))) {
      changed = changed.treatedBy(added ? doctor : null);
    }
    access.put(changed);
    return Answers.declared("DMPOk", words(added, was));
  }

  private static boolean added(Element request) throws SoapFault {
    List<Element> children = Xml.children(request);
    String action = Xml.text(request, NAMESPACE, "action");
    String role = Xml.text(request, NAMESPACE, "role");
    boolean right =
        Xml.is(request, NAMESPACE, "setAuthorization")
            && (action.equals("AJOUT") || action.equals("SUPPRESSION"))
            && (role.isEmpty() ? children.size() == 1 : children.size() == 2)
            && (role.isEmpty() || role.equals(TREATING));
    if (!right) {
      throw SoapFault.unreadable("setAuthorization : action AJOUT ou SUPPRESSION attendue");
    }
    return action.equals("AJOUT");
  }

  private static String words(boolean added, boolean was) {
    if (added == was) {
      return added
          ? "Autorisation déjà présente, aucune action effectuée"
          : "Autorisation absente, aucune action effectuée";
    }
    return added ? "Autorisation ajoutée" : "Autorisation supprimée";
  }
}
