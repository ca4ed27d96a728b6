// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import jakarta.activation.DataHandler;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.Dispatch;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.transform.dom.DOMSource;
import org.apache.cxf.headers.Header;
import org.jspecify.annotations.Nullable;
import org.openehealth.ipf.commons.ihe.xds.XDS;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.ProvideAndRegisterDocumentSetRequestType;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.RetrieveDocumentSetRequestType;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.RetrieveDocumentSetResponseType;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.RetrieveDocumentSetResponseType.DocumentResponse;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.lcm.SubmitObjectsRequest;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.query.AdhocQueryRequest;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.query.AdhocQueryResponse;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.ExtrinsicObjectType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.IdentifiableType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.ObjectRefType;
import org.openehealth.ipf.commons.ihe.xds.iti18.Iti18PortType;
import org.openehealth.ipf.commons.ihe.xds.iti41.Iti41PortType;
import org.openehealth.ipf.commons.ihe.xds.iti43.Iti43PortType;
import org.openehealth.ipf.commons.ihe.xds.iti57.Iti57PortType;

/** One structure's line to the DMP: each transaction is one method, and each says who acts. */
final class DmpLine implements AutoCloseable {
  private final DmpSettings settings;
  private final DmpStructure structure;
  private final Assertions assertions;
  private final SoapPorts ports;
  private final Iti18PortType registry;
  private final Iti57PortType updates;
  private final Iti41PortType repository;
  private final Iti43PortType retrieval;
  private final @Nullable Dispatch<DOMSource> patients;
  private final @Nullable Dispatch<DOMSource> authorisations;

  DmpLine(DmpSettings settings, DmpStructure structure, Assertions assertions, SoapPorts ports) {
    this.settings = settings;
    this.structure = structure;
    this.assertions = assertions;
    this.ports = ports;
    registry =
        ports.port(
            XDS.Interactions.ITI_18.getWsTransactionConfiguration(),
            Iti18PortType.class,
            settings.registry());
    updates =
        ports.port(
            XDS.Interactions.ITI_57.getWsTransactionConfiguration(),
            Iti57PortType.class,
            settings.registry());
    repository =
        ports.port(
            XDS.Interactions.ITI_41.getWsTransactionConfiguration(),
            Iti41PortType.class,
            settings.repository());
    retrieval =
        ports.port(
            XDS.Interactions.ITI_43.getWsTransactionConfiguration(),
            Iti43PortType.class,
            settings.repository());
    patients =
        settings.patients() == null
            ? null
            : ports.dispatch(ExistenceTest.ACTION, settings.patients());
    authorisations =
        settings.authorisations() == null
            ? null
            : ports.dispatch(Authorisation.ACTION, settings.authorisations());
  }

  DmpStructure structure() {
    return structure;
  }

  /** TD3.1b: the entryUUID of a document; empty when it is not there. */
  Optional<String> entryOf(Acting who, String uniqueId) throws DmpFailure {
    AdhocQueryResponse answer = asked(who, StoredQueries.entryOf(uniqueId));
    Failures.check(answer);
    // what links documents may stand beside them
    return objects(answer).stream()
        .filter(each -> each instanceof ObjectRefType || each instanceof ExtrinsicObjectType)
        .map(IdentifiableType::getId)
        .findFirst();
  }

  /**
   * What a search found.
   *
   * @param whole whether it is all that there is
   */
  record Listing(List<ExtrinsicObjectType> entries, boolean whole) {}

  /** TD3.1a: the descriptions of the patient's current documents. */
  Listing documents(Acting who, Instant since) throws DmpFailure {
    AdhocQueryResponse answer = asked(who, StoredQueries.documents(who.patientId(), since));
    boolean whole = Failures.whole(answer);
    List<? extends IdentifiableType> all = objects(answer);
    List<ExtrinsicObjectType> entries =
        all.stream()
            .filter(ExtrinsicObjectType.class::isInstance)
            .map(ExtrinsicObjectType.class::cast)
            .toList();
    if (entries.isEmpty() && all.stream().anyMatch(ObjectRefType.class::isInstance)) {
      // names instead of descriptions: an empty list would hide that there are documents
      throw new DmpFailure(DmpRefusal.DMP_ANSWER_UNREADABLE);
    }
    return new Listing(entries, whole);
  }

