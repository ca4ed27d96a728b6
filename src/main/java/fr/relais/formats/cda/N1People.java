// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.Filing;
import fr.relais.core.model.Letter;
import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.PerformerReference;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Publication.Submitter;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Site;
import fr.relais.formats.french.Plain;
import fr.relais.formats.xml.XmlOutput;
import org.jspecify.annotations.Nullable;

/**
 * Who made the copy, who keeps it, whom it is for, who asked, who examined. The structure is the
 * site's where one is known, else the laboratory's.
 */
final class N1People {
  private static final String PROFESSIONALS = "1.2.250.1.71.4.2.1";
  private static final String STRUCTURES = "1.2.250.1.71.4.2.2";
  private static final String GENERAL = "SM26";
  private final XmlOutput out;
  private final Letter letter;
  private final ReportVersion version;
  private final Report report;
  private final String receivedAt;
  private final @Nullable Submitter doctor;

  N1People(XmlOutput out, Letter letter, ReportVersion version) {
    this.out = out;
    this.letter = letter;
    this.version = version;
    this.report = version.report();
    this.receivedAt = N1Times.of(version.receivedAt());
    this.doctor = letter.filing() == null ? null : letter.filing().author();
  }

  void write() {
    author();
    out.open("custodian").open("assignedCustodian").open("representedCustodianOrganization");
    structure();
    out.close().close().close();
    if (letter.filing() == null) {
      recipient();
    }
    legalAuthenticator();
    requester();
    orders();
    act();
  }

  private void author() {
    out.open("author").leaf("time", "value", receivedAt).open("assignedAuthor");
    if (doctor == null) {
      device();
    } else {
      doctor(doctor);
    }
    out.leaf("addr", "nullFlavor", "UNK").leaf("telecom", "nullFlavor", "UNK");
    if (doctor == null) {
      out.open("assignedAuthoringDevice");
      out.element("manufacturerModelName", "Relais").element("softwareName", "Relais").close();
    } else {
      person("assignedPerson", doctor.family(), doctor.given());
    }
    out.open("representedOrganization");
    structure();
    out.close().close().close();
  }

  /** For the copy, not for the result: nobody signs the laboratory's work in its place. */
  private void legalAuthenticator() {
    out.open("legalAuthenticator").leaf("time", "value", receivedAt);
    out.leaf("signatureCode", "code", "S").open("assignedEntity");
    if (doctor == null) {
      device();
    } else {
      doctor(doctor);
    }
    out.leaf("addr", "nullFlavor", "UNK").leaf("telecom", "nullFlavor", "UNK");
    if (doctor == null) {
      out.open("assignedPerson").leaf("name", "nullFlavor", "NA").close();
    } else {
      person("assignedPerson", doctor.family(), doctor.given());
    }
    out.open("representedOrganization");
    structure();
    out.close().close().close();
  }

  private void recipient() {
    Practitioner recipient = letter.recipient();
    out.open("informationRecipient", "typeCode", letter.toOwner() ? "PRCP" : "TRC");
    out.open("intendedRecipient");
    professional(recipient.rpps());
    person("informationRecipient", recipient.family(), recipient.given());
    out.close().close();
  }

  private void requester() {
    Practitioner known = letter.requester();
    PractitionerReference said = report.requester();
    if (known == null && said == null) {
      return;
    }
    String rpps = known != null ? known.rpps() : said == null ? null : said.rpps();
    String family = known != null ? known.family() : said == null ? null : said.family();
    String given = known != null ? known.given() : said == null ? null : said.given();
    out.open("participant", "typeCode", "REF").open("associatedEntity", "classCode", "PROV");
    professional(rpps);
    person("associatedPerson", family, given);
    out.close().close();
  }

  /** Of several orders, each is followed by the laboratory's number for it, or by its absence. */
  private void orders() {
    boolean several = report.orders().size() > 1;
    for (OrderNumbers order : report.orders()) {
      if (order.placer() != null) {
        out.open("inFulfillmentOf").open("order");
        String root = N1Identifiers.local(version, "orders");
        out.leaf("id", "root", root, "extension", Plain.line(order.placer()));
        if (several && order.filler() != null) {
          String requests = N1Identifiers.local(version, "requests");
          out.leaf("id", "root", requests, "extension", Plain.line(order.filler()));
        } else if (several) {
          out.leaf("id", "nullFlavor", "UNK");
        }
        out.close().close();
      }
    }
  }

  private void act() {
    out.open("documentationOf").open("serviceEvent");
    for (OrderNumbers order : report.orders()) {
      if (order.filler() != null) {
        String root = N1Identifiers.local(version, "requests");
        out.leaf("id", "root", root, "extension", Plain.line(order.filler()));
      }
    }
    N1Times.interval(out, report);
    out.open("performer", "typeCode", "PRF").open("assignedEntity");
    out.leaf("id", "nullFlavor", "UNK").open("representedOrganization");
    PerformerReference performer = report.performer();
    structure(performer.finess(), performer.name());
    out.leaf(
        "standardIndustryClassCode",
        "code",
        "AMBULATOIRE",
        "displayName",
        "Ambulatoire",
        "codeSystem",
        "1.2.250.1.213.1.1.4.9");
    out.close().close().close().close().close();
  }

  /** Relais, as a device of the structure: 3, its FINESS, its own name. */
  private void device() {
    Site site = letter.site();
    String finess = site == null ? null : site.finess();
    if (finess == null) {
      out.leaf("id", "nullFlavor", "UNK");
    } else {
      out.leaf("id", "root", PROFESSIONALS, "extension", "3" + finess + "/relais");
    }
  }

  /** His number, and his speciality where it is known (TRE_A02). */
  private void doctor(Submitter who) {
    out.leaf("id", "root", PROFESSIONALS, "extension", who.id());
    String expertise = who.expertise();
    if (expertise != null) {
      String code = "G15_10/" + expertise;
      out.leaf(
          "code",
          "code",
          code,
          "displayName",
          expertise.equals(GENERAL) ? "Médecin - Médecine générale (SM)" : "Médecin",
          "codeSystem",
          "1.2.250.1.213.1.1.4.5");
    }
  }

  private void structure() {
    Filing filing = letter.filing();
    if (filing != null) {
      structure(filing.structure().substring(1), filing.structureName());
      return;
    }
    Site site = letter.site();
    if (site != null) {
      structure(site.finess(), site.name());
    } else {
      structure(report.performer().finess(), report.performer().name());
    }
  }

  /** 1 and the FINESS. */
  private void structure(@Nullable String finess, @Nullable String name) {
    if (finess == null) {
      out.leaf("id", "nullFlavor", "UNK");
    } else {
      out.leaf("id", "root", STRUCTURES, "extension", "1" + finess);
    }
    out.element("name", name == null ? null : Plain.line(name));
  }

  /** 8 and the RPPS. */
  private void professional(@Nullable String rpps) {
    if (rpps == null) {
      out.leaf("id", "nullFlavor", "UNK");
    } else {
      out.leaf("id", "root", PROFESSIONALS, "extension", "8" + rpps);
    }
  }

  private void person(String element, @Nullable String family, @Nullable String given) {
    if (family == null) {
      return;
    }
    out.open(element).open("name").element("family", Plain.line(family));
    out.element("given", given == null ? null : Plain.line(given)).close().close();
  }
}
