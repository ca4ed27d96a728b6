// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import fr.relais.core.model.AppointmentNotice;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.Enclosure;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Loss;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.ParcelWriter;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.SoftwareSheet.Enclosed;
import fr.relais.formats.calendar.CalendarWriter;
import fr.relais.formats.cda.CdaDocuments;
import fr.relais.formats.cda.CdaHeader;
import fr.relais.formats.cda.N1Losses;
import fr.relais.formats.cda.N1Writer;
import fr.relais.formats.cda.SourceDocuments;
import fr.relais.formats.french.FrenchDates;
import fr.relais.formats.french.LetterWords;
import fr.relais.formats.french.PatientWords;
import fr.relais.formats.french.Plain;
import fr.relais.formats.hprim.HprimWriter;
import fr.relais.formats.pdf.PageLosses;
import fr.relais.formats.pdf.PdfWriter;
import fr.relais.formats.xdm.XdmWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The mail of the national form (MSSanté, référentiel socle, ECO.2.1 and ECO.2.4): one patient,
 * subject and headers for machines, six lines for people, documents in the order of the recipient's
 * sheet.
 */
public final class MssanteWriter implements ParcelWriter {
  private static final int LABEL_MAX = 40;
  private static final Content NO_PDF = Content.of("%PDF-1.7", StandardCharsets.US_ASCII);
  private static final long BYTES_MAX = 18L << 20;

  private final PdfWriter pages;
  private final N1Writer copies;
  private final XdmWriter archives;
  private final HprimWriter hprim;
  private final String product;

  /**
   * @param product reference of this software, for the header X-MSS-NIL
   */
  public MssanteWriter(
      PdfWriter pages, N1Writer copies, XdmWriter archives, HprimWriter hprim, String product) {
    this.pages = pages;
    this.copies = copies;
    this.archives = archives;
    this.hprim = hprim;
    this.product = product;
  }

  @Override
  public Parcel write(Letter letter) {
    ReportVersion version = letter.version();
    if (letter.delivery().kind() == Delivery.Kind.VISIT_REPORT && version != null) {
      return visit(letter, version);
    }
    AppointmentNotice appointment = letter.appointment();
    if (appointment != null) {
      return invitation(letter, appointment);
    }
    if (version == null) {
      return new Parcel(
          noticeSubject(letter),
          Map.of("X-MSS-NIL", product),
          new Body(letter).ofNotice(),
          List.of(),
          List.of());
    }
    return withdrawn(version.report()) ? withdrawal(letter, version) : result(letter, version);
  }

  private static boolean withdrawn(Report report) {
    return report.kind() == ReportKind.WITHDRAWAL || report.status().withdraws();
  }

  /**
   * A mail cannot be called back: this one says that the document no longer counts, for people. It
   * has no archive, so that no software files the document once more.
   */
  private Parcel withdrawal(Letter letter, ReportVersion version) {
    Report report = version.report();
    List<Enclosure> enclosures = new ArrayList<>();
    pdfs(PaperName.of(letter, version), List.of(pages.write(letter)), enclosures);
    return new Parcel(
        "[Annulation] " + described(report, null),
        MssanteHeaders.of(product, letter, report, null),
        new Body(letter).ofResult(report),
        enclosures,
        List.of());
  }

  /** Neither name nor reason, in the mail as in the calendar. */
  private Parcel invitation(Letter letter, AppointmentNotice appointment) {
    Content event = CalendarWriter.write(letter, appointment);
    return new Parcel(
        CalendarWriter.summary(letter),
        Map.of("X-MSS-NIL", product),
        new Body(letter).ofNotice(),
        List.of(new Enclosure("rendez-vous.ics", CalendarWriter.contentType(appointment), event)),
        List.of());
  }

  /** What the doctor wrote after he saw the patient: on a page, for those who follow him. */
  private Parcel visit(Letter letter, ReportVersion version) {
    Report report = version.report();
    List<Enclosure> enclosures = new ArrayList<>();
    pdfs(PaperName.of(letter, version), List.of(pages.write(letter)), enclosures);
    return new Parcel(
        subject(letter, report, null),
        MssanteHeaders.of(product, letter, report, null),
        new Body(letter).ofVisit(report),
        enclosures,
        List.of());
  }

  private static String noticeSubject(Letter letter) {
    return letter.delivery().kind() == Delivery.Kind.NOTICE_DIGEST
        ? "Relais : récapitulatif des documents à suivre"
        : "Relais : document à suivre (réf. " + letter.followUp().reference() + ")";
  }

