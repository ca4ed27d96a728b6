// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import fr.relais.adapters.trust.TrustMaterial;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A request over the wire that is right, until a test changes it. */
final class Call {
  private static final String BOUNDARY = "essai-7f3a";
  private final Transaction transaction;
  private final String body;
  final Map<String, byte[]> parts = new LinkedHashMap<>();
  final TokenDraft token;
  TrustMaterial client;
  String soap = Envelope.SOAP;
  String action;
  String typeAction;
  String service;
  String messageId = "urn:uuid:" + UUID.randomUUID();
  String replyTo = Envelope.WSA + "/anonymous";
  String moreHeaders = "";
  String moreSecurity = "";
  String contentType = "";
  String start = "root@essai.invalid";
  boolean multipart;
  String encoding = "binary";
  UnaryOperator<String> afterSigning = UnaryOperator.identity();
  UnaryOperator<String> afterPacking = UnaryOperator.identity();

  private Call(World world, Transaction transaction, TokenDraft token, String body) {
    this.transaction = transaction;
    this.token = token;
    this.body = body;
    this.client = world.authentication;
    this.action = transaction.action();
    this.typeAction = transaction.action();
    this.service = transaction.service();
  }

  static Call publish(World world, SubmissionDraft draft) throws Exception {
    return publish(world, draft, new TokenDraft(world, World.INS));
  }

  static Call publish(World world, SubmissionDraft draft, TokenDraft token) throws Exception {
    Call call = new Call(world, Transaction.PUBLISH, token, draft.xml());
    call.parts.putAll(draft.parts);
    call.multipart = true;
    return call;
  }

  static Call of(World world, Transaction transaction, TokenDraft token, String body) {
    return new Call(world, transaction, token, body);
  }

  /** A stored query. */
  static Call query(World world, TokenDraft token, String id, String returnType, String... slots) {
    String body =
        "<q:AdhocQueryRequest xmlns:q=\""
            + Ebrim.QUERY
            + "\" xmlns:rim=\""
            + Ebrim.RIM
            + "\"><q:ResponseOption returnComposedObjects=\"true\" returnType=\""
            + returnType
            + "\"/><rim:AdhocQuery id=\""
            + id
            + "\">"
            + String.join("", slots)
            + "</rim:AdhocQuery></q:AdhocQueryRequest>";
    return new Call(world, Transaction.QUERY, token, body);
  }

  /** From the other structure. */
  Call from(TrustMaterial other) {
    client = other;
    return this;
  }

  /** What came back. */
  record Answer(int status, String contentType, String text) {
    /** Success, the errorCode, or the sub-code (else the code) of the fault. */
    String outcome() {
      for (String pattern :
          new String[] {
            "errorCode=\"([^\"]+)\"",
            "<soap:Subcode><soap:Value>([^<]+)",
            "<soap:Value>([^<]+)",
            "ResponseStatusType:([A-Za-z]+)"
          }) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (matcher.find()) {
          return matcher.group(1);
        }
      }
      return "HTTP " + status;
    }

    /** The first group of the first match, empty without one. */
    String first(String pattern) {
      Matcher matcher = Pattern.compile(pattern).matcher(text);
      return matcher.find() ? matcher.group(1) : "";
    }
  }

  String envelope() throws Exception {
    String text =
        "<soap:Envelope xmlns:soap=\""
            + soap
            + "\" xmlns:wsa=\""
            + Envelope.WSA
            + "\"><soap:Header><wsa:Action soap:mustUnderstand=\"true\">"
            + action
            + "</wsa:Action><wsa:MessageID>"
            + messageId
            + "</wsa:MessageID><wsa:To/><wsa:ReplyTo><wsa:Address>"
            + replyTo
            + "</wsa:Address></wsa:ReplyTo>"
            + moreHeaders
            + "<wsse:Security xmlns:wsse=\""
            + Envelope.WSSE
            + "\">"
            + token.xml()
            + moreSecurity
            + "</wsse:Security></soap:Header><soap:Body>"
            + body
            + "</soap:Body></soap:Envelope>";
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    Document document =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    token.sign(
        (Element)
            document
                .getElementsByTagNameNS("urn:oasis:names:tc:SAML:2.0:assertion", "Assertion")
                .item(0));
    Transformer writer = TransformerFactory.newInstance().newTransformer();
    writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
    StringWriter out = new StringWriter();
    writer.transform(new DOMSource(document), new StreamResult(out));
    return afterSigning.apply(out.toString());
  }

  /** Sends it; a platform that does not answer makes an exception. */
  Answer post(int port) throws Exception {
    HttpClient http =
        HttpClient.newBuilder()
            .sslContext(client.context())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("https://localhost:" + port + "/si-dmp-server/v2/services/" + service))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", type())
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes()))
            .build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        new String(response.body(), StandardCharsets.UTF_8));
  }

  private String type() {
    if (!contentType.isEmpty()) {
      return contentType;
    }
    String named = typeAction.isEmpty() ? "" : "; action=\"" + typeAction + "\"";
    return multipart
        ? "multipart/related; type=\"application/xop+xml\"; start=\"<"
            + start
            + ">\"; start-info=\"application/soap+xml\"; boundary=\""
            + BOUNDARY
            + "\""
            + named
        : "application/soap+xml; charset=UTF-8" + named;
  }

  private byte[] bytes() throws Exception {
    if (!multipart) {
      return envelope().getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    part(
        out,
        "root@essai.invalid",
        "application/xop+xml; charset=UTF-8; type=\"application/soap+xml\"",
        envelope().getBytes(StandardCharsets.UTF_8));
    for (Map.Entry<String, byte[]> one : parts.entrySet()) {
      part(out, one.getKey(), "text/xml", one.getValue());
    }
    out.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    return afterPacking
        .apply(out.toString(StandardCharsets.ISO_8859_1))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private void part(ByteArrayOutputStream out, String id, String type, byte[] bytes) {
    String head =
        "--"
            + BOUNDARY
            + "\r\nContent-Type: "
            + type
            + "\r\nContent-Transfer-Encoding: "
            + encoding
            + "\r\nContent-ID: <"
            + id
            + ">\r\n\r\n";
    out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(bytes);
    out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  Transaction transaction() {
    return transaction;
  }
}
