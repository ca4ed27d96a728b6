// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.math.BigDecimal;

/** Reads JSON and keeps the writing of each number that has an exponent, on the way. */
final class WrittenNumbers extends JsonParserDelegate {
  WrittenNumbers(JsonParser parser) {
    super(parser);
  }

  @Override
  public BigDecimal getDecimalValue() throws IOException {
    // first the value: a number that is too long is refused there
    BigDecimal value = delegate.getDecimalValue();
    char[] signs = delegate.getTextCharacters();
    int from = delegate.getTextOffset();
    for (int i = from; i < from + delegate.getTextLength(); i++) {
      if (signs[i] == 'e' || signs[i] == 'E') {
        return WrittenDecimal.of(delegate.getText());
      }
    }
    return value;
  }
}