  private AdhocQueryResponse asked(Acting who, AdhocQueryRequest query) throws DmpFailure {
    return call(who, registry, port -> port.documentRegistryRegistryStoredQuery(query));
  }

  private static List<? extends IdentifiableType> objects(AdhocQueryResponse answer) {
    return answer.getRegistryObjectList() == null
        ? List.of()
        : answer.getRegistryObjectList().getIdentifiable().stream()
            .map(JAXBElement::getValue)
            .toList();
  }

  /** TD2.1. */
  void file(Acting who, ProvideAndRegisterDocumentSetRequestType request) throws DmpFailure {
    Failures.check(
        call(
            who,
            repository,
            port -> port.documentRepositoryProvideAndRegisterDocumentSetB(request)));
  }

  /** TD3.3c. */
  void update(Acting who, SubmitObjectsRequest request) throws DmpFailure {
    Failures.check(call(who, updates, port -> port.documentRegistryUpdateDocumentSet(request)));
  }

  /** TD3.2: the bytes of one document. */
  byte[] retrieve(Acting who, String repositoryId, String uniqueId) throws DmpFailure {
    RetrieveDocumentSetRequestType.DocumentRequest one =
        new RetrieveDocumentSetRequestType.DocumentRequest();
    one.setRepositoryUniqueId(repositoryId);
    one.setDocumentUniqueId(uniqueId);
    RetrieveDocumentSetRequestType request = new RetrieveDocumentSetRequestType();
    request.getDocumentRequest().add(one);
    RetrieveDocumentSetResponseType answer =
        call(who, retrieval, port -> port.documentRepositoryRetrieveDocumentSet(request));
    Failures.check(answer.getRegistryResponse());
    for (DocumentResponse document : answer.getDocumentResponse()) {
      if (uniqueId.equals(document.getDocumentUniqueId()) && document.getDocument() != null) {
        return read(document.getDocument());
      }
    }
    throw new DmpFailure(DmpRefusal.DMP_DOCUMENT_UNKNOWN);
  }

  private byte[] read(DataHandler document) throws DmpFailure {
    int max = settings.limits().documentBytesMax();
    try (InputStream in = document.getInputStream()) {
      byte[] bytes = in.readNBytes(max + 1);
      if (bytes.length > max) {
        throw new DmpFailure(DmpRefusal.DMP_DOCUMENT_TOO_LARGE);
      }
      return bytes;
    } catch (IOException e) {
      throw new DmpFailure(Failures.of(e));
    }
  }

  /**
   * TD0.2: whether the record may be consulted; passes, or says why not. Passes where it is not
   * asked: what follows is then refused by the DMP itself.
   */
  void mayConsult(Acting who, ExistenceTest test) throws DmpFailure {
    Dispatch<DOMSource> port = patients;
    if (port != null) {
      DOMSource question = test.question(who);
      test.check(call(who, port, service -> service.invoke(question)));
    }
  }

  /** TD0.3. */
  void authorise(Acting who, boolean granted) throws DmpFailure {
    Dispatch<DOMSource> port = authorisations;
    if (port == null) {
      throw new DmpFailure(DmpRefusal.DMP_NOT_DECLARED_HERE);
    }
    DOMSource request = Authorisation.request(granted);
    Authorisation.check(call(who, port, service -> service.invoke(request)));
  }

  private <P, A> A call(Acting who, P port, Function<P, A> work) throws DmpFailure {
    Map<String, Object> context = ((BindingProvider) port).getRequestContext();
    context.put(Header.HEADER_LIST, new ArrayList<>(List.of(assertions.header(who, structure))));
    try {
      return work.apply(port);
    } catch (RuntimeException e) {
      throw new DmpFailure(Failures.of(e));
    } finally {
      context.remove(Header.HEADER_LIST);
      ((BindingProvider) port).getResponseContext().clear();
    }
  }

  @Override
  public void close() {
    ports.close();
  }
}
