// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The header of a document as it is written (CI-SIS "structuration minimale"), for whoever must
 * describe the document: what is absent, or a nullFlavor, is null.
 *
 * @param id of this version
 * @param setId common to all versions
 * @param replaces ids of the versions that this one replaces (RPLC)
 * @param templates the models that the document follows, in its order
 * @param code type of document
 * @param effectiveTime as written, with its offset
 * @param confidentiality N, R or V
 * @param patientIds INS and local numbers, in the order of the document
 * @param authors people and devices
 * @param facility code of the place of care ({@code SA25} ...)
 */
public record CdaHeader(
    @Nullable Identifier id,
    @Nullable Identifier setId,
    @Nullable Integer version,
    List<Identifier> replaces,
    List<Identifier> templates,
    @Nullable Code code,
    @Nullable String title,
    @Nullable String effectiveTime,
    @Nullable Code confidentiality,
    @Nullable String language,
    List<Identifier> patientIds,
    List<Party> authors,
    @Nullable Party legalAuthenticator,
    @Nullable Organisation custodian,
    List<ServiceEvent> serviceEvents,
    @Nullable Code facility) {

  public CdaHeader {
    replaces = List.copyOf(replaces);
    templates = List.copyOf(templates);
    patientIds = List.copyOf(patientIds);
    authors = List.copyOf(authors);
    serviceEvents = List.copyOf(serviceEvents);
  }

  /** An instance identifier (II): a root, OID or UUID, alone or with an extension. */
  public record Identifier(String root, @Nullable String extension) {

    /** {@code root} or {@code root^extension}, as XDS writes a uniqueId. */
    public String written() {
      return extension == null ? root : root + "^" + extension;
    }

    /** The same, so that two spellings of one UUID are equal. */
    String key() {
      String same = root.indexOf('-') < 0 ? root : root.toLowerCase(Locale.ROOT);
      return extension == null ? same : same + "^" + extension;
    }

    /** The extension, else the root: the number that people know. */
    String number() {
      return extension == null ? root : extension;
    }
  }

  /** A coded value. */
  public record Code(
      @Nullable String code, @Nullable String displayName, @Nullable String codeSystem) {}

  /** An organisation under its national and other numbers. */
  public record Organisation(List<Identifier> ids, @Nullable String name) {
    public Organisation {
      ids = List.copyOf(ids);
    }
  }

  /**
   * A person, or a device when {@code device} is there, and the organisation that it acts for.
   *
   * @param specialty profession and specialty, {@code G15_10/SM26}
   * @param device software or machine
   */
  public record Party(
      List<Identifier> ids,
      @Nullable Code specialty,
      @Nullable String family,
      @Nullable String given,
      @Nullable String prefix,
      @Nullable String suffix,
      @Nullable String device,
      @Nullable Organisation organisation) {
    public Party {
      ids = List.copyOf(ids);
    }
  }

  /**
   * An act that the document is about.
   *
   * @param low start, as written
   * @param high end, as written
   * @param performer who did it, with the organisation
   * @param practiceSetting setting of that organisation ({@code AMBULATOIRE} ...)
   * @param status of the report, lab:statusCode
   */
  public record ServiceEvent(
      List<Identifier> ids,
      @Nullable Code code,
      @Nullable String low,
      @Nullable String high,
      @Nullable Party performer,
      @Nullable Code practiceSetting,
      @Nullable String status) {
    public ServiceEvent {
      ids = List.copyOf(ids);
    }
  }
}
