// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.flow.Mailbox.Report;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a machine's notice says of one of our mails: a delivery status notification (RFC 3464), a
 * disposition notification (RFC 8098), or the plain mail by which some practice software says that
 * it could not integrate a document.
 *
 * <p>Two spellings of a refused integration are about, and mails that carry both: {@code
 * Disposition: …; processed/Error: 902^…} (MSSanté volet 1.0 and 1.1) and {@code …;
 * processed/error} with a field {@code Error: 902^…} of its own (1.1.3).
 *
 * @param about the texts in which identifiers of ours may stand
 */
record MailNotice(Report report, List<String> about) {
  private static final List<String> REFUSED_SUBJECTS = List.of("[ko ", "[erreur d'int");

  static MailNotice of(List<Part> parts, @Nullable String subject)
      throws MessagingException, IOException {
    Report report = Report.NONE;
    List<String> about = new ArrayList<>();
    for (Part part : parts) {
      if (part.isMimeType("message/delivery-status")) {
        report = delivery(fields(part));
      } else if (part.isMimeType("message/disposition-notification")) {
        MailFields fields = fields(part);
        report = disposition(fields);
        about.addAll(fields.values("original-message-id"));
      }
    }
    if (saysRefused(subject) && (report == Report.NONE || report == Report.PROCESSED)) {
      report = Report.FAILED;
    }
    if (report != Report.NONE) {
      for (Part part : parts) {
        about.addAll(returned(part));
      }
    }
    return new MailNotice(report, List.copyOf(about));
  }

  /** Identifiers in the header of our own mail, which the notice gives back. */
  private static List<String> returned(Part part) throws MessagingException, IOException {
    if (!part.isMimeType("text/rfc822-headers") && !part.isMimeType("message/rfc822")) {
      return List.of();
    }
    String text = MailParts.text(part);
    if (text == null) {
      return List.of();
    }
    String head = text.stripLeading().split("\r?\n\r?\n", 2)[0];
    return MailFields.of(head).values("message-id");
  }

  private static MailFields fields(Part part) throws MessagingException, IOException {
    String text = MailParts.text(part);
    return MailFields.of(text == null ? "" : text);
  }

  private static Report delivery(MailFields fields) {
    List<String> actions = fields.values("action").stream().map(MailNotice::firstWord).toList();
    if (actions.contains("failed")) {
      return Report.BOUNCED;
    }
    return actions.contains("delivered") ? Report.DELIVERED : Report.NONE;
  }

  private static Report disposition(MailFields fields) {
    List<String> dispositions = fields.values("disposition");
    if (dispositions.size() != 1) {
      return Report.NONE;
    }
    String value = dispositions.get(0).toLowerCase(Locale.ROOT);
    String type = value.substring(value.indexOf(';') + 1).strip();
    if (type.startsWith("failed")
        || type.contains("/error")
        || fields.has("error")
        || fields.has("failure")) {
      return Report.FAILED;
    }
    return type.startsWith("processed") || type.startsWith("displayed")
        ? Report.PROCESSED
        : Report.NONE;
  }

  private static boolean saysRefused(@Nullable String subject) {
    if (subject == null) {
      return false;
    }
    String plain = subject.strip().toLowerCase(Locale.ROOT).replace('’', '\'');
    return REFUSED_SUBJECTS.stream().anyMatch(plain::startsWith);
  }

  private static String firstWord(String value) {
    return value.strip().toLowerCase(Locale.ROOT).split("[\\s(;]", 2)[0];
  }
}
