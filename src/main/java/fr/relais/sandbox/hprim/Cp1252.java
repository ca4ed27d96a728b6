// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.hprim;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Windows-1252 and nothing else: the five bytes that it leaves undefined are refused. */
final class Cp1252 {
  private static final Charset CHARSET = Charset.forName("windows-1252");
  static final Reading.Refused NOT_CP1252 = new Reading.Refused("not Windows-1252");

  private Cp1252() {}

  /** The text, or null when a byte is undefined or is a control that no text holds. */
  static @Nullable String decode(byte[] bytes) {
    try {
      String text = CHARSET.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      boolean clean = text.chars().allMatch(c -> c >= ' ' || c == '\r' || c == '\n' || c == '\t');
      return clean ? text : null;
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
