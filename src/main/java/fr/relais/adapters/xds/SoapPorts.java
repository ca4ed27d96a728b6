// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import fr.relais.adapters.trust.TrustMaterial;
import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.Dispatch;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.soap.AddressingFeature;
import jakarta.xml.ws.soap.SOAPBinding;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.xml.namespace.QName;
import javax.xml.transform.dom.DOMSource;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.configuration.jsse.TLSClientParameters;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.frontend.ClientProxy;
import org.apache.cxf.interceptor.AbstractBasicInterceptorProvider;
import org.apache.cxf.interceptor.InterceptorProvider;
import org.apache.cxf.jaxws.DispatchImpl;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;
import org.openehealth.ipf.commons.ihe.ws.JaxWsRequestClientFactory;
import org.openehealth.ipf.commons.ihe.ws.WsTransactionConfiguration;
import org.openehealth.ipf.commons.ihe.ws.cxf.audit.WsAuditDataset;

/**
 * The SOAP clients of one structure: SOAP 1.2, WS-Addressing, mutual TLS with its certificate
 * (dossier of national services 1.2). No audit of IPF and no log of CXF: they would name patients.
 */
final class SoapPorts implements AutoCloseable {
  private static final String THREAD_LOCAL = "thread.local.request.context";

  private final Bus bus;
  private final DmpSettings.Limits limits;
  private final TLSClientParameters tls;
  private final List<Client> clients = new ArrayList<>();

  SoapPorts(Bus bus, DmpSettings.Limits limits, TrustMaterial authentication) {
    this.bus = bus;
    this.limits = limits;
    this.tls = new TLSClientParameters();
    tls.setSslContext(authentication.context());
    tls.setCipherSuites(List.of(TrustMaterial.client().getCipherSuites()));
  }

  /**
   * A client of one transaction of IHE, as IPF makes it.
   *
   * @param type its port type
   */
  <A extends WsAuditDataset, P> P port(
      WsTransactionConfiguration<A> transaction, Class<P> type, URI address) {
    return onBus(
        () -> {
          Object made =
              new JaxWsRequestClientFactory<>(
                      transaction,
                      address.toString(),
                      null,
                      null,
                      interceptors(),
                      null,
                      properties(),
                      null,
                      null,
                      policy())
                  .getClient();
          ((BindingProvider) made).getRequestContext().put(THREAD_LOCAL, true);
          add(ClientProxy.getClient(made));
          return type.cast(made);
        });
  }

  /** A client for one message of HL7 v3, as it is. */
  Dispatch<DOMSource> dispatch(String action, URI address) {
    return onBus(
        () -> {
          QName port = new QName("urn:si-dmp-patients", "Patients_Port_Soap12");
          Service service = Service.create(new QName("urn:si-dmp-patients", "Patients_Service"));
          service.addPort(port, SOAPBinding.SOAP12HTTP_BINDING, address.toString());
          Dispatch<DOMSource> made =
              service.createDispatch(
                  port, DOMSource.class, Service.Mode.PAYLOAD, new AddressingFeature(true, true));
          Map<String, Object> context = made.getRequestContext();
          context.put(BindingProvider.SOAPACTION_USE_PROPERTY, true);
          context.put(BindingProvider.SOAPACTION_URI_PROPERTY, action);
          Client client = ((DispatchImpl<DOMSource>) made).getClient();
          client.getEndpoint().putAll(properties());
          client.getInInterceptors().addAll(interceptors().getInInterceptors());
          client.getOutInterceptors().addAll(interceptors().getOutInterceptors());
          ((HTTPConduit) client.getConduit()).setClient(policy());
          add(client);
          return made;
        });
  }

  /** JAX-WS takes the bus of the thread. */
  private <T> T onBus(Supplier<T> work) {
    Bus before = BusFactory.getAndSetThreadDefaultBus(bus);
    try {
      return work.get();
    } finally {
      BusFactory.setThreadDefaultBus(before);
    }
  }

  private void add(Client client) {
    ((HTTPConduit) client.getConduit()).setTlsClientParameters(tls);
    clients.add(client);
  }

  private HTTPClientPolicy policy() {
    HTTPClientPolicy policy = new HTTPClientPolicy();
    policy.setConnectionTimeout(limits.connect().toMillis());
    policy.setReceiveTimeout(limits.answer().toMillis());
    policy.setAutoRedirect(false);
    policy.setVersion("1.1");
    return policy;
  }

  private InterceptorProvider interceptors() {
    Interceptors all = new Interceptors();
    all.getInInterceptors().add(new AnswerGuard(limits.answerBytesMax()));
    all.getOutInterceptors().add(new MustBeUnderstood());
    all.getOutInterceptors().add(new ActionParameter());
    return all;
  }

  private static Map<String, Object> properties() {
    FaultListener silent = (failure, description, message) -> false;
    return Map.of(
        FaultListener.class.getName(),
        silent,
        // a fault may come with 400 too (SOAP 1.2 part 2, section 7.5.2.2)
        "org.apache.cxf.transport.process_fault_on_http_400",
        true);
  }

  @Override
  public void close() {
    clients.forEach(Client::destroy);
  }

  private static final class Interceptors extends AbstractBasicInterceptorProvider {
    private static final long serialVersionUID = 1L;
  }
}
