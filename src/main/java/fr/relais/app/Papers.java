// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Channel;
import fr.relais.core.model.Letter;
import fr.relais.core.model.ParcelWriter;
import fr.relais.core.model.SoftwareSheet.Form;
import fr.relais.flow.Writers;
import fr.relais.formats.cda.CdaFormat;
import fr.relais.formats.cda.N1Writer;
import fr.relais.formats.dmp.DmpWriter;
import fr.relais.formats.fhir.FhirFormat;
import fr.relais.formats.fhir.FhirWriter;
import fr.relais.formats.hl7v2.MdmWriter;
import fr.relais.formats.hl7v2.OruWriter;
import fr.relais.formats.hl7v2.ZamWriter;
import fr.relais.formats.hprim.HprimWriter;
import fr.relais.formats.mime.DocumentFile;
import fr.relais.formats.mime.DocumentFile.Kind;
import fr.relais.formats.mime.MssanteWriter;
import fr.relais.formats.notice.AsReceivedWriter;
import fr.relais.formats.notice.CallWriter;
import fr.relais.formats.notice.HookWriter;
import fr.relais.formats.pdf.PdfWriter;
import fr.relais.formats.xdm.XdmWriter;

/** Introduces to the walk the formats that are written. */
final class Papers implements Writers {
  private final PdfWriter pages = new PdfWriter();
  private final N1Writer copies = new N1Writer();
  private final HprimWriter hprim = new HprimWriter();
  private final ParcelWriter results = new OruWriter();
  private final ParcelWriter documents = new MdmWriter(pages, copies);
  private final ParcelWriter acknowledgement = new ZamWriter();
  private final ParcelWriter shared = new DmpWriter(pages, copies);
  private final ParcelWriter asReceived = new AsReceivedWriter();
  private final ParcelWriter notification = new HookWriter();
  private final ParcelWriter call = new CallWriter();
  private final XdmWriter archives = new XdmWriter();
  private final ParcelWriter bundles =
      new FhirWriter(Formats.FHIR, new FhirFormat(Formats.FHIR, new CdaFormat()));
  private final ParcelWriter mail;

  /**
   * @param product reference of this software, as every mail carries it
   */
  Papers(String product) {
    mail = new MssanteWriter(pages, copies, archives, hprim, product);
  }

  @Override
  public ParcelWriter of(Channel channel, Form form) {
    return switch (channel) {
      case CALL -> call;
      case MAIL -> mail;
      case HOOK -> notification;
      case DMP -> shared;
      case MLLP -> acknowledgement;
      case FOLDER -> letter -> inFolder(letter, form).write(letter);
    };
  }

  /** A producer's folder takes acknowledgements, and nothing else. */
  private ParcelWriter inFolder(Letter letter, Form form) {
    return letter.acknowledgement() == null ? file(form) : acknowledgement;
  }

  private ParcelWriter file(Kind kind) {
    return new DocumentFile(kind, pages, copies, archives);
  }

  private ParcelWriter file(Form form) {
    return switch (form) {
      case HPRIM_MEDECIN -> hprim;
      case HL7V2_ORU -> results;
      case HL7V2_MDM -> documents;
      case FHIR_DOCUMENT -> bundles;
      case CDA -> file(Kind.CDA);
      case IHE_XDM -> file(Kind.XDM);
      case PDF -> file(Kind.PDF);
      case AS_RECEIVED, MSSANTE_MAIL, NOTIFICATION -> asReceived;
    };
  }
}
