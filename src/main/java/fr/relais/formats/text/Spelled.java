// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.text;

import java.nio.charset.Charset;
import java.text.Normalizer;

/** Bytes read in a single-byte set, looked at around one place: its neighbours and its word. */
final class Spelled {
  private static final int LETTERS_END = 0x180;
  private static final char[] BASE = base();

  private final byte[] bytes;
  private final char[] table;
  private int at;
  private int from;
  private int to;
  private int capitals;
  private int smalls;

  Spelled(byte[] bytes, Charset set) {
    this.bytes = bytes;
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    this.table = new String(all, set).toCharArray();
  }

  /** Goes to a place; places are visited from the first to the last. */
  void moveTo(int place) {
    at = place;
    if (place >= to) {
      from = place;
      while (from > to && letter(charAt(from - 1))) {
        from--;
      }
      to = place;
      measure();
    }
  }

  /** From the place on, as far as letters go. */
  private void measure() {
    capitals = 0;
    smalls = 0;
    int i = from;
    while (i < bytes.length && (i < at || letter(charAt(i)))) {
      char c = charAt(i);
      capitals += c >= 'A' && c <= 'Z' ? 1 : 0;
      smalls += c >= 'a' && c <= 'z' ? 1 : 0;
      i++;
    }
    to = Math.max(i, at + 1);
  }

  char here() {
    return charAt(at);
  }

  /** The char so many places further, or before; a line end outside the text. */
  char beside(int distance) {
    int place = at + distance;
    return place < 0 || place >= bytes.length ? '\n' : charAt(place);
  }

  /** The next letter of the word without its accent, small; NUL when the word stops. */
  char baseBeside(int distance) {
    char c = beside(distance);
    return letter(c) ? BASE[c] : 0;
  }

  boolean atLetter() {
    return letter(here());
  }

  boolean firstOfWord() {
    return at == from;
  }

  /** ASCII capitals of the word. */
  int capitals() {
    return capitals;
  }

  /** ASCII small letters of the word. */
  int smalls() {
    return smalls;
  }

  /** The letters of the word before the place, at most four of them. */
  String wordBefore() {
    return at - from > 4 ? "?????" : text(from, at);
  }

  /** The letters of the word after the place, at most four of them. */
  String wordAfter() {
    int end = at + 1;
    while (end < bytes.length && end - at <= 6 && letter(charAt(end))) {
      end++;
    }
    return end - at > 5 ? "?????" : text(at + 1, end);
  }

  /** Whether one of these signs stands not far before. */
  boolean opened(String signs) {
    for (int i = at - 1; i >= 0 && i >= at - 120; i--) {
      if (signs.indexOf(charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private String text(int start, int end) {
    StringBuilder text = new StringBuilder();
    for (int i = start; i < end; i++) {
      text.append(charAt(i));
    }
    return text.toString();
  }

  private char charAt(int place) {
    return table[bytes[place] & 0xFF];
  }

  /** Of the Latin alphabet, accented or not. */
  static boolean letter(char c) {
    return c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || c >= 'À' && c < LETTERS_END && c != '×' && c != '÷' && c != 'ı';
  }

  private static char[] base() {
    char[] base = new char[LETTERS_END];
    for (char c = 0; c < LETTERS_END; c++) {
      char plain = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0);
      base[c] = plain == 'Ø' ? 'o' : Character.toLowerCase(plain);
    }
    base['ø'] = 'o';
    base['œ'] = 'o';
    base['Œ'] = 'o';
    base['æ'] = 'a';
    base['Æ'] = 'a';
    return base;
  }
}
