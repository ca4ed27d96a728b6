// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.mail;

import fr.relais.sandbox.mail.Filed.FiledDocument;
import fr.relais.sandbox.mail.Filed.Paper;
import fr.relais.sandbox.mail.Filed.ShownMail;
import fr.relais.sandbox.mail.XdmSubmission.Item;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A practice software of the Ségur list behind its MSSanté mailbox: files the documents of a result
 * mail in the patient's record, once each, and refuses a mail whose pieces do not agree.
 *
 * <p>A result mail has the subject prefix {@code XDM/1.0/DDM+}, one {@code IHE_XDM.zip}, the same
 * as PDF, and the headers X-MSS-NIL, X-MSS-INS and X-MSS-CODECDA (national reference of secure
 * health mail, requirements ECO.2.1 and ECO.2.4). A PDF without archive waits for a human; anything
 * else is an ordinary mail.
 */
public final class SegurMailReader {
  /**
   * {@code 2026-04-15_NOM_Prenom_Type.pdf} or {@code <date>_<type>_<NOM>_<prenom>_<dossier>.pdf}.
   */
  private static final Pattern PAPER_NAME =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}_([A-Z][A-Z'"
              + " -]*)_[^_]+_[^_]+\\.pdf|(?:[0-9]{8}|[0-9]{4}-[0-9]{2}-[0-9]{2})_[^_]+_([A-Z][A-Z'"
              + " -]*)_[^_]+_[^_]+\\.pdf");

  /** Label of 40 characters at most, birth name in capitals, given name, birth date or not. */
  private static final Pattern SUBJECT =
      Pattern.compile("(?:\\[Annule et remplace\\] ?)?.{1,40} [A-Z][A-Z' -]* \\S.*");

  /** What a PDF/A-1 says of itself, where a filter may not hide it (ISO 19005-1, 6.7). */
  private static final Pattern PDF_A_1 = Pattern.compile("pdfaid:part\\s*(?:=\\s*[\"']|>)\\s*1\\b");

  private static final String PATIENTS = "@patient.mssante.fr";

  private final PatientRecords records = new PatientRecords();
  private final Set<String> senders;

  /** Believes whatever mailbox the operator lets write. */
  public SegurMailReader() {
    this(Set.of());
  }

  /**
   * @param senders the applicative mailboxes that may write here; empty for any
   */
  public SegurMailReader(Set<String> senders) {
    this.senders = Set.copyOf(senders);
  }

  /**
   * Takes a mail as the mailbox gives it; never throws, whatever the bytes.
   *
   * @param mail the whole mail (RFC 5322)
   */
  public synchronized Filed read(byte[] mail) {
    try {
      return sort(Envelope.open(mail));
    } catch (Unfit unfit) {
      return new Filed.Refused(unfit.reason());
    }
  }

  /** The documents that are valid in the records, in the order of filing. */
  public synchronized List<FiledDocument> currentDocuments() {
    return records.current();
  }

  private Filed sort(Envelope envelope) throws Unfit {
    if (!envelope.archives().isEmpty()) {
      return integrate(envelope);
    }
    if (!envelope.papers().isEmpty()) {
      for (Paper paper : envelope.papers()) {
        familyName(paper);
      }
      return new Filed.ToFile(envelope.mail(), envelope.papers());
    }
    if (envelope.announced()) {
      throw new Unfit("a subject that announces documents, and none");
    }
    return new Filed.Ordinary(envelope.mail());
  }

  private Filed integrate(Envelope envelope) throws Unfit {
    if (!envelope.announced()) {
      throw new Unfit("an archive without XDM/1.0/DDM+ in the subject");
    }
    if (envelope.mail().subject().isEmpty()) {
      throw new Unfit("a subject with nothing behind XDM/1.0/DDM+");
    }
    if (!SUBJECT.matcher(envelope.mail().subject()).matches()) {
      throw new Unfit("a subject that is not XDM/1.0/DDM+label NAME given name");
    }
    if (!senders.isEmpty() && !senders.contains(envelope.mail().from().toLowerCase(Locale.ROOT))) {
      throw new Unfit("a sender that is no applicative mailbox known here");
    }
    if (envelope.archives().size() != 1) {
      throw new Unfit("more than one archive");
    }
    List<Item> items = XdmSubmission.read(XdmArchive.read(envelope.archives().get(0))).items();
    checkHeaders(envelope.mail(), items);
    checkPapers(envelope.papers(), items);
    checkAddressee(envelope.mail(), items);
    for (Item item : items) {
      records.check(item);
    }
    List<FiledDocument> documents = new ArrayList<>();
    items.forEach(item -> documents.add(records.file(item)));
    return new Filed.Integrated(envelope.mail(), documents, envelope.papers());
  }

  private static void checkHeaders(ShownMail mail, List<Item> items) throws Unfit {
    due(mail.product(), "X-MSS-NIL");
    String ins = due(mail.ins(), "X-MSS-INS");
    Set<String> codes = new HashSet<>();
    for (Item item : items) {
      CdaHeader cda = item.cda();
      if (cda != null) {
        codes.add(cda.code());
        checkIns(ins, cda);
        if (ins.equals("O") && !item.entry().traits()) {
          throw new Unfit("X-MSS-INS: O and no traits in METADATA.XML");
        }
      }
    }
    if (codes.isEmpty()) {
      throw new Unfit("an archive without CDA");
    }
    if (!codes.equals(new HashSet<>(mail.cdaCodes()))) {
      throw new Unfit("X-MSS-CODECDA that is missing or not the codes of the documents");
    }
  }

  private static String due(@Nullable String header, String name) throws Unfit {
    if (header == null || header.isEmpty()) {
      throw new Unfit("a result mail without the header " + name);
    }
    return header;
  }

  /** O: the INS and its four traits are in every CDA. N: no INS is. */
  private static void checkIns(String ins, CdaHeader cda) throws Unfit {
    boolean present = cda.patients().stream().anyMatch(id -> CdaHeader.isIns(id.root()));
    boolean agrees =
        switch (ins) {
          case "O" -> present && cda.traits();
          case "N" -> !present;
          default -> false;
        };
    if (!agrees) {
      throw new Unfit("X-MSS-INS that does not say what the documents are");
    }
  }

  private static void checkPapers(List<Paper> papers, List<Item> items) throws Unfit {
    if (papers.isEmpty()) {
      throw new Unfit("a result mail without PDF");
    }
    Set<String> families = new HashSet<>();
    for (Item item : items) {
      CdaHeader cda = item.cda();
      if (cda != null) {
        cda.familyNames().forEach(name -> families.add(folded(name)));
      }
    }
    for (Paper paper : papers) {
      if (!families.contains(folded(familyName(paper)))) {
        throw new Unfit("a PDF that is named for another patient");
      }
      String text = new String(paper.content(), StandardCharsets.ISO_8859_1);
      if (!PDF_A_1.matcher(text).find()) {
        throw new Unfit("a PDF that is no PDF/A-1");
      }
    }
  }

  private static void checkAddressee(ShownMail mail, List<Item> items) throws Unfit {
    boolean hidden =
        items.stream().anyMatch(item -> item.entry().masks().contains("INVISIBLE_PATIENT"));
    if (hidden && mail.to().toLowerCase(Locale.ROOT).endsWith(PATIENTS)) {
      throw new Unfit("a document that is hidden from the patient, sent to the patient");
    }
  }

  /** The family name in the name of a PDF that is one and is named as agreed. */
  private static String familyName(Paper paper) throws Unfit {
    if (!XdmSubmission.isPdf(paper.content())) {
      throw new Unfit("a PDF that is none");
    }
    Matcher name = PAPER_NAME.matcher(paper.fileName());
    if (!name.matches()) {
      throw new Unfit("a PDF whose name is not as agreed");
    }
    return name.group(1) == null ? name.group(2) : name.group(1);
  }

  private static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .toUpperCase(Locale.ROOT)
        .replaceAll("[^A-Z]", "");
  }
}
