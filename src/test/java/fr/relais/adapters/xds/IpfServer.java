// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import fr.relais.adapters.trust.TrustMaterial;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.ProvideAndRegisterDocumentSetRequestType;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Document;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.DocumentEntry;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.ObjectReference;
import org.openehealth.ipf.commons.ihe.xds.core.requests.DocumentReference;
import org.openehealth.ipf.commons.ihe.xds.core.requests.ProvideAndRegisterDocumentSet;
import org.openehealth.ipf.commons.ihe.xds.core.requests.QueryRegistry;
import org.openehealth.ipf.commons.ihe.xds.core.requests.RetrieveDocumentSet;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.GetDocumentsQuery;
import org.openehealth.ipf.commons.ihe.xds.core.responses.QueryResponse;
import org.openehealth.ipf.commons.ihe.xds.core.responses.Response;
import org.openehealth.ipf.commons.ihe.xds.core.responses.RetrievedDocument;
import org.openehealth.ipf.commons.ihe.xds.core.responses.RetrievedDocumentSet;
import org.openehealth.ipf.commons.ihe.xds.core.responses.Status;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.query.AdhocQueryRequest;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.IdentifiableType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.RegistryObjectType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.SlotType1;
import org.openehealth.ipf.platform.camel.ihe.xds.XdsCamelValidators;

/** A registry and a repository as IPF makes them: it knows IHE, and nothing of France. */
final class IpfServer {
  static final String REPOSITORY_ID = "1.2.250.1.213.4.1.1.1.2";

  private final Server http = new Server();
  private final CamelContext camel = new DefaultCamelContext();
  private final Bus bus = new CXFBusFactory().createBus();
  final List<ProvideAndRegisterDocumentSet> submitted = new CopyOnWriteArrayList<>();

  IpfServer(TrustMaterial material) throws Exception {
    Bus before = BusFactory.getThreadDefaultBus(false);
    BusFactory.setDefaultBus(bus);
    BusFactory.setThreadDefaultBus(bus);
    try {
      CXFNonSpringServlet servlet = new CXFNonSpringServlet();
      servlet.setBus(bus);
      ServletContextHandler handler = new ServletContextHandler();
      handler.addServlet(new ServletHolder(servlet), "/si-dmp-server/v2/services/*");
      http.setHandler(handler);
      http.addConnector(connector(material));
      http.start();
      camel.addRoutes(new Routes());
      camel.start();
    } finally {
      BusFactory.setThreadDefaultBus(before);
    }
  }

  int port() {
    return ((ServerConnector) http.getConnectors()[0]).getLocalPort();
  }

  private ServerConnector connector(TrustMaterial material) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(material.context());
    tls.setNeedClientAuth(true);
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.addCustomizer(new SecureRequestCustomizer(false));
    return new ServerConnector(http, tls, new HttpConnectionFactory(configuration));
  }

  private final class Routes extends RouteBuilder {
    @Override
    public void configure() {
      from("xds-iti41:repository?audit=false")
          .process(IpfServer::withoutFrance)
          .process(XdsCamelValidators.iti41RequestValidator())
          .process(IpfServer.this::take);
      from("xds-iti18:registry?audit=false")
          .process(
              exchange ->
                  withoutFrance(exchange.getIn().getBody(AdhocQueryRequest.class).getAdhocQuery()))
          .process(XdsCamelValidators.iti18RequestValidator())
          .process(IpfServer.this::find);
      from("xds-iti43:retrieval?audit=false")
          .process(XdsCamelValidators.iti43RequestValidator())
          .process(IpfServer.this::give);
    }
  }

  /**
   * Takes away what France adds to XCN, XON and CX, which IPF's validation refuses: kinds of names
   * and of identifiers. All else is validated as it came.
   */
  private static void withoutFrance(Exchange exchange) {
    ProvideAndRegisterDocumentSetRequestType request =
        exchange.getIn().getBody(ProvideAndRegisterDocumentSetRequestType.class);
    for (var element :
        request.getSubmitObjectsRequest().getRegistryObjectList().getIdentifiable()) {
      withoutFrance(element.getValue());
      if (element.getValue() instanceof RegistryObjectType object) {
        object.getClassification().forEach(IpfServer::withoutFrance);
        object.getExternalIdentifier().forEach(id -> id.setValue(plain(id.getValue())));
      }
    }
  }

  private static void withoutFrance(IdentifiableType object) {
    for (SlotType1 slot : object.getSlot()) {
      slot.getValueList().getValue().replaceAll(IpfServer::plain);
    }
  }

  private static String plain(String value) {
    return value
        .replace("^D^^^IDNPS", "")
        .replace("&ISO^IDNST^^^", "&ISO^^^^")
        .replaceAll("&ISO\\^(NH|PI)", "&ISO")
        .replaceAll("^(G15_[^^]*)\\^.*", "$1");
  }

  private void take(Exchange exchange) {
    submitted.add(exchange.getIn().getBody(ProvideAndRegisterDocumentSet.class));
    exchange.getMessage().setBody(new Response(Status.SUCCESS));
  }

  private void find(Exchange exchange) {
    QueryRegistry asked = exchange.getIn().getBody(QueryRegistry.class);
    QueryResponse answer = new QueryResponse(Status.SUCCESS);
    for (DocumentEntry entry : entries()) {
      if (asked.getQuery() instanceof GetDocumentsQuery one) {
        if (one.getUniqueIds().contains(entry.getUniqueId())) {
          answer.getReferences().add(new ObjectReference("urn:uuid:" + entry.getUniqueId()));
        }
      } else {
        entry.setRepositoryUniqueId(REPOSITORY_ID);
        answer.getDocumentEntries().add(entry);
      }
    }
    exchange.getMessage().setBody(answer);
  }

  private void give(Exchange exchange) {
    RetrievedDocumentSet answer = new RetrievedDocumentSet(Status.SUCCESS);
    for (DocumentReference asked :
        exchange.getIn().getBody(RetrieveDocumentSet.class).getDocuments()) {
      for (Document document : documents()) {
        if (asked.getDocumentUniqueId().equals(document.getDocumentEntry().getUniqueId())) {
          answer
              .getDocuments()
              .add(new RetrievedDocument(document.getDataHandler(), asked, null, null, "text/xml"));
        }
      }
    }
    exchange.getMessage().setBody(answer);
  }

  List<Document> documents() {
    return submitted.stream().flatMap(set -> set.getDocuments().stream()).toList();
  }

  List<DocumentEntry> entries() {
    return documents().stream().map(Document::getDocumentEntry).toList();
  }

  void stop() throws Exception {
    camel.stop();
    http.stop();
    bus.shutdown(false);
    BusFactory.setDefaultBus(null);
  }
}
