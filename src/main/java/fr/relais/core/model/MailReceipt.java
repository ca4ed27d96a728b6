// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says of another mail: a delivery status (RFC 3464), a disposition (RFC 8098), or a
 * refused integration in plain words. It tells what a mailbox or a software did, never what a
 * doctor did.
 *
 * @param about identifiers of the mail that it is about, without angle brackets: all those that the
 *     notice and the header that it gives back say, else the mail that it answers; empty when it
 *     does not say
 * @param finalRecipient the mailbox that it speaks for, in lower case
 * @param disposition {@code processed}, {@code displayed}, {@code processed/error}; action of a
 *     delivery status; null for a plain mail
 * @param errorCode of MSSanté (900 to 906) or of HL7 table 0357; of a mail that did not arrive,
 *     what a server answered: reply of SMTP ({@code 550}), else enhanced status ({@code 5.1.1})
 * @param groups what it says of each recipient, one after the other; the fields above are those of
 *     the one that matters most; empty when it tells none apart, as a plain mail
 */
public record MailReceipt(
    Kind kind,
    List<String> about,
    @Nullable String finalRecipient,
    @Nullable String disposition,
    @Nullable String errorCode,
    List<Group> groups) {
  /** First what a person must know. */
  private static final List<Kind> MATTERS =
      List.of(
          Kind.REFUSED,
          Kind.NOT_DELIVERED,
          Kind.DELAYED,
          Kind.DELIVERED,
          Kind.PROCESSED,
          Kind.DISPLAYED,
          Kind.OTHER,
          Kind.ELSEWHERE);

  public MailReceipt {
    about = List.copyOf(about);
    groups = List.copyOf(groups);
  }

  /** One that tells no recipients apart. */
  public MailReceipt(
      Kind kind,
      List<String> about,
      @Nullable String finalRecipient,
      @Nullable String disposition,
      @Nullable String errorCode) {
    this(kind, about, finalRecipient, disposition, errorCode, List.of());
  }

  /** What the groups say together: what went wrong comes before what went well. */
  public static MailReceipt of(List<String> about, List<Group> groups) {
    return groups.stream()
        .min(Comparator.comparing(group -> MATTERS.indexOf(group.kind())))
        .map(
            most ->
                new MailReceipt(
                    most.kind(),
                    about,
                    most.finalRecipient(),
                    most.disposition(),
                    most.errorCode(),
                    groups))
        .orElseGet(() -> new MailReceipt(Kind.OTHER, about, null, null, null));
  }

  /**
   * What is said of one recipient (RFC 3464 section 2.3, RFC 8098 section 3.2).
   *
   * @param finalRecipient the mailbox that it speaks for, in lower case; null when it names none
   * @param originalRecipient the mailbox that the sender wrote to, in lower case; null when it
   *     names none
   * @param disposition as {@link MailReceipt#disposition()}
   * @param errorCode as {@link MailReceipt#errorCode()}
   */
  public record Group(
      Kind kind,
      @Nullable String finalRecipient,
      @Nullable String originalRecipient,
      @Nullable String disposition,
      @Nullable String errorCode) {

    /** Whether it says whom it speaks of. */
    public boolean names() {
      return finalRecipient != null || originalRecipient != null;
    }

    /** Whether it speaks of this mailbox, under its own name or as where it was forwarded from. */
    public boolean speaksFor(String mailbox) {
      return mailbox.equalsIgnoreCase(finalRecipient)
          || mailbox.equalsIgnoreCase(originalRecipient);
    }
  }

  /** What became of the mail. */
  public enum Kind {
    /** It reached the mailbox. */
    DELIVERED,
    /** It is on its way still. */
    DELAYED,
    /** It did not reach the mailbox. */
    NOT_DELIVERED,
    /** It was displayed to someone who reads the mailbox: a doctor, or not. */
    DISPLAYED,
    /** A software took it in. */
    PROCESSED,
    /** A software could not use it. */
    REFUSED,
    /** Something else: deleted unread, dispatched, or not said. */
    OTHER,
    /** It speaks for another mailbox than the one that the mail was sent to. */
    ELSEWHERE
  }
}
