// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.mail;

import fr.relais.sandbox.mail.Filed.DocumentState;
import fr.relais.sandbox.mail.Filed.FiledDocument;
import fr.relais.sandbox.mail.Filed.Patient;
import fr.relais.sandbox.mail.XdmMetadata.Action;
import fr.relais.sandbox.mail.XdmSubmission.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The patients' records of the practice: one document for each identifier. */
final class PatientRecords {
  private final Map<String, Held> held = new LinkedHashMap<>();

  private static final class Held {
    private final Item item;
    private final FiledDocument document;
    private boolean current;
    private boolean withdrawn;

    Held(Item item, FiledDocument document, boolean current) {
      this.item = item;
      this.document = document;
      this.current = current;
    }
  }

  /** What is valid today, in the order of filing. */
  List<FiledDocument> current() {
    return held.values().stream().filter(h -> h.current).map(h -> h.document).toList();
  }

  /**
   * Whether a document may be filed.
   *
   * @throws Unfit when another content has its identifier, or it replaces nobody knows what
   */
  void check(Item item) throws Unfit {
    Held known = held.get(item.entry().uniqueId());
    if (known != null && !Arrays.equals(known.item.content(), item.content())) {
      throw new Unfit("another content under the identifier of a document that is there");
    }
    if (item.entry().action() == Action.REPLACE && known == null && replaced(item) == null) {
      throw new Unfit("a replacement that names no earlier document");
    }
    if (item.entry().action() == Action.DELETE && known == null) {
      throw new Unfit("a document to withdraw that never came (900)");
    }
  }

  /** Files a document that was checked. */
  FiledDocument file(Item item) {
    String id = item.entry().uniqueId();
    String replaced = replaced(item);
    Held known = held.get(id);
    if (known != null) {
      known.withdrawn |= item.entry().action() == Action.DELETE;
      known.current &= !known.withdrawn;
      return document(
          item,
          known.withdrawn ? DocumentState.WITHDRAWN : DocumentState.ALREADY_INTEGRATED,
          known.document.replaces());
    }
    DocumentState state = state(id, replaced);
    FiledDocument document = document(item, state, replaced);
    held.put(id, new Held(item, document, state != DocumentState.SUPERSEDED));
    return document;
  }

  private DocumentState state(String id, @Nullable String replaced) {
    if (held.values().stream().anyMatch(h -> id.equals(h.document.replaces()))) {
      return DocumentState.SUPERSEDED;
    }
    if (replaced == null) {
      return DocumentState.FILED;
    }
    Held earlier = held.get(replaced);
    if (earlier == null) {
      return DocumentState.REPLACES_UNKNOWN;
    }
    earlier.current = false;
    return DocumentState.REPLACED;
  }

  /** The document that this one names, else the current one of the same set. */
  private @Nullable String replaced(Item item) {
    CdaHeader cda = item.cda();
    if (cda == null || cda.parent() != null) {
      return cda == null ? null : cda.parent();
    }
    String set = cda.setId();
    if (item.entry().action() != Action.REPLACE || set == null) {
      return null;
    }
    List<String> sameSet = new ArrayList<>();
    for (Held one : held.values()) {
      CdaHeader other = one.item.cda();
      if (one.current && other != null && set.equals(other.setId())) {
        sameSet.add(other.uniqueId());
      }
    }
    return sameSet.size() == 1 ? sameSet.get(0) : null;
  }

  private static FiledDocument document(Item item, DocumentState state, @Nullable String replaces) {
    CdaHeader cda = item.cda();
    return new FiledDocument(
        item.entry().uniqueId(),
        item.entry().typeCode(),
        cda == null ? "" : cda.title(),
        patient(item, cda),
        state,
        cda != null && cda.alert(),
        replaces,
        item.content());
  }

  private static Patient patient(Item item, @Nullable CdaHeader cda) {
    XdmMetadata.PatientId id = item.entry().patient();
    return cda == null
        ? new Patient(id.root(), id.identifier(), "", "", "", "")
        : new Patient(
            id.root(),
            id.identifier(),
            cda.familyNames().isEmpty() ? "" : cda.familyNames().get(0),
            cda.givenName(),
            cda.birthDate(),
            cda.sex());
  }
}
