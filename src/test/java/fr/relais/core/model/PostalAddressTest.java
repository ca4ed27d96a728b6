// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostalAddressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4 RUE DU PUITS, NOYERS, 89310, FRA | 4 RUE DU PUITS, 89310 NOYERS",
        "4 rue du Puits, Bât. B, NOYERS, 89310 | 4 rue du Puits, Bât. B, 89310 NOYERS",
        "4 rue du Puits, 89310, NOYERS, France | 4 rue du Puits, 89310 NOYERS",
        "4 rue du Puits, 89310 NOYERS | 4 rue du Puits, 89310 NOYERS",
        "Rue Haute 3, MONS, 7000, BEL | Rue Haute 3, MONS, 7000, BEL",
        "89310, NOYERS | 89310 NOYERS",
        "FRANCE | FRANCE",
      })
  void an_address_is_read_aloud_in_the_french_order(String written, String read) {
    assertThat(PostalAddress.french(written)).isEqualTo(read);
  }
}
