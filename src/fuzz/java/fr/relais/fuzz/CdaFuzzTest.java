// SPDX-License-Identifier: Apache-2.0
package fr.relais.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import fr.relais.formats.cda.CdaFormat;

class CdaFuzzTest {
  private final Oracle oracle = new Oracle(new CdaFormat());

  @FuzzTest(maxDuration = "", maxExecutions = Oracle.EXECUTIONS)
  void holds(byte[] bytes) {
    oracle.holds(bytes);
  }
}
