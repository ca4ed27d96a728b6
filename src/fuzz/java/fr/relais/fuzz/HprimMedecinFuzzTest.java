// SPDX-License-Identifier: Apache-2.0
package fr.relais.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import fr.relais.formats.hprim.HprimMedecinFormat;

class HprimMedecinFuzzTest {
  private final Oracle oracle = new Oracle(new HprimMedecinFormat());

  @FuzzTest(maxDuration = "", maxExecutions = Oracle.EXECUTIONS)
  void holds(byte[] bytes) {
    oracle.holds(bytes);
  }
}
