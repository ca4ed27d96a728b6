// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import java.util.List;

/**
 * A form as its page shows it.
 *
 * @param action where it is sent; empty when it cannot be sent now
 * @param intro what will happen, one sentence each
 * @param back where "Annuler" leads
 */
public record FormView(
    String heading,
    String action,
    List<String> intro,
    List<Field> fields,
    String submit,
    String back) {
  public FormView {
    intro = List.copyOf(intro);
    fields = List.copyOf(fields);
  }

  /** What is typed or chosen. */
  public enum Kind {
    RADIO,
    SELECT,
    TEXT,
    /** Text in one line. */
    LINE
  }

  /**
   * One field.
   *
   * @param value as it was typed, or as it is proposed
   * @param error what is wrong with it; empty when nothing is
   * @param options what can be chosen; empty for text
   */
  public record Field(
      Kind kind,
      String name,
      String label,
      String hint,
      String value,
      String error,
      boolean required,
      List<Option> options) {
    public Field {
      options = List.copyOf(options);
    }

    static Field text(String name, String label, String hint, String value, boolean required) {
      return new Field(Kind.TEXT, name, label, hint, value, "", required, List.of());
    }

    static Field line(String name, String label, String hint, String value, boolean required) {
      return new Field(Kind.LINE, name, label, hint, value, "", required, List.of());
    }

    static Field choice(Kind kind, String name, String label, String value, List<Option> options) {
      return new Field(kind, name, label, "", value, "", true, options);
    }

    Field wrong(String text) {
      return new Field(kind, name, label, hint, value, text, required, options);
    }
  }

  /**
   * @param key of the keyboard; empty when it has none
   */
  public record Option(String value, String label, String hint, String key) {}

  /** The fields that must be mended. */
  public List<Field> wrong() {
    return fields.stream().filter(field -> !field.error().isEmpty()).toList();
  }
}
