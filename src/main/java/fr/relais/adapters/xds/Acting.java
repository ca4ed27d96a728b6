// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Publication.Submitter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who acts on whose DMP: what the assertion of one call says.
 *
 * @param signedInAt when a doctor proved who he is with two factors (reinforced indirect mode);
 *     null when the structure answers for him (indirect mode)
 */
record Acting(Submitter person, PatientIdentity patient, @Nullable Instant signedInAt) {

  /**
   * The patient, as the registry and the assertion name him: CX with the INS (dossier of national
   * services 1.6).
   *
   * @throws DmpFailure when his INS is not qualified
   */
  static String patientId(PatientIdentity patient) throws DmpFailure {
    if (!patient.hasQualifiedIns()) {
      throw new DmpFailure(DmpRefusal.DMP_NO_QUALIFIED_INS);
    }
    return patient.ins() + "^^^&" + patient.insOid() + "&ISO^NH";
  }

  String patientId() throws DmpFailure {
    return patientId(patient);
  }
}
