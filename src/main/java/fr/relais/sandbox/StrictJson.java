// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object (RFC 8259) and nothing that is nearly one. Numbers are not read: no result
 * file holds one.
 */
final class StrictJson {
  private static final int DEPTH_MAX = 8;
  private final String text;
  private int at;

  private StrictJson(String text) {
    this.text = text;
  }

  /** Values are null, Boolean, String, List or Map. */
  static Map<String, @Nullable Object> read(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not UTF-8", e);
    }
    StrictJson json = new StrictJson(text);
    json.blanks();
    Map<String, @Nullable Object> object = json.object(0);
    json.blanks();
    if (json.at != text.length()) {
      throw json.wrong("something follows");
    }
    return object;
  }

  private @Nullable Object value(int depth) {
    if (depth > DEPTH_MAX) {
      throw wrong("too deep");
    }
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", Boolean.TRUE);
      case 'f' -> word("false", Boolean.FALSE);
      case 'n' -> word("null", null);
      default -> throw wrong("no value");
    };
  }

  private Map<String, @Nullable Object> object(int depth) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    expect('{');
    blanks();
    if (peek() == '}') {
      at++;
      return members;
    }
    do {
      blanks();
      String name = string();
      blanks();
      expect(':');
      blanks();
      Object value = value(depth + 1);
      if (members.containsKey(name)) {
        throw wrong("a name twice");
      }
      members.put(name, value);
      blanks();
    } while (comma('}'));
    return members;
  }

  private List<@Nullable Object> array(int depth) {
    List<@Nullable Object> elements = new ArrayList<>();
    expect('[');
    blanks();
    if (peek() == ']') {
      at++;
      return elements;
    }
    do {
      blanks();
      elements.add(value(depth + 1));
      blanks();
    } while (comma(']'));
    return elements;
  }

  private boolean comma(char end) {
    char next = next();
    if (next != ',' && next != end) {
      throw wrong("neither comma nor end");
    }
    return next == ',';
  }

  private String string() {
    expect('"');
    StringBuilder characters = new StringBuilder();
    for (char c = next(); c != '"'; c = next()) {
      if (c < ' ') {
        throw wrong("a control character");
      }
      characters.append(c == '\\' ? escaped() : c);
    }
    return characters.toString();
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw wrong("an unknown escape");
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(next(), 16);
      if (digit < 0) {
        throw wrong("no hexadecimal digit");
      }
      code = code * 16 + digit;
    }
    return (char) code;
  }

  private @Nullable Object word(String word, @Nullable Object meaning) {
    for (char expected : word.toCharArray()) {
      expect(expected);
    }
    return meaning;
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw wrong("cut");
    }
    return text.charAt(at);
  }

  private char next() {
    char c = peek();
    at++;
    return c;
  }

  private void expect(char expected) {
    if (next() != expected) {
      throw wrong("not what must stand here");
    }
  }

  private IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException("not JSON: " + why + " at " + at);
  }
}
