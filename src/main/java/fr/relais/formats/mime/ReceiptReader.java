// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import fr.relais.core.model.MailReceipt;
import fr.relais.core.model.MailReceipt.Kind;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Recognises mails about mails. MSSanté knows three spellings of a refused integration: in the
 * disposition itself ({@code processed/Error: 902^…}, 1.0 and 1.1), in a field {@code Error} of its
 * own (1.1.3), in a plain mail whose subject begins with {@code [KO …]} or {@code [Erreur
 * d'intégration !]}.
 */
final class ReceiptReader {
  private static final String DISPOSITION = "message/disposition-notification";
  private static final String STATUS = "message/delivery-status";
  private static final int TEXT_MAX = 64 * 1024;
  private static final int IDS_MAX = 50;

  /** Our own header, which no server on the way writes again. */
  private static final String OWN_ID = "x-relais-message-id";

  private static final Pattern REFUSED_SUBJECT =
      Pattern.compile("\\[ ?(?:ko\\b|erreur d.? ?integration)");
  private static final Pattern CODE =
      Pattern.compile("(?<![\\d.])(90[0-6]|10[0-3]|198|199|20[0-3]|207)(?![\\d.])");
  private static final Pattern CODE_BEFORE_LABEL = Pattern.compile("(?<!\\d)(\\d{3})\\^");
  private static final Pattern CODE_IN_SUBJECT = Pattern.compile("\\[ ?(\\d{3}) ?\\]");
  private static final Pattern CODE_IN_WORDS =
      Pattern.compile("(?i)code\\s{1,9}d.{1,3}erreur\\s{0,9}:\\s{0,9}(\\d{3})(?!\\d)");
  private static final Pattern ID = Pattern.compile("<\\s{0,9}([^<>\\s]{1,900})\\s{0,9}>");

  private final Entity mail;
  private final String subject;

  ReceiptReader(Entity mail) {
    this.mail = mail;
    this.subject = folded(mail.fields().text("subject"));
  }

  /** Empty when the mail speaks of itself. */
  Optional<MailReceipt> read() {
    Entity disposition = first(DISPOSITION);
    if (disposition != null) {
      return Optional.of(disposition(fields(disposition)));
    }
    Entity status = first(STATUS);
    if (status != null) {
      return Optional.of(MailReceipt.of(about(null), StatusGroups.of(text(status))));
    }
    boolean report = mail.is("multipart/report");
    if (!report && !refusedBySubject()) {
      return Optional.empty();
    }
    return Optional.of(
        new MailReceipt(
            refusedBySubject() ? Kind.REFUSED : Kind.OTHER, about(null), null, null, code(null)));
  }

  private @Nullable Entity first(String type) {
    return mail.everything().filter(part -> part.is(type)).findFirst().orElse(null);
  }

  private static String text(Entity part) {
    Findings nobody = new Findings();
    byte[] body = Transfer.decoded(part, "", nobody);
    String text = new String(body == null ? part.body() : body, StandardCharsets.ISO_8859_1);
    return text.substring(0, Math.min(text.length(), TEXT_MAX));
  }

  /** The fields of a notice; blank lines stand between its groups. */
  private static Fields fields(Entity part) {
    String joined = text(part).strip().replaceAll("(?:\r?\n)+", "\n");
    byte[] lines = joined.getBytes(StandardCharsets.ISO_8859_1);
    return Fields.read(lines, 0, lines.length);
  }

  private MailReceipt disposition(Fields notice) {
    // two that differ say nothing
    String value = notice.values("disposition").size() == 1 ? notice.text("disposition") : "";
    String type = value.substring(value.indexOf(';') + 1).strip();
    String lower = type.toLowerCase(Locale.ROOT);
    String error = notice.value("error") != null ? notice.text("error") : type;
    boolean refused =
        lower.contains("/error")
            || lower.startsWith("failed")
            || notice.value("error") != null
            || notice.value("failure") != null
            || refusedBySubject();
    Kind kind =
        refused
            ? Kind.REFUSED
            : lower.startsWith("processed")
                ? Kind.PROCESSED
                : lower.startsWith("displayed") ? Kind.DISPLAYED : Kind.OTHER;
    String said = lower.split("[:^,\\s]", 2)[0];
    MailReceipt.Group group =
        new MailReceipt.Group(
            kind,
            StatusGroups.mailbox(notice.value("final-recipient")),
            StatusGroups.mailbox(notice.value("original-recipient")),
            said.isEmpty() ? null : said,
            refused ? code(error) : null);
    return MailReceipt.of(about(notice.value("original-message-id")), List.of(group));
  }

  /**
   * Said in the notice and in the mail or the header that it gives back (a server may have given
   * that mail another Message-ID); else as an answer.
   */
  private List<String> about(@Nullable String said) {
    List<String> named =
        Stream.concat(
                Stream.ofNullable(said),
                mail.everything().filter(part -> part != mail).flatMap(this::returnedIds))
            .flatMap(ReceiptReader::id)
            .distinct()
            .toList();
    return !named.isEmpty()
        ? named
        : Stream.of("in-reply-to", "references")
            .flatMap(name -> mail.fields().values(name).stream())
            .flatMap(ReceiptReader::id)
            .distinct()
            .limit(IDS_MAX)
            .toList();
  }

  private Stream<String> returnedIds(Entity part) {
    if (part.is("text/rfc822-headers")) {
      return ids(fields(part));
    }
    boolean mailBack = part.is("message/rfc822") && !part.parts().isEmpty();
    return mailBack ? ids(part.parts().get(0).fields()) : Stream.empty();
  }

  private static Stream<String> ids(Fields returned) {
    return Stream.concat(returned.values("message-id").stream(), returned.values(OWN_ID).stream());
  }

  private static Stream<String> id(String written) {
    return ID.matcher(written).results().limit(IDS_MAX).map(found -> found.group(1));
  }

  /** At its beginning: whoever answers such a mail by hand is a person ({@code Re : [KO …]}). */
  private boolean refusedBySubject() {
    return REFUSED_SUBJECT.matcher(subject.strip()).lookingAt();
  }

  /** From whichever place has it: the error, the subject, the words. */
  private @Nullable String code(@Nullable String error) {
    return Stream.of(
            found(CODE_BEFORE_LABEL, error == null ? "" : error),
            found(CODE, error == null ? "" : error),
            found(CODE_IN_SUBJECT, subject),
            words().flatMap(text -> found(CODE_IN_WORDS, text).stream()).findFirst(),
            words().flatMap(text -> found(CODE_BEFORE_LABEL, text).stream()).findFirst())
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(null);
  }

  private Stream<String> words() {
    return mail.everything()
        .filter(part -> part.is("text/plain") && !part.attached())
        .map(Entity::body)
        .map(body -> new String(body, 0, Math.min(body.length, TEXT_MAX), StandardCharsets.UTF_8));
  }

  private static Optional<String> found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Without accents, in lower case. */
  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }
}
