// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * What is submitted: a set, its documents, and what ties them together.
 *
 * @param documents the bytes, by the id of their entry
 */
record Submission(
    Described set,
    List<Described> entries,
    List<Association> associations,
    Map<String, byte[]> documents) {

  /** From one object to another. */
  record Association(String type, String source, String target, Map<String, List<String>> slots) {
    boolean is(String wanted, String from, String to) {
      return type.equals(wanted) && source.equals(from) && target.equals(to);
    }
  }

  /**
   * Reads an ITI-41 request.
   *
   * @param parts of the multipart, by Content-ID
   * @throws Refusal when it is incomplete or contradicts itself
   */
  static Submission provided(Element request, Map<String, byte[]> parts) throws Refusal {
    if (!Xml.is(request, Ebrim.XDSB, "ProvideAndRegisterDocumentSetRequest")) {
      throw Refusal.repository("ProvideAndRegisterDocumentSetRequest attendu");
    }
    Element submit = Xml.only(request, Ebrim.LCM, "SubmitObjectsRequest");
    if (submit == null) {
      throw Refusal.repository("SubmitObjectsRequest absent ou répété");
    }
    return read(submit, documents(request, parts));
  }

  /**
   * Reads a SubmitObjectsRequest.
   *
   * @throws Refusal when it has not exactly one submission set
   */
  static Submission read(Element submit, Map<String, byte[]> documents) throws Refusal {
    Element list = Xml.only(submit, Ebrim.RIM, "RegistryObjectList");
    if (!Xml.is(submit, Ebrim.LCM, "SubmitObjectsRequest") || list == null) {
      throw Refusal.repository("RegistryObjectList absent");
    }
    Element set = Xml.only(list, Ebrim.RIM, "RegistryPackage");
    if (set == null || !isSubmissionSet(list, set)) {
      throw Refusal.repository("un lot de soumission et un seul est attendu");
    }
    List<Described> entries = new ArrayList<>();
    for (Element object : Xml.children(list, Ebrim.RIM, "ExtrinsicObject")) {
      entries.add(Described.read(object));
    }
    List<Association> associations = new ArrayList<>();
    for (Element one : Xml.children(list, Ebrim.RIM, "Association")) {
      associations.add(
          new Association(
              Xml.attribute(one, "associationType"),
              Xml.attribute(one, "sourceObject"),
              Xml.attribute(one, "targetObject"),
              Described.slots(one)));
    }
    return new Submission(
        Described.read(set), List.copyOf(entries), List.copyOf(associations), documents);
  }

  private static boolean isSubmissionSet(Element list, Element set) {
    List<Element> nodes = new ArrayList<>(Xml.children(list, Ebrim.RIM, "Classification"));
    nodes.addAll(Xml.children(set, Ebrim.RIM, "Classification"));
    return nodes.stream()
        .anyMatch(
            one ->
                Ebrim.SUBMISSION_SET.equals(Xml.attribute(one, "classificationNode"))
                    && Xml.attribute(set, "id").equals(Xml.attribute(one, "classifiedObject")));
  }

  private static Map<String, byte[]> documents(Element request, Map<String, byte[]> parts)
      throws Refusal {
    Map<String, byte[]> found = new LinkedHashMap<>();
    Set<String> used = new HashSet<>();
    for (Element document : Xml.children(request, Ebrim.XDSB, "Document")) {
      Element include = Xml.only(document, Ebrim.XOP, "Include");
      String href = include == null ? "" : Xml.attribute(include, "href");
      byte[] bytes = href.startsWith("cid:") ? parts.get(decoded(href)) : null;
      if (bytes == null) {
        throw new Refusal("XDSMissingDocument", "un document sans sa partie XOP");
      }
      if (!used.add(decoded(href)) || found.put(Xml.attribute(document, "id"), bytes) != null) {
        throw Refusal.repository("un document ou une partie servent deux fois");
      }
    }
    if (used.size() != parts.size()) {
      throw new Refusal("XDSMissingDocumentMetadata", "une partie que rien ne désigne");
    }
    return found;
  }

  private static String decoded(String href) throws Refusal {
    try {
      String raw = href.substring("cid:".length()).replace("+", "%2B");
      return URLDecoder.decode(raw, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.repository("une référence cid illisible");
    }
  }

  /**
   * Whether each entry has its document and its place in the set.
   *
   * @throws Refusal XDSMissingDocument, XDSMissingDocumentMetadata,
   *     XDSRegistryDuplicateUniqueIdInMessage or XDSRegistryMetadataError
   */
  void checkWhole() throws Refusal {
    Map<String, Described> byId = new HashMap<>();
    Set<String> uniqueIds = new HashSet<>(Set.of(set.identifier(Ebrim.SET_ID)));
    for (Described entry : entries) {
      byId.put(entry.id(), entry);
      if (!uniqueIds.add(entry.uniqueId())) {
        throw new Refusal("XDSRegistryDuplicateUniqueIdInMessage", "uniqueId répété dans le lot");
      }
      if (!documents.containsKey(entry.id())) {
        throw new Refusal("XDSMissingDocument", "une fiche sans son document (Document/@id)");
      }
      boolean member =
          associations.stream()
              .anyMatch(
                  a ->
                      a.is(Ebrim.HAS_MEMBER, set.id(), entry.id())
                          && List.of("Original").equals(a.slots().get("SubmissionSetStatus")));
      if (!member) {
        throw Refusal.metadata("Association", "HasMember Original manque");
      }
    }
    if (!byId.keySet().containsAll(documents.keySet())) {
      throw new Refusal("XDSMissingDocumentMetadata", "un document sans sa fiche (Document/@id)");
    }
    if (byId.size() != entries.size() || entries.isEmpty()) {
      throw Refusal.repository("fiches sans identifiant distinct, ou lot vide");
    }
  }

  byte[] bytes(Described entry) {
    byte[] bytes = documents.get(entry.id());
    if (bytes == null) {
      throw new IllegalStateException("checkWhole comes first");
    }
    return bytes;
  }

  @Override
  public String toString() {
    return "Submission";
  }
}
