// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

  @Test
  void object_is_read() {
    Map<String, Object> json =
        read(" {\"a\":\"\\u00e9\\n\\\"\",\"b\":[true,false,{}],\"c\":null,\"d\":[]} \n");
    assertThat(json)
        .containsEntry("a", "é\n\"")
        .containsEntry("b", List.of(true, false, Map.of()))
        .containsEntry("c", null)
        .containsEntry("d", List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}x",
        "{}{}",
        "{a:true}",
        "{\"a\":true,}",
        "{\"a\":[true,]}",
        "{\"a\":tru}",
        "{\"a\":true,\"a\":true}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u00zz\"}",
        "{\"a\":\"\n\"}",
        "{\"a\" true}",
        "{\"a\":'b'}",
        "{\"a\":[[[[[[[[[[]]]]]]]]]]}"
      })
  void what_is_nearly_json_is_refused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Map<String, Object> read(String text) {
    return StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
