// SPDX-License-Identifier: Apache-2.0
package fr.relais.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import fr.relais.formats.cda.CdaFormat;
import fr.relais.formats.hprim.HprimMedecinFormat;
import fr.relais.formats.mime.MailFormat;
import fr.relais.formats.xdm.XdmFormat;
import java.util.List;

class MailFuzzTest {
  private final Oracle oracle = new Oracle(new MailFormat(List.of(new XdmFormat(new CdaFormat()), new CdaFormat(), new HprimMedecinFormat())));

  @FuzzTest(maxDuration = "", maxExecutions = Oracle.EXECUTIONS)
  void holds(byte[] bytes) {
    oracle.holds(bytes);
  }
}
