// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import fr.relais.core.model.Coding;
import fr.relais.core.model.SharedDocument;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.ClassificationType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.ExternalIdentifierType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.ExtrinsicObjectType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.IdentifiableType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.InternationalStringType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.LocalizedStringType;

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
    Optional<Instant> act = time(entry, "serviceStartTime");
    // a document made on demand has no creation of its own (ITI TF-3 4.2.3.2)
    Instant created =
        needed(time(entry, "creationTime").or(() -> act).or(() -> time(entry, "serviceStopTime")));
    List<String> confidentiality =
        codes(entry, DocumentEntries.CONFIDENTIALITY).stream().map(Coding::code).toList();
    return new SharedDocument(
        uniqueId(entry),
        needed(slot(entry, "repositoryUniqueId")),
        DocumentTypes.kind(type.code()),
        named(type),
        text(entry.getName()),
        author(entry, "authorPerson").map(EntryReader::person).orElse(""),
        author(entry, "authorInstitution").map(xon -> component(xon, 0)).orElse(null),
        act.orElse(created),
        created,
        entry.getMimeType(),
        confidentiality,
        confidentiality.contains("INVISIBLE_PATIENT"),
        slot(entry, "hash").orElse(null),
        size(entry));
  }

  private static Optional<Instant> time(ExtrinsicObjectType entry, String name) {
    return slot(entry, name).flatMap(DmpTime::read);
  }

  /** A type that comes without its name has the one of the national table. */
  private static Coding named(Coding type) {
    String label = type.label();
    return label != null && !label.isBlank()
        ? type
        : new Coding(type.code(), type.system(), DocumentTypes.label(type.code()).orElse(""));
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
            .flatMap(Stream::ofNullable)
            .map(String::strip)
            .findFirst());
  }

  private static <T> T needed(Optional<T> value) throws DmpFailure {
    return value.orElseThrow(() -> new DmpFailure(DmpRefusal.DMP_ANSWER_UNREADABLE));
  }

  /** The first value; layout around it is none of it. */
  private static Optional<String> slot(IdentifiableType owner, String name) {
    return owner.getSlot().stream()
        .filter(slot -> name.equals(slot.getName()) && slot.getValueList() != null)
        .flatMap(slot -> slot.getValueList().getValue().stream())
        .flatMap(Stream::ofNullable)
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  private static List<Coding> codes(ExtrinsicObjectType entry, String scheme) {
    return entry.getClassification().stream()
        .filter(code -> scheme.equals(code.getClassificationScheme()))
        .filter(code -> code.getNodeRepresentation() != null)
        .map(
            code ->
                new Coding(
                    code.getNodeRepresentation(),
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

  /** In French when it is said in several languages; else as it is said first. */
  private static String text(@Nullable InternationalStringType text) {
    if (text == null) {
      return "";
    }
    List<LocalizedStringType> all =
        text.getLocalizedString().stream().filter(each -> each.getValue() != null).toList();
    return all.stream()
        .filter(each -> String.valueOf(each.getLang()).toLowerCase(Locale.ROOT).startsWith("fr"))
        .findFirst()
        .or(() -> all.stream().findFirst())
        .map(each -> each.getValue().strip())
        .orElse("");
  }

  /** Family name and given name of an XCN; its number when it gives no name. */
  private static String person(String xcn) {
    String name = (component(xcn, 1) + " " + component(xcn, 2)).strip();
    return name.isEmpty() ? component(xcn, 0) : name;
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
}
