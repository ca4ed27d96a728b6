// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import fr.relais.core.model.Letter;
import fr.relais.core.model.ParcelWriter.CannotWrite;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.formats.cda.CdaHeader;
import fr.relais.formats.french.Plain;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The headers of the national form (ECO.2.4). */
final class MssanteHeaders {
  /** Mailboxes of patients: {@code <INS>@patient.mssante.fr}. */
  private static final String PATIENTS = "@patient.mssante.fr";

  private MssanteHeaders() {}

  /**
   * @param header of the clinical document in the archive; null when there is none
   * @throws CannotWrite when the address is a patient's and the patient may not have the document
   */
  static Map<String, String> of(
      String product, Letter letter, Report report, @Nullable CdaHeader header) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-MSS-NIL", product);
    headers.put("X-MSS-INS", whole(report.patient()) ? "O" : "N");
    if (header != null && header.code() != null && header.code().code() != null) {
      headers.put("X-MSS-CODECDA", Plain.line(header.code().code()));
    }
    if (letter.delivery().address().toLowerCase(Locale.ROOT).endsWith(PATIENTS)) {
      if (Boolean.TRUE.equals(report.flags().hiddenFromPatient())) {
        throw new CannotWrite(
            Problem.error(
                ProblemCode.IDENTITY_OID_REFUSED,
                "destinataire",
                "Ce document ne doit pas encore être montré au patient.",
                "Le remettre au médecin, qui l'annonce."));
      }
      // a patient does not answer a machine (ECO.2.2.8)
      headers.put("X-MSS-MES", "FIN");
    }
    return headers;
  }

  /** Number and authority, qualified, and the four strict traits (ECO.2.4.2). */
  private static boolean whole(PatientIdentity patient) {
    return patient.hasQualifiedIns()
        && patient.birthName() != null
        && !patient.givenNames().isEmpty()
        && patient.birthDate() != null
        && patient.sex() != null;
  }
}
