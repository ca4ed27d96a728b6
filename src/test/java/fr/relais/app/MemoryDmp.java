// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Coding;
import fr.relais.core.model.Content;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.SharedDocument;
import fr.relais.flow.SharedRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A DMP in memory that holds to the rules of the real one: a record under each INS, opened to a
 * doctor named by his national number from a structure named by its own, for documents that are
 * current; what a patient masked is shown to its author alone.
 */
final class MemoryDmp implements SharedRecords {
  private final Map<String, List<Kept>> records = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final List<Reader> readers = new ArrayList<>();
  private final List<Instant> since = new ArrayList<>();
  private @Nullable String refusal;
  private boolean broken;
  private int unread;
  private boolean whole = true;

  private record Kept(SharedDocument document, Content content) {}

  /** Opens a record for this INS. */
  void open(String ins) {
    records.computeIfAbsent(ins, key -> new ArrayList<>());
  }

  void file(String ins, SharedDocument document, Content content) {
    records.computeIfAbsent(ins, key -> new ArrayList<>()).add(new Kept(document, content));
  }

  static SharedDocument document(String uniqueId, String title, String actAt, String... codes) {
    List<String> confidentiality = new ArrayList<>(List.of("N"));
    confidentiality.addAll(List.of(codes));
    return new SharedDocument(
        uniqueId,
        "1.2.250.1.999.9",
        ReportKind.BIOLOGY,
        new Coding("11502-2", "LN", "CR d'examens biologiques"),
        title,
        "Dr Samir HADDAD",
        "LBM DES TESTS",
        Instant.parse(actAt),
        Instant.parse(actAt),
        "text/xml",
        confidentiality,
        confidentiality.contains("INVISIBLE_PATIENT"),
        null,
        null);
  }

  /** From now on it refuses with this code; null: no more. */
  void refuse(@Nullable String code) {
    refusal = code;
  }

  /** From now on so many others are not described enough, and its list is whole or not. */
  void lacks(int others, boolean all) {
    unread = others;
    whole = all;
  }

  void breakDown() {
    broken = true;
  }

  List<String> asked() {
    return asked;
  }

  List<Reader> readers() {
    return readers;
  }

  List<Instant> since() {
    return since;
  }

  @Override
  public Found find(Reader reader, PatientIdentity patient, Instant from) {
    asked.add("find");
    since.add(from);
    Refused refused = refused(reader, patient);
    if (refused != null) {
      return refused;
    }
    List<SharedDocument> all =
        records.get(patient.ins()).stream()
            .map(Kept::document)
            .filter(document -> !document.actAt().isBefore(from))
            .filter(document -> !document.confidentiality().contains("MASQUE_PS"))
            .sorted(Comparator.comparing(SharedDocument::actAt).reversed())
            .toList();
    return new Found.Documents(all, unread, whole);
  }

  @Override
  public Fetched get(Reader reader, PatientIdentity patient, SharedDocument document) {
    asked.add("get");
    Refused refused = refused(reader, patient);
    if (refused != null) {
      return refused;
    }
    return records.get(patient.ins()).stream()
        .filter(kept -> kept.document().uniqueId().equals(document.uniqueId()))
        .filter(kept -> kept.document().repository().equals(document.repository()))
        .<Fetched>map(kept -> new Fetched.Document(kept.content()))
        .findFirst()
        .orElse(new Refused("DMP_DOCUMENT_UNKNOWN"));
  }

  @Override
  public boolean declares() {
    return true;
  }

  @Override
  public Declared declare(Reader reader, PatientIdentity patient, boolean granted) {
    asked.add(granted ? "declare" : "withdraw");
    Refused refused = refused(reader, patient);
    return refused == null ? new Declared.Done() : refused;
  }

  private @Nullable Refused refused(Reader reader, PatientIdentity patient) {
    readers.add(reader);
    if (broken) {
      throw new IllegalStateException("the line fell");
    }
    boolean named = reader.doctor().id().matches("8\\d{11}") && !reader.doctor().software();
    if (!named || !reader.structure().matches("1\\d{9}") || !patient.hasQualifiedIns()) {
      return new Refused("DMP_REQUEST_REFUSED");
    }
    if (reader.doctor().expertise() == null) {
      return new Refused("DMP_SUBMITTER_INCOMPLETE"); // a physician without a speciality
    }
    if (refusal != null) {
      return new Refused(refusal);
    }
    return records.containsKey(patient.ins()) ? null : new Refused("DMP_ABSENT");
  }
}
