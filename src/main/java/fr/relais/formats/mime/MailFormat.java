// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Decoding.ClaimedSender;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.MailReceipt;
import fr.relais.core.model.MessageFormat;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.SenderCharset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mail (RFC 5322, RFC 2045; MSSanté, référentiel socle) that brings results of one patient: its
 * attachments are read by the other formats. What is an answer, a notice or a word between people
 * is kept for a person and never read as a result.
 */
public final class MailFormat implements MessageFormat {
  private static final Set<String> KNOWN =
      Set.of(
          "mime-version",
          "content-type",
          "from",
          "to",
          "subject",
          "date",
          "message-id",
          "received",
          "return-path");

  private static final int HEADER_LOOKED_AT_BYTES = 64 * 1024;

  private final List<MessageFormat> documents;

  /**
   * @param documents read the attachments, in the order in which they are asked
   */
  public MailFormat(List<MessageFormat> documents) {
    this.documents = List.copyOf(documents);
  }

  /** Two known fields of a header, which begins with a field. */
  @Override
  public boolean recognises(Content content) {
    int from = 0;
    while (from < content.size() && content.at(from) <= ' ' && content.at(from) > 0) {
      from++;
    }
    if (from >= content.size() || !Character.isLetter(content.at(from))) {
      return false;
    }
    byte[] bytes = content.bytes();
    int to = Math.min(bytes.length, from + HEADER_LOOKED_AT_BYTES);
    return Fields.read(bytes, from, to).all().stream()
            .map(Fields.Field::name)
            .filter(KNOWN::contains)
            .distinct()
            .count()
        >= 2;
  }

  @Override
  public Decoding decode(Content content) {
    return decode(content, null);
  }

  @Override
  public Decoding decode(Content content, @Nullable SenderCharset declared) {
    Findings findings = new Findings();
    Entity mail = new EntityReader(findings).read(content.bytes());
    Forged.check(mail.fields(), findings);
    Optional<MailReceipt> receipt = receipt(mail);
    return receipt.isPresent()
        ? about(content, mail, receipt.get())
        : new MailReader(content, mail, new Attached(documents, declared, findings), findings)
            .read();
  }

  /** What the mail says of another mail; empty when it is no such notice. */
  public static Optional<MailReceipt> receipt(Content content) {
    return receipt(new EntityReader(new Findings()).read(content.bytes()));
  }

  /** A forged one acknowledges nothing. */
  private static Optional<MailReceipt> receipt(Entity mail) {
    return Forged.is(mail.fields()) ? Optional.empty() : new ReceiptReader(mail).read();
  }

  /** The mail that it gives back, with its documents, is never opened: it is not new. */
  private static Decoding about(Content content, Entity mail, MailReceipt receipt) {
    return new Decoding(
        FormatName.MIME,
        mail.fields().value("mime-version"),
        null,
        ClaimedSender.NONE,
        List.of(),
        List.of(new Decoding.Part(content, ReceiptReport.of(receipt), List.of())));
  }

  /** A multipart mail that lacks its last delimiter is still being written, or cut. */
  @Override
  public boolean endsWhole(Content content) {
    Findings findings = new Findings();
    new EntityReader(findings).read(content.bytes());
    return findings.problems().stream().noneMatch(p -> p.code() == ProblemCode.TRUNCATED);
  }

  /** A mail is answered by a mail, which is not this format's to write. */
  @Override
  public @Nullable Content acknowledge(Content received, Acknowledgement acknowledgement) {
    return null;
  }
}
