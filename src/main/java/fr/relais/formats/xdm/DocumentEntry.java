// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import fr.relais.core.model.PatientIdentity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What METADATA.XML says of one document (IHE ITI TF-3 section 4.2.3.2); what it leaves out is
 * null.
 *
 * @param id its name inside METADATA.XML
 * @param hash SHA-1 in hexadecimal
 * @param action {@code C} replaces, {@code D} deletes; null for a first sending
 * @param patient from patientId and sourcePatientInfo
 * @param uniqueId {@code root} or {@code root^extension}
 * @param replaces {@code id}, or the registry's own name, of the entry that it replaces
 */
record DocumentEntry(
    String id,
    @Nullable String mimeType,
    @Nullable String uri,
    @Nullable String hash,
    @Nullable String size,
    @Nullable String action,
    PatientIdentity patient,
    @Nullable String uniqueId,
    @Nullable String typeCode,
    List<String> confidentiality,
    @Nullable String replaces) {

  DocumentEntry {
    confidentiality = List.copyOf(confidentiality);
  }
}