  private Parcel result(Letter letter, ReportVersion version) {
    Report report = version.report();
    String name = PaperName.of(letter, version);
    SourceDocuments source = SourceDocuments.in(letter.original());
    List<Content> pdfs = pdfs(letter, report, source);
    boolean own = source.cda() == null;
    List<Enclosure> enclosures = new ArrayList<>();
    List<Loss> losses = new ArrayList<>();
    CdaHeader header = null;
    for (Enclosed wanted : letter.sheet().attachments()) {
      switch (wanted) {
        case PDF -> pdfs(name, pdfs, enclosures);
        case XDM -> {
          Content cda = source.cda() != null ? source.cda() : copies.write(letter, pdfs.get(0));
          // the header of our own copy is the same without its PDF, and quicker to read
          Content described = own ? copies.write(letter, NO_PDF) : cda;
          if (own) {
            losses.addAll(N1Losses.of(report, described));
          }
          header = CdaDocuments.header(described).orElse(null);
          enclosures.add(
              new Enclosure("IHE_XDM.zip", "application/zip", archives.write(letter, cda, header)));
        }
        case HPRIM -> hprim(letter, name, enclosures, losses);
      }
    }
    if (own && header == null && source.pdfs().isEmpty()) {
      losses.addAll(PageLosses.of(report));
    }
    check(enclosures);
    return new Parcel(
        subject(letter, report, header),
        MssanteHeaders.of(product, letter, report, header),
        new Body(letter).ofResult(report),
        enclosures,
        losses);
  }

  /**
   * The laboratory's own, else our page; both when the message has results beside its PDF, since
   * nothing says that they are in it.
   */
  private List<Content> pdfs(Letter letter, Report report, SourceDocuments source) {
    if (source.pdfs().isEmpty()) {
      return List.of(pages.write(letter));
    }
    boolean beside =
        source.cda() == null && report.observations().stream().anyMatch(o -> !o.prior());
    return beside
        ? Stream.concat(source.pdfs().stream(), Stream.of(pages.write(letter))).toList()
        : source.pdfs();
  }

  /** Left out, and said so, when the format cannot hold this result: the other documents go. */
  private void hprim(Letter letter, String name, List<Enclosure> enclosures, List<Loss> losses) {
    try {
      Parcel text = hprim.write(letter);
      Content content = text.enclosures().get(0).content();
      enclosures.add(new Enclosure(name + ".hpr", "application/x-hprim", content));
      text.losses()
          .forEach(loss -> losses.add(new Loss("Fichier HPRIM, " + loss.fact(), loss.instead())));
    } catch (CannotWrite e) {
      if (letter.sheet().attachments().size() == 1) {
        throw e;
      }
      losses.add(new Loss("Fichier HPRIM", "les autres pièces jointes"));
    }
  }

  private static void pdfs(String name, List<Content> pdfs, List<Enclosure> enclosures) {
    for (int i = 0; i < pdfs.size(); i++) {
      String numbered = i == 0 ? name : name + "-" + (i + 1);
      enclosures.add(new Enclosure(numbered + ".pdf", "application/pdf", pdfs.get(i)));
    }
  }

  /** {@code XDM/1.0/DDM+CR d'examens biologiques DURAND Jeanne 03/02/1948} (ECO.2.1.3). */
  private static String subject(Letter letter, Report report, @Nullable CdaHeader header) {
    return (header == null ? "" : "XDM/1.0/DDM+")
        + (letter.corrects() ? "[Annule et remplace] " : "")
        + described(report, header);
  }

  private static String described(Report report, @Nullable CdaHeader header) {
    PatientIdentity patient = report.patient();
    String label =
        header == null || header.code() == null || header.code().displayName() == null
            ? LetterWords.kind(report.kind())
            : header.code().displayName();
    String plain = Plain.line(label);
    String cut = plain.substring(0, Math.min(plain.length(), LABEL_MAX)).strip();
    String born = patient.birthDate() == null ? "" : " " + FrenchDates.day(patient.birthDate());
    return Plain.line(
        cut
            + " "
            + Plain.capitals(PatientWords.birthName(patient))
            + " "
            + PatientWords.given(patient)
            + born);
  }

  private static void check(List<Enclosure> enclosures) {
    long total = enclosures.stream().mapToLong(e -> e.content().size()).sum();
    if (total > BYTES_MAX) {
      throw new CannotWrite(
          Problem.error(
              ProblemCode.TOO_LARGE,
              "pièces jointes",
              "Les pièces jointes dépassent ce que la messagerie accepte.",
              "Remettez ce résultat par un autre canal."));
    }
  }
}
