// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one practice software takes and how: data that a site edits ({@code
 * routes/software/<name>.yaml}).
 *
 * @param name name of the sheet, as a doctor's line in the directory gives it
 * @param title name of the software, for people
 * @param doors where a result goes, first choice first; the next one when the first stays shut
 * @param attachments what goes with a mail, in this order
 * @param charset of the text formats that it reads, by its Java name
 * @param acknowledges how it says that it has the result
 * @param genericLicence the code under which a site's shared licence signs its orders
 * @param evidence where this was seen, one line each
 */
public record SoftwareSheet(
    String name,
    String title,
    List<Door> doors,
    List<Enclosed> attachments,
    String charset,
    Acknowledges acknowledges,
    @Nullable String genericLicence,
    Confidence confidence,
    List<String> evidence) {
  public SoftwareSheet {
    doors = List.copyOf(doors);
    attachments = List.copyOf(attachments);
    evidence = List.copyOf(evidence);
  }

  /** One way in, and the form in which a result goes there. */
  public record Door(Channel channel, Form form) {}

  /** In what form a result is handed over. */
  public enum Form {
    /** The bytes as they came. */
    AS_RECEIVED,
    /** HPRIM Médecin, so that the strictest reader takes it. */
    HPRIM_MEDECIN,
    /** HL7 v2 ORU^R01, result by result. */
    HL7V2_ORU,
    /** HL7 v2 MDM around a clinical document (CI-SIS "Transmission au LPS"). */
    HL7V2_MDM,
    /** FHIR R4, a document Bundle. */
    FHIR_DOCUMENT,
    /** A clinical document: as it came, else our copy. */
    CDA,
    /** The same in an archive of IHE XDM. */
    IHE_XDM,
    /** What people read. */
    PDF,
    /** A mail of the national form. */
    MSSANTE_MAIL,
    /** Identifiers only; the content is fetched afterwards. */
    NOTIFICATION
  }

  /** What can go with a mail. */
  public enum Enclosed {
    PDF,
    XDM,
    HPRIM
  }

  /** How the software says that it has a result. None of these is a doctor who takes charge. */
  public enum Acknowledges {
    NOTHING,
    DELIVERY_RECEIPT,
    RENAMED_FILE,
    HTTP_STATUS
  }

  /** How sure we are of what the sheet says. */
  public enum Confidence {
    HIGH,
    MEDIUM,
    LOW
  }

  /** A folder that takes every format as it came: whoever named no software. */
  public static final SoftwareSheet AS_RECEIVED =
      new SoftwareSheet(
          "as-received",
          "Dossier",
          List.of(
              new Door(Channel.FOLDER, Form.AS_RECEIVED),
              new Door(Channel.MAIL, Form.MSSANTE_MAIL)),
          List.of(Enclosed.PDF, Enclosed.XDM),
          "windows-1252",
          Acknowledges.NOTHING,
          null,
          Confidence.LOW,
          List.of());

  /** The form for this channel; as it came when the sheet does not name the channel. */
  public Form form(Channel channel) {
    return doors.stream()
        .filter(door -> door.channel() == channel)
        .map(Door::form)
        .findFirst()
        .orElse(Form.AS_RECEIVED);
  }
}
