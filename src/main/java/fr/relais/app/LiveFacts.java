// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.util.List;

/**
 * What must be known beside the settings before Relais serves real patients.
 *
 * @param mllpOverTls whether the HL7 v2 door is behind TLS
 * @param httpOverTls whether the pages and the API are behind TLS
 * @param sandboxKeys whether the keys in use are those made for the sandbox
 * @param sandboxCertificates whether a certificate or an authority was made for the sandbox
 * @param operatorDutyDoctor whether a named physician in practice is the last rung
 * @param sitesWithoutReferent ids of the sites that no doctor in practice answers for
 */
record LiveFacts(
    boolean mllpOverTls,
    boolean httpOverTls,
    boolean sandboxKeys,
    boolean sandboxCertificates,
    boolean operatorDutyDoctor,
    List<String> sitesWithoutReferent) {
  LiveFacts {
    sitesWithoutReferent = List.copyOf(sitesWithoutReferent);
  }
}
