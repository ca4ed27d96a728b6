// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The texts of the answers. */
final class Answers {
  static final String SUCCESS = "urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success";
  static final String FAILURE = "urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Failure";
  static final String PARTIAL = "urn:ihe:iti:2007:ResponseStatusType:PartialSuccess";
  private static final String SEVERITY = "urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:";
  private static final String FAULT_ACTION = Envelope.WSA + "/soap/fault";

  private Answers() {}

  /**
   * How a request ended, in the words of ebRS.
   *
   * @param severity Error or Warning
   */
  record Status(String status, List<Refusal> refusals, String severity) {
    static Status success() {
      return new Status(SUCCESS, List.of(), "Error");
    }

    static Status failure(Refusal refusal) {
      return new Status(FAILURE, List.of(refusal), "Error");
    }

    /** What a platform says that did everything and has a reserve. */
    static Status reserved() {
      Refusal reserve = new Refusal("XDSRegistryError", "réserve demandée par l'essai");
      return new Status(PARTIAL, List.of(reserve), "Warning");
    }
  }

  /** Answer of ITI-41 and ITI-57. */
  static String registry(Status status) {
    Markup out = new Markup();
    out.raw("<rs:RegistryResponse xmlns:rs=\"" + Ebrim.RS + "\"");
    out.attribute("status", status.status()).raw(">");
    return out.raw(errors(status)).raw("</rs:RegistryResponse>").toString();
  }

  /**
   * Answer of ITI-18.
   *
   * @param objects ebRIM in the default namespace
   */
  static String query(Status status, String objects) {
    Markup out = new Markup();
    out.raw("<q:AdhocQueryResponse xmlns:q=\"" + Ebrim.QUERY + "\"");
    out.raw(" xmlns:rs=\"" + Ebrim.RS + "\"").attribute("status", status.status()).raw(">");
    out.raw(errors(status)).raw("<RegistryObjectList xmlns=\"" + Ebrim.RIM + "\">");
    return out.raw(objects).raw("</RegistryObjectList></q:AdhocQueryResponse>").toString();
  }

  /**
   * Answer of ITI-43.
   *
   * @param byPart the documents, by the Content-ID of the part that holds each
   */
  static String retrieve(Status status, Map<String, Held> byPart) {
    Markup out = new Markup();
    out.raw("<x:RetrieveDocumentSetResponse xmlns:x=\"" + Ebrim.XDSB + "\">");
    out.raw(registry(status));
    byPart.forEach(
        (part, held) -> {
          out.raw("<x:DocumentResponse><x:RepositoryUniqueId>" + Ebrim.REPOSITORY);
          out.raw("</x:RepositoryUniqueId><x:DocumentUniqueId>");
          out.value(held.entry().uniqueId()).raw("</x:DocumentUniqueId><x:mimeType>");
          out.value(held.entry().mimeType()).raw("</x:mimeType><x:Document>");
          out.raw("<xop:Include xmlns:xop=\"" + Ebrim.XOP + "\"");
          out.attribute("href", "cid:" + part).raw("/></x:Document></x:DocumentResponse>");
        });
    return out.raw("</x:RetrieveDocumentSetResponse>").toString();
  }

  /**
   * Answer of TD0.3.
   *
   * @param status {@code DMPOk}, or why not
   */
  static String declared(String status, String context) {
    Markup out = new Markup();
    out.raw("<h:setAuthorizationResponse xmlns:h=\"" + Authorisations.NAMESPACE + "\">");
    out.raw("<h:output><h:status>").value(status).raw("</h:status><h:context>").value(context);
    return out.raw("</h:context></h:output></h:setAuthorizationResponse>").toString();
  }

  private static String errors(Status status) {
    if (status.refusals().isEmpty()) {
      return "";
    }
    Markup out = new Markup().raw("<rs:RegistryErrorList");
    out.attribute("highestSeverity", SEVERITY + status.severity()).raw(">");
    for (Refusal refusal : status.refusals()) {
      out.raw("<rs:RegistryError").attribute("errorCode", refusal.code());
      out.attribute("codeContext", refusal.context()).attribute("location", refusal.location());
      out.attribute("severity", SEVERITY + status.severity()).raw("/>");
    }
    return out.raw("</rs:RegistryErrorList>").toString();
  }

  static String envelope(Transaction transaction, String relatesTo, String body) {
    return envelope(transaction.answer(), relatesTo, body);
  }

  private static String envelope(String action, String relatesTo, String body) {
    Markup out = new Markup().raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    out.raw("<soap:Envelope xmlns:soap=\"" + Envelope.SOAP + "\" xmlns:wsa=\"" + Envelope.WSA);
    out.raw("\" xmlns:wsse=\"" + Envelope.WSSE + "\"><soap:Header><wsa:Action>").value(action);
    out.raw("</wsa:Action><wsa:MessageID>urn:uuid:" + UUID.randomUUID());
    out.raw("</wsa:MessageID><wsa:To>" + Envelope.WSA + "/anonymous</wsa:To>");
    if (!relatesTo.isEmpty()) {
      out.raw("<wsa:RelatesTo>").value(relatesTo).raw("</wsa:RelatesTo>");
    }
    return out.raw("</soap:Header><soap:Body>")
        .raw(body)
        .raw("</soap:Body></soap:Envelope>")
        .toString();
  }

  static String fault(SoapFault fault, String relatesTo) {
    Markup out = new Markup().raw("<soap:Fault><soap:Code><soap:Value>").value(fault.code());
    out.raw("</soap:Value>");
    if (!fault.subcode().isEmpty()) {
      out.raw("<soap:Subcode><soap:Value>").value(fault.subcode());
      out.raw("</soap:Value></soap:Subcode>");
    }
    out.raw("</soap:Code><soap:Reason><soap:Text xml:lang=\"fr\">").value(fault.reason());
    out.raw("</soap:Text></soap:Reason></soap:Fault>");
    return envelope(FAULT_ACTION, relatesTo, out.toString());
  }
}
