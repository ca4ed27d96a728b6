// SPDX-License-Identifier: Apache-2.0
package fr.relais.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import fr.relais.formats.cda.CdaFormat;
import fr.relais.formats.fhir.FhirFormat;
import fr.relais.formats.fhir.FhirModel;

class FhirFuzzTest {
  private final Oracle oracle = new Oracle(new FhirFormat(new FhirModel(), new CdaFormat()));

  @FuzzTest(maxDuration = "", maxExecutions = Oracle.EXECUTIONS)
  void holds(byte[] bytes) {
    oracle.holds(bytes);
  }
}
