// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import fr.relais.core.model.Coding;
import fr.relais.core.model.DocumentMetadata;
import fr.relais.core.model.ParcelWriter.CannotWrite;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.ReportFlags;
import fr.relais.formats.cda.CdaHeader;
import fr.relais.formats.cda.CdaHeader.Code;
import fr.relais.formats.cda.CdaHeader.Identifier;
import fr.relais.formats.cda.CdaHeader.Party;
import fr.relais.formats.cda.CdaHeader.ServiceEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A document as those who share documents describe it, made from its own header (CI-SIS volet
 * "partage de documents", IHE ITI TF-3 section 4.2.3.2): the same in an archive and in the DMP.
 */
public final class Description {
  private static final String VISIBILITY = "1.2.250.1.213.1.1.4.13";
  private static final String ACCESSION = "urn:ihe:iti:xds:2013:accession";

  private final CdaHeader header;
  private final @Nullable String type;

  private Description(CdaHeader header) {
    this.header = header;
    this.type = header.code() == null ? null : header.code().code();
  }

  /**
   * The description.
   *
   * @param flags from whom its producer hides it, beyond what the document says
   * @throws CannotWrite when the document lacks its identifier, its type or its date
   */
  public static DocumentMetadata of(CdaHeader header, ReportFlags flags, PatientIdentity patient) {
    return new Description(header).metadata(flags, patient);
  }

  private DocumentMetadata metadata(ReportFlags flags, PatientIdentity patient) {
    Identifier id = header.id();
    Instant created = UtcTimes.instant(header.effectiveTime());
    if (id == null || type == null || created == null) {
      throw new CannotWrite(
          Problem.error(
              ProblemCode.REQUIRED_MISSING,
              "document",
              "Ce document n'a pas d'en-tête CDA lisible avec son identifiant, son type et sa"
                  + " date.",
              "Demandez à son producteur de le corriger."));
    }
    ServiceEvent act = header.serviceEvents().isEmpty() ? null : header.serviceEvents().get(0);
    return new DocumentMetadata(
        id.written(),
        "text/xml",
        title(header),
        null,
        DocumentCodes.classOf(type),
        Objects.requireNonNull(coding(header.code())),
        DocumentCodes.formatOf(header.templates()),
        orElse(coding(header.facility()), DocumentCodes.facilityOf(type)),
        practiceSetting(header),
        confidentiality(header, flags),
        events(header),
        header.authors().stream().map(Description::author).toList(),
        People.person(header.legalAuthenticator()),
        created,
        act == null ? null : UtcTimes.instant(act.low()),
        act == null ? null : UtcTimes.instant(act.high()),
        header.language() == null ? "fr-FR" : header.language(),
        Objects.requireNonNullElse(People.patient(People.localId(header)), ""),
        People.traits(patient),
        references());
  }

  static String title(CdaHeader header) {
    return header.title() == null ? "Document médical" : header.title();
  }

  /** Where the act was done (TRE_A01); outside of a hospital when nothing is said. */
  static Coding practiceSetting(CdaHeader header) {
    Code said =
        header.serviceEvents().stream()
            .map(ServiceEvent::practiceSetting)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return orElse(coding(said), new Coding("AMBULATOIRE", "1.2.250.1.213.1.1.4.9", "Ambulatoire"));
  }

  /** N, R or V first, then from whom it is hidden: the producer's masks travel on (TRE_A07). */
  static List<Coding> confidentiality(CdaHeader header, ReportFlags flags) {
    List<Coding> all = new ArrayList<>();
    all.add(
        orElse(
            coding(header.confidentiality()), new Coding("N", "2.16.840.1.113883.5.25", "Normal")));
    mask(all, flags.hiddenFromProfessionals(), "MASQUE_PS", "Masqué aux professionnels de santé");
    mask(all, flags.hiddenFromPatient(), "INVISIBLE_PATIENT", "Non visible par le patient");
    mask(
        all,
        flags.hiddenFromRepresentatives(),
        "INVISIBLE_REPRESENTANTS_LEGAUX",
        "Non visible par les représentants légaux");
    return all;
  }

  private static void mask(List<Coding> all, @Nullable Boolean asked, String code, String label) {
    if (Boolean.TRUE.equals(asked)) {
      all.add(new Coding(code, VISIBILITY, label));
    }
  }

  static List<Coding> events(CdaHeader header) {
    return header.serviceEvents().stream()
        .map(ServiceEvent::code)
        .flatMap(code -> Stream.ofNullable(coding(code)))
        .toList();
  }

  static DocumentMetadata.Author author(Party party) {
    String person = People.person(party);
    Code specialty = party.specialty();
    boolean special = specialty != null && specialty.code() != null;
    return new DocumentMetadata.Author(
        person == null ? "^" + text(party.family()) + "^" + text(party.given()) : person,
        People.structure(party.organisation()),
        null,
        special
            ? specialty.code()
                + "^"
                + text(specialty.displayName())
                + "^"
                + text(specialty.codeSystem())
            : null);
  }

  /** The numbers under which the producer knows the act (CXi). */
  private List<String> references() {
    return header.serviceEvents().stream()
        .flatMap(event -> event.ids().stream())
        .filter(id -> id.extension() != null)
        .map(id -> id.extension() + "^^^&" + id.root() + "&ISO^" + ACCESSION)
        .distinct()
        .toList();
  }

  static @Nullable Coding coding(@Nullable Code code) {
    return code == null || code.code() == null
        ? null
        : new Coding(
            code.code(),
            code.codeSystem(),
            code.displayName() == null ? code.code() : code.displayName());
  }

  private static Coding orElse(@Nullable Coding said, Coding otherwise) {
    return said == null ? otherwise : said;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
