// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import fr.relais.core.model.Coding;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.SharedDocument;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.ClassificationType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.ExternalIdentifierType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.ExtrinsicObjectType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.IdentifiableType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.InternationalStringType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.SlotType1;

/** Reads how the registry describes one document (dossier of national services 1.7). */
final class EntryReader {
  private static final String SIGNATURE = "E1762";

  private EntryReader() {}

  /** Whether it is the signature of a submission, which is nothing to read. */
  static boolean isSignature(ExtrinsicObjectType entry) {
    return codes(entry, DocumentEntries.TYPE).stream()
        .anyMatch(type -> SIGNATURE.equals(type.code()));
  }

  /**
   * The document as it is listed.
   *
   * @throws DmpFailure when the description lacks what every one has
   */
  static SharedDocument read(ExtrinsicObjectType entry) throws DmpFailure {
    Coding type = needed(codes(entry, DocumentEntries.TYPE).stream().findFirst());
    Instant created = needed(slot(entry, "creationTime").flatMap(DmpTime::read));
    List<String> confidentiality =
        codes(entry, DocumentEntries.CONFIDENTIALITY).stream().map(Coding::code).toList();
    return new SharedDocument(
        uniqueId(entry),
        needed(slot(entry, "repositoryUniqueId")),
        kind(type.code()),
        type,
        text(entry.getName()),
        author(entry, "authorPerson").map(EntryReader::person).orElse(""),
        author(entry, "authorInstitution").map(xon -> component(xon, 0)).orElse(null),
        slot(entry, "serviceStartTime").flatMap(DmpTime::read).orElse(created),
        created,
        entry.getMimeType(),
        confidentiality,
        confidentiality.contains("INVISIBLE_PATIENT"),
        slot(entry, "hash").orElse(null),
        size(entry));
  }

  private static @Nullable Long size(ExtrinsicObjectType entry) {
    return slot(entry, "size")
        .filter(size -> size.matches("[0-9]{1,15}"))
        .map(Long::valueOf)
        .orElse(null);
  }

  static String uniqueId(ExtrinsicObjectType entry) throws DmpFailure {
    return needed(
        entry.getExternalIdentifier().stream()
            .filter(id -> DocumentEntries.UNIQUE_ID.equals(id.getIdentificationScheme()))
            .map(ExternalIdentifierType::getValue)
            .findFirst());
  }

  private static <T> T needed(Optional<T> value) throws DmpFailure {
    return value.orElseThrow(() -> new DmpFailure(DmpRefusal.DMP_ANSWER_UNREADABLE));
  }

  private static Optional<String> slot(IdentifiableType owner, String name) {
    for (SlotType1 slot : owner.getSlot()) {
      if (name.equals(slot.getName()) && slot.getValueList() != null) {
        return slot.getValueList().getValue().stream().findFirst();
      }
    }
    return Optional.empty();
  }

  private static List<Coding> codes(ExtrinsicObjectType entry, String scheme) {
    return entry.getClassification().stream()
        .filter(code -> scheme.equals(code.getClassificationScheme()))
        .map(
            code ->
                new Coding(
                    String.valueOf(code.getNodeRepresentation()),
                    slot(code, "codingScheme").orElse(null),
                    text(code.getName())))
        .toList();
  }

  private static Optional<String> author(ExtrinsicObjectType entry, String slot) {
    return entry.getClassification().stream()
        .filter(code -> DocumentEntries.AUTHOR.equals(code.getClassificationScheme()))
        .findFirst()
        .flatMap((ClassificationType author) -> slot(author, slot));
  }

  private static String text(@Nullable InternationalStringType text) {
    return text == null || text.getLocalizedString().isEmpty()
        ? ""
        : String.valueOf(text.getLocalizedString().get(0).getValue());
  }

  /** Family name and given name of an XCN. */
  private static String person(String xcn) {
    return (component(xcn, 1) + " " + component(xcn, 2)).strip();
  }

  private static String component(String value, int index) {
    String[] components = value.split("\\^", -1);
    return index < components.length
        ? components[index]
            .replace("\\S\\", "^")
            .replace("\\T\\", "&")
            .replace("\\F\\", "|")
            .replace("\\R\\", "~")
            .replace("\\E\\", "\\")
        : "";
  }

  /** What a type of document is (JDV_J66). */
  private static ReportKind kind(String type) {
    return switch (type) {
      // biology, rapid test, pathology, genetics
      case "11502-2", "96173-0", "60568-3", "11526-1", "51969-4" -> ReportKind.BIOLOGY;
      case "18748-4", "IMG-KOS" -> ReportKind.IMAGING;
      // discharge, transfer, referral, consultation, telemedicine, hospital stay
      case "11490-0", "18761-7", "96349-6", "11488-4", "85208-7", "34112-3" -> ReportKind.LETTER;
      case "60591-5", "SYNTH", "34133-9" -> ReportKind.SUMMARY;
      case "55115-0", "PRESC-BIO", "57833-6", "57828-6", "57832-8", "75496-0" -> ReportKind.ORDER;
      default -> ReportKind.OTHER;
    };
  }
}
