// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import fr.relais.sandbox.dmp.Filed.State;
import fr.relais.sandbox.dmp.Registry.Link;
import fr.relais.sandbox.dmp.Vihf.Mode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/** TD3.1a and TD3.1b: the stored queries that the DMP has (section 1.11). */
final class StoredQueries {
  private static final String FIND = "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d";
  private static final String FIND_SETS = "urn:uuid:f26abbcb-ac74-4422-8a30-edb644bbc1a9";
  private static final String GET = "urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4";
  private static final String GET_LINKS = "urn:uuid:a7ae438b-4bc2-4642-93e9-be891f7bb155";
  private static final String ENTRY = "$XDSDocumentEntry";
  private static final String SET = "$XDSSubmissionSet";
  private static final String UUID = "$uuid";
  private final Registry registry;
  private final Access access;

  StoredQueries(Registry registry, Access access) {
    this.registry = registry;
    this.access = access;
  }

  /**
   * @return the objects that were found, as ebRIM
   * @throws Refusal with the code of the query's error, or of the record's
   * @throws SoapFault DMPAccessRefused in a mode that does not consult
   */
  String answer(Element request, Vihf vihf) throws Refusal, SoapFault {
    Element query = Xml.only(request, Ebrim.RIM, "AdhocQuery");
    Element option = Xml.only(request, Ebrim.QUERY, "ResponseOption");
    if (!Xml.is(request, Ebrim.QUERY, "AdhocQueryRequest") || query == null || option == null) {
      throw Refusal.metadata("AdhocQueryRequest", "incomplète");
    }
    String type = Xml.attribute(option, "returnType");
    if (!type.equals("LeafClass") && !type.equals("ObjectRef")) {
      throw Refusal.metadata("returnType", "LeafClass ou ObjectRef");
    }
    boolean whole = type.equals("LeafClass");
    return switch (Xml.attribute(query, "id")) {
      case GET -> get(query, whole, vihf);
      case FIND -> find(query, whole, vihf);
      case FIND_SETS -> findSets(query, whole, vihf);
      case GET_LINKS -> links(query, whole, vihf);
      default -> throw new Refusal("XDSUnknownStoredQuery", "requête inconnue");
    };
  }

  /** TD3.1b when it is by uniqueId and asks for references: the one query of indirect mode. */
  private String get(Element query, boolean whole, Vihf vihf) throws Refusal, SoapFault {
    String byId = ENTRY + "UniqueId";
    String byUuid = ENTRY + "EntryUUID";
    QueryParameters parameters = new QueryParameters(Described.slots(query), Set.of(byId, byUuid));
    boolean lookUp = parameters.has(byId) && !parameters.has(byUuid) && !whole;
    DmpPatient patient =
        lookUp && vihf.mode() == Mode.INDIRECTE ? access.admit(vihf) : access.consult(vihf);
    if (parameters.has(byId) == parameters.has(byUuid)) {
      throw new Refusal("XDSStoredQueryMissingParam", "uniqueId, ou bien entryUUID", byId);
    }
    boolean unique = parameters.has(byId);
    List<String> wanted = parameters.needed(unique ? byId : byUuid);
    return documents(
        registry.documents(
            patient.ins(),
            held ->
                held.isSeenBy(vihf.structure())
                    && wanted.contains(unique ? held.entry().uniqueId() : held.uuid())),
        whole);
  }

  private String find(Element query, boolean whole, Vihf vihf) throws Refusal, SoapFault {
    QueryParameters parameters =
        new QueryParameters(Described.slots(query), DocumentFilter.PARAMETERS);
    DmpPatient patient = access.consult(vihf);
    checkPatient(parameters.single(ENTRY + "PatientId"), vihf);
    DocumentFilter filter = new DocumentFilter(parameters);
    List<Held> found = new ArrayList<>();
    for (Held held : registry.documents(patient.ins(), held -> held.isSeenBy(vihf.structure()))) {
      if (filter.isFor(held)) {
        found.add(held);
      }
    }
    return documents(found, whole);
  }

  private String findSets(Element query, boolean whole, Vihf vihf) throws Refusal, SoapFault {
    QueryParameters parameters =
        new QueryParameters(
            Described.slots(query),
            Set.of(
                SET + "PatientId",
                SET + "Status",
                SET + "SubmissionTimeFrom",
                SET + "SubmissionTimeTo"));
    DmpPatient patient = access.consult(vihf);
    checkPatient(parameters.single(SET + "PatientId"), vihf);
    boolean approved = parameters.needed(SET + "Status").contains(Ebrim.APPROVED);
    EbrimWriter out = new EbrimWriter();
    for (HeldSet set : registry.sets(patient.ins(), held -> approved)) {
      if (parameters.isBetween(
          set.set().slot("submissionTime"), SET + "SubmissionTimeFrom", SET + "SubmissionTimeTo")) {
        if (whole) {
          out.set(set);
        } else {
          out.reference(set.uuid());
        }
      }
    }
    return out.toString();
  }

  private String links(Element query, boolean whole, Vihf vihf) throws Refusal, SoapFault {
    QueryParameters parameters = new QueryParameters(Described.slots(query), Set.of(UUID));
    DmpPatient patient = access.consult(vihf);
    Set<String> wanted = new HashSet<>(parameters.needed(UUID));
    EbrimWriter out = new EbrimWriter();
    for (Link link : registry.links(patient.ins(), vihf.structure(), wanted)) {
      if (whole) {
        out.link(link);
      } else {
        out.reference(Held.newUuid());
      }
    }
    return out.toString();
  }

  private static void checkPatient(String asked, Vihf vihf) throws Refusal {
    if (!asked.equals(vihf.patient())) {
      throw new Refusal("XDSPatientIdDoesNotMatch", "patientId n'est pas le resource-id du VIHF");
    }
  }

  private static String documents(List<Held> found, boolean whole) {
    EbrimWriter out = new EbrimWriter();
    for (Held held : found) {
      if (held.state() == State.DELETED) {
        continue;
      }
      if (whole) {
        out.document(held);
      } else {
        out.reference(held.uuid());
      }
    }
    return out.toString();
  }
}
