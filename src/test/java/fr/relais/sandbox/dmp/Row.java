// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.sandbox.dmp.Call.Answer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A rule that is broken, and how the platform says so.
 *
 * @param outcome the errorCode, or the sub-code of the fault
 * @param why a piece of the reason, so that another rule does not answer in its place
 */
record Row(String rule, String outcome, String why, Change change) {

  /** Makes the request that breaks the rule; the platform is fresh. */
  interface Change {
    Call make(World world, DmpPlatform platform) throws Exception;
  }

  static Row row(String rule, String outcome, String why, Change change) {
    return new Row(rule, outcome, why, change);
  }

  /** Each against a platform of its own; nothing may be filed. */
  static Stream<DynamicTest> all(World world, List<Row> rows) {
    return rows.stream().map(row -> DynamicTest.dynamicTest(row.rule(), () -> row.test(world)));
  }

  private void test(World world) throws Exception {
    try (DmpPlatform platform = world.platform()) {
      Call call = change.make(world, platform);
      int before = platform.documents(World.INS).size();
      Answer answer = call.post(platform.port());
      assertThat(answer.outcome()).isEqualTo(outcome);
      assertThat(answer.text()).contains(Text.escaped(why));
      assertThat(answer.text()).doesNotContain(World.INS, World.OTHER_INS, "FICTIF");
      boolean fault = outcome.contains(":");
      assertThat(answer.status()).isEqualTo(fault ? 500 : 200);
      assertThat(answer.contentType())
          .startsWith(
              call.transaction() == Transaction.RETRIEVE
                  ? "multipart/related"
                  : "application/soap+xml");
      assertThat(platform.documents(World.INS)).hasSize(before);
      List<Handled> ledger = platform.ledger();
      assertThat(outcome).endsWith(ledger.get(ledger.size() - 1).outcome());
    }
  }
}
