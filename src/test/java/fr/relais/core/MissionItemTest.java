// SPDX-License-Identifier: Apache-2.0
package fr.relais.core;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.core.model.MissionAccount.Item;
import fr.relais.core.model.MissionAccount.Standing;
import fr.relais.core.model.MissionAccount.Taking;
import fr.relais.core.model.ReportKind;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MissionItemTest {

  @ParameterizedTest
  @EnumSource(names = {"OPEN", "EXPECTED"})
  void what_is_not_over_cannot_be_told_without_who_or_when(Standing standing) {
    assertThatThrownBy(
            () ->
                new Item(
                    "7F3K",
                    standing,
                    ReportKind.BIOLOGY,
                    null,
                    false,
                    Taking.NONE,
                    null,
                    null,
                    List.of(),
                    null,
                    null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
