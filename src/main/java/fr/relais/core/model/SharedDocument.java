// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One document of a patient's DMP as its registry lists it: for a doctor who may consult.
 *
 * @param uniqueId with {@code repository}, names it when it is fetched
 * @param kind from its type code
 * @param author name of the first author, as it is shown
 * @param institution where he wrote it; null when not said
 * @param actAt when the act was done; when it was written, if the act is not dated
 * @param hiddenFromPatient whether it must not be spoken of before the announcement
 * @param hash SHA-1 of its bytes, in hexadecimal (IHE ITI TF-3 4.2.3.2.10); null when not said
 * @param size of its bytes; null when not said
 */
public record SharedDocument(
    String uniqueId,
    String repository,
    ReportKind kind,
    Coding typeCode,
    String title,
    String author,
    @Nullable String institution,
    Instant actAt,
    Instant createdAt,
    String mimeType,
    List<String> confidentiality,
    boolean hiddenFromPatient,
    @Nullable String hash,
    @Nullable Long size) {
  public SharedDocument {
    confidentiality = List.copyOf(confidentiality);
  }
}
