// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

/** XML written by hand, where every value is escaped. */
final class Markup {
  private final StringBuilder text = new StringBuilder();

  /** As it is: the caller's own constant. */
  Markup raw(String xml) {
    text.append(xml);
    return this;
  }

  /** A value, in an attribute or as text. */
  Markup value(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '&' -> text.append("&amp;");
        case '"' -> text.append("&quot;");
        case '\t', '\n', '\r' -> text.append("&#").append((int) c).append(';');
        default -> text.append(c);
      }
    }
    return this;
  }

  /** An attribute with its name. */
  Markup attribute(String name, String value) {
    return raw(" ").raw(name).raw("=\"").value(value).raw("\"");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
