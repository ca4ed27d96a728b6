// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

/** TD3.2: the documents themselves, by uniqueId (ITI-43). */
final class Retrievals {
  private final Registry registry;
  private final Access access;

  Retrievals(Registry registry, Access access) {
    this.registry = registry;
    this.access = access;
  }

  /** What was found, and why the rest was not. */
  record Found(List<Held> documents, List<Refusal> refusals) {}

  /**
   * @throws Refusal when the record may not be consulted
   * @throws SoapFault DMPAccessRefused in a mode that does not consult
   */
  Found find(Element request, Vihf vihf) throws Refusal, SoapFault {
    List<Element> asked = Xml.children(request, Ebrim.XDSB, "DocumentRequest");
    if (!Xml.is(request, Ebrim.XDSB, "RetrieveDocumentSetRequest") || asked.isEmpty()) {
      throw Refusal.repository("RetrieveDocumentSetRequest attendu, avec un document");
    }
    DmpPatient patient = access.consult(vihf);
    List<Held> documents = new ArrayList<>();
    List<Refusal> refusals = new ArrayList<>();
    for (Element one : asked) {
      String uniqueId = Xml.text(one, Ebrim.XDSB, "DocumentUniqueId");
      List<Held> found =
          registry.documents(
              patient.ins(),
              held -> held.isSeenBy(vihf.structure()) && held.entry().uniqueId().equals(uniqueId));
      if (!Xml.text(one, Ebrim.XDSB, "RepositoryUniqueId").equals(Ebrim.REPOSITORY)) {
        refusals.add(new Refusal("XDSUnknownRepositoryId", "entrepôt inconnu"));
      } else if (found.isEmpty()) {
        refusals.add(new Refusal("XDSDocumentUniqueIdError", "document inconnu"));
      } else {
        documents.addAll(found);
      }
    }
    return new Found(documents, refusals);
  }
}
