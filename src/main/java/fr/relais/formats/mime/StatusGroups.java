// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import fr.relais.core.model.MailReceipt.Group;
import fr.relais.core.model.MailReceipt.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A delivery status says what became of the mail for each recipient apart (RFC 3464 section 2.3):
 * blank lines stand between the groups, which some servers leave out, and write within a group.
 */
final class StatusGroups {
  private static final int MAILBOX_MAX = 320;
  private static final String ACTION = "action";
  private static final Set<String> ONCE = Set.of(ACTION, "final-recipient", "original-recipient");
  private static final Pattern BRACKETS = Pattern.compile("<([^<>]*)>");
  private static final Pattern MAILBOX = Pattern.compile("[^\\s@<>()]+@[^\\s@<>()]+");
  private static final Pattern SMTP_REPLY =
      Pattern.compile("(?i)^\\s{0,9}smtp\\s{0,9};\\s{0,9}([45]\\d\\d)(?!\\d)");
  private static final Pattern ENHANCED_STATUS =
      Pattern.compile("^\\s{0,9}([45]\\.\\d{1,3}\\.\\d{1,3})(?!\\d)");

  private final List<Group> ended = new ArrayList<>();
  private List<Fields.Field> fields = new ArrayList<>();

  private StatusGroups() {}

  /** Each recipient's, in their order; empty when nothing was said of any. */
  static List<Group> of(String text) {
    StatusGroups groups = new StatusGroups();
    for (String written : text.split("\\r?\\n[ \\t]*\\r?\\n")) {
      byte[] lines = written.strip().getBytes(StandardCharsets.ISO_8859_1);
      groups.take(Fields.read(lines, 0, lines.length).all());
    }
    groups.end();
    return List.copyOf(groups.ended);
  }

  private void take(List<Fields.Field> block) {
    if (has(ACTION) && block.stream().map(Fields.Field::name).anyMatch(ONCE::contains)) {
      end();
    }
    for (Fields.Field field : block) {
      if (ONCE.contains(field.name()) && has(field.name())) {
        end();
      }
      fields.add(field);
    }
  }

  private boolean has(String name) {
    return fields.stream().anyMatch(field -> field.name().equals(name));
  }

  private void end() {
    if (ONCE.stream().anyMatch(this::has)) {
      ended.add(group(new Fields(fields, 0)));
    }
    fields = new ArrayList<>();
  }

  private static Group group(Fields said) {
    String value = said.value(ACTION);
    String action =
        value == null ? "" : value.strip().toLowerCase(Locale.ROOT).split("[\\s(;]", 2)[0];
    Kind kind =
        switch (action) {
          case "failed" -> Kind.NOT_DELIVERED;
          case "delayed" -> Kind.DELAYED;
          case "delivered" -> Kind.DELIVERED;
          default -> Kind.OTHER;
        };
    boolean late = kind == Kind.NOT_DELIVERED || kind == Kind.DELAYED;
    return new Group(
        kind,
        mailbox(said.value("final-recipient")),
        mailbox(said.value("original-recipient")),
        action.isEmpty() ? null : action,
        late ? reply(said) : null);
  }

  /**
   * The mailbox of {@code rfc822; a@b}, in lower case; null when there is none that can be read.
   *
   * @param value null when the field is not there
   */
  static @Nullable String mailbox(@Nullable String value) {
    if (value == null || value.length() > MAILBOX_MAX) {
      return null;
    }
    String typed = value.substring(value.indexOf(';') + 1);
    Matcher brackets = BRACKETS.matcher(typed);
    Matcher mailbox = MAILBOX.matcher(brackets.find() ? brackets.group(1) : typed);
    return mailbox.find() ? mailbox.group().toLowerCase(Locale.ROOT) : null;
  }

  /** What the last server answered (RFC 3464 sections 2.3.4 and 2.3.6); null when it says none. */
  private static @Nullable String reply(Fields said) {
    return first(SMTP_REPLY, said.values("diagnostic-code"))
        .or(() -> first(ENHANCED_STATUS, said.values("status")))
        .orElse(null);
  }

  private static Optional<String> first(Pattern pattern, List<String> values) {
    return values.stream()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst();
  }
}
