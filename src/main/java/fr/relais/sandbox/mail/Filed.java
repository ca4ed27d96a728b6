// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a practice software made of a mail. */
public sealed interface Filed {
  /**
   * A result mail: its documents are in the patient's record.
   *
   * @param documents in the order of the archive
   * @param papers the PDF files beside the archive
   */
  record Integrated(ShownMail mail, List<FiledDocument> documents, List<Paper> papers)
      implements Filed {
    public Integrated {
      documents = List.copyOf(documents);
      papers = List.copyOf(papers);
    }
  }

  /** State TO_FILE: there is no archive, a human must file these papers by hand. */
  record ToFile(ShownMail mail, List<Paper> papers) implements Filed {
    public ToFile {
      papers = List.copyOf(papers);
    }
  }

  /** A mail like any other: shown, not filed. */
  record Ordinary(ShownMail mail) implements Filed {}

  /**
   * Not filed, and nothing of it.
   *
   * @param reason without anything of the content
   */
  record Refused(String reason) implements Filed {}

  /**
   * The mail as the doctor sees it.
   *
   * @param subject decoded, without the prefix {@code XDM/1.0/DDM+}
   * @param inReplyTo null when it answers nothing
   * @param receiptTo who asks for a receipt (RFC 8098), null when nobody does
   * @param ins the header X-MSS-INS: O, N, or null
   * @param cdaCodes the header X-MSS-CODECDA
   * @param product the header X-MSS-NIL, or null
   * @param body the text part; links in it lead nowhere
   */
  record ShownMail(
      String subject,
      String from,
      String to,
      String messageId,
      @Nullable String inReplyTo,
      @Nullable String receiptTo,
      @Nullable String ins,
      List<String> cdaCodes,
      @Nullable String product,
      String body) {
    public ShownMail {
      cdaCodes = List.copyOf(cdaCodes);
    }
  }

  /** What became of a document. */
  enum DocumentState {
    /** New in the record. */
    FILED,
    /** The same document is there: "déjà intégré". */
    ALREADY_INTEGRATED,
    /** Filed in place of the one that it replaces, which is kept as history. */
    REPLACED,
    /** Filed; the one that it replaces never came. */
    REPLACES_UNKNOWN,
    /** Filed as history: the one that replaces it came before. */
    SUPERSEDED,
    /** Taken out of the record at the sender's wish. */
    WITHDRAWN
  }

  /**
   * A document in the record.
   *
   * @param uniqueId {@code root} or {@code root^extension}
   * @param typeCode of the CDA, or of the metadata when it is a PDF
   * @param title of the document
   * @param patient whose record it is in
   * @param alert a result has AA, HH or LL: shown in red, on top
   * @param replaces the document that it replaces, or null
   * @param content as it was in the archive
   */
  record FiledDocument(
      String uniqueId,
      String typeCode,
      String title,
      Patient patient,
      DocumentState state,
      boolean alert,
      @Nullable String replaces,
      byte[] content) {}

  /**
   * Whose document it is.
   *
   * @param root the OID of the authority of the identifier
   * @param identifier the INS, or a local number
   * @param familyName the birth name
   * @param birthDate yyyyMMdd
   * @param sex M, F or U
   */
  record Patient(
      String root,
      String identifier,
      String familyName,
      String givenName,
      String birthDate,
      String sex) {}

  /** A PDF beside the archive. */
  record Paper(String fileName, byte[] content) {}
}
