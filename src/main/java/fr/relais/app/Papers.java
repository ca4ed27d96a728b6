// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Channel;
import fr.relais.core.model.ParcelWriter;
import fr.relais.core.model.SoftwareSheet.Form;
import fr.relais.flow.Writers;
import fr.relais.formats.cda.N1Writer;
import fr.relais.formats.dmp.DmpWriter;
import fr.relais.formats.hl7v2.MdmWriter;
import fr.relais.formats.hl7v2.OruWriter;
import fr.relais.formats.hprim.HprimWriter;
import fr.relais.formats.mime.MssanteWriter;
import fr.relais.formats.notice.AsReceivedWriter;
import fr.relais.formats.notice.CallWriter;
import fr.relais.formats.notice.HookWriter;
import fr.relais.formats.pdf.PdfWriter;
import fr.relais.formats.xdm.XdmWriter;

/** Introduces to the walk the formats that are written. */
final class Papers implements Writers {
  private static final String PRODUCT = "Relais 0.1.0";

  private final PdfWriter pages = new PdfWriter();
  private final N1Writer copies = new N1Writer();
  private final HprimWriter hprim = new HprimWriter();
  private final ParcelWriter results = new OruWriter();
  private final ParcelWriter documents = new MdmWriter(pages, copies);
  private final ParcelWriter shared = new DmpWriter(pages, copies);
  private final ParcelWriter asReceived = new AsReceivedWriter();
  private final ParcelWriter notification = new HookWriter();
  private final ParcelWriter call = new CallWriter();
  private final ParcelWriter mail =
      new MssanteWriter(pages, copies, new XdmWriter(), hprim, PRODUCT);

  @Override
  public ParcelWriter of(Channel channel, Form form) {
    return switch (channel) {
      case CALL -> call;
      case MAIL -> mail;
      case HOOK -> notification;
      case DMP -> shared;
      case FOLDER -> file(form);
    };
  }

  private ParcelWriter file(Form form) {
    return switch (form) {
      case HPRIM_MEDECIN -> hprim;
      case HL7V2_ORU -> results;
      case HL7V2_MDM -> documents;
      case AS_RECEIVED, MSSANTE_MAIL, NOTIFICATION -> asReceived;
    };
  }
}
