// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a document is described where documents are shared (IHE ITI TF-3 section 4.2.3.2,
 * DocumentEntry; CI-SIS "Partage de documents de santé"). Every value comes from the document or is
 * derived from it by a national table.
 *
 * @param uniqueId {@code root} or {@code root^extension}
 * @param legalAuthenticator XCN; null when nobody signed
 * @param confidentiality exactly one of N, R, V first; then from whom it is hidden (TRE_A07)
 * @param creationTime of the document; written in UTC
 * @param serviceStart when the act began; null when the document does not say
 * @param sourcePatientId CX of the patient at the source
 * @param sourcePatientInfo {@code PID-5|...}, {@code PID-7|...}, {@code PID-8|...}
 * @param referenceIds CXi: order and accession numbers
 */
public record DocumentMetadata(
    String uniqueId,
    String mimeType,
    String title,
    @Nullable String comments,
    Coding classCode,
    Coding typeCode,
    Coding formatCode,
    Coding facilityType,
    Coding practiceSetting,
    List<Coding> confidentiality,
    List<Coding> events,
    List<Author> authors,
    @Nullable String legalAuthenticator,
    Instant creationTime,
    @Nullable Instant serviceStart,
    @Nullable Instant serviceStop,
    String language,
    String sourcePatientId,
    List<String> sourcePatientInfo,
    List<String> referenceIds) {
  public DocumentMetadata {
    confidentiality = List.copyOf(confidentiality);
    events = List.copyOf(events);
    authors = List.copyOf(authors);
    sourcePatientInfo = List.copyOf(sourcePatientInfo);
    referenceIds = List.copyOf(referenceIds);
  }

  /**
   * Who wrote it.
   *
   * @param person XCN with the national identifier
   * @param institution XON with the national identifier of the structure; null when not said
   */
  public record Author(
      String person,
      @Nullable String institution,
      @Nullable String role,
      @Nullable String specialty) {}
}
