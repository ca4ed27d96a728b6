// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import fr.relais.sandbox.dmp.Vihf.Mode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who may do what in which record (sections 1.3 and 1.5). */
final class Access {
  private final Map<String, DmpPatient> patients = new ConcurrentHashMap<>();

  void put(DmpPatient patient) {
    patients.put(patient.ins(), patient);
  }

  void remove(String ins) {
    patients.remove(ins);
  }

  /** The record of an INS with its authority; null when there is none. */
  @Nullable DmpPatient find(PatientId id) {
    DmpPatient patient = patients.get(id.ins());
    return patient == null || !patient.oid().equals(id.oid()) ? null : patient;
  }

  /**
   * The record that a request is for.
   *
   * @throws Refusal XDSUnknownPatientId, DMPClosed or DMPAccessRefused
   */
  DmpPatient admit(Vihf vihf) throws Refusal {
    PatientId id = PatientId.read(vihf.patient(), "resource-id");
    if (!id.isOfTest()) {
      throw unknown("instance de test : OID .10 ou .11");
    }
    if (!id.isKeyRight()) {
      throw unknown("clé de l'INS fausse");
    }
    DmpPatient patient = find(id);
    if (patient == null) {
      throw unknown("DMP inexistant");
    }
    if (patient.supersededBy() != null) {
      throw unknown("INS remplacé");
    }
    if (patient.closing() != null) {
      throw new Refusal("DMPClosed", "DMP fermé");
    }
    if (patient.blocked().contains(vihf.nameId())) {
      throw new Refusal("DMPAccessRefused", "professionnel bloqué par le patient");
    }
    return patient;
  }

  /**
   * The same, for consultation: a person who signed in strongly, authorised by the patient.
   *
   * @throws SoapFault DMPAccessRefused in a mode that does not consult
   * @throws Refusal as above, and DMPAccessRefused without an authorisation
   */
  DmpPatient consult(Vihf vihf) throws Refusal, SoapFault {
    if (vihf.mode() != Mode.INDIRECTE_RENFORCEE) {
      throw refused("la consultation n'est pas ouverte au mode INDIRECTE");
    }
    DmpPatient patient = admit(vihf);
    if (!patient.authorised().contains(vihf.nameId())) {
      throw new Refusal("DMPAccessRefused", "professionnel non autorisé par le patient");
    }
    return patient;
  }

  static SoapFault refused(String why) {
    return SoapFault.dmp("DMPAccessRefused", why);
  }

  private static Refusal unknown(String why) {
    return new Refusal("XDSUnknownPatientId", why);
  }
}
