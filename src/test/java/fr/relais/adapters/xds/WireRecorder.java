// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import fr.relais.adapters.trust.TrustMaterial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes what is sent, as it is on the wire, and answers what the test says, in that order. */
final class WireRecorder implements AutoCloseable {
  static final String SOAP = "application/soap+xml; charset=UTF-8";
  static final String SUCCESS = "urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success";
  static final String FAILURE = "urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Failure";

  private final HttpsServer server;
  private final Deque<Answer> answers = new ArrayDeque<>();
  final List<Asked> asked = new CopyOnWriteArrayList<>();

  record Asked(String path, String contentType, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  record Answer(int status, String contentType, String body) {}

  WireRecorder(TrustMaterial material) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(material.context()) {
          @Override
          public void configure(HttpsParameters parameters) {
            parameters.setSSLParameters(TrustMaterial.server());
          }
        });
    server.createContext("/", this::take);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  WireRecorder then(int status, String contentType, String body) {
    answers.add(new Answer(status, contentType, body));
    return this;
  }

  WireRecorder then(String body) {
    return then(200, SOAP, body);
  }

  void forget() {
    answers.clear();
    asked.clear();
  }

  private void take(HttpExchange exchange) throws IOException {
    asked.add(
        new Asked(
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            exchange.getRequestBody().readAllBytes()));
    Answer answer = answers.isEmpty() ? new Answer(500, "text/plain", "") : answers.poll();
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** The answer of the registry to a look-up. */
  static String found(String... entries) {
    StringBuilder refs = new StringBuilder();
    for (String entry : entries) {
      refs.append("<rim:ObjectRef id=\"").append(entry).append("\"/>");
    }
    return envelope(
        "<query:AdhocQueryResponse xmlns:query=\"urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0\""
            + " xmlns:rim=\"urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0\" status=\""
            + SUCCESS
            + "\"><rim:RegistryObjectList>"
            + refs
            + "</rim:RegistryObjectList></query:AdhocQueryResponse>");
  }

  /** The answer of the registry to anything else; an error unless the code is empty. */
  static String said(String errorCode) {
    String errors =
        errorCode.isEmpty()
            ? ""
            : "<rs:RegistryErrorList><rs:RegistryError errorCode=\""
                + errorCode
                + "\" codeContext=\"x\""
                + " severity=\"urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:Error\"/>"
                + "</rs:RegistryErrorList>";
    return envelope(
        "<rs:RegistryResponse xmlns:rs=\"urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0\" status=\""
            + (errorCode.isEmpty() ? SUCCESS : FAILURE)
            + "\">"
            + errors
            + "</rs:RegistryResponse>");
  }

  static String fault(String code, String subcode, String reason) {
    return envelope(
        "<soap:Fault><soap:Code><soap:Value>soap:"
            + code
            + "</soap:Value>"
            + (subcode.isEmpty()
                ? ""
                : "<soap:Subcode><soap:Value>soap:" + subcode + "</soap:Value></soap:Subcode>")
            + "</soap:Code><soap:Reason><soap:Text xml:lang=\"fr\">"
            + reason
            + "</soap:Text></soap:Reason></soap:Fault>");
  }

  static String envelope(String body) {
    return "<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\"><soap:Body>"
        + body
        + "</soap:Body></soap:Envelope>";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
