// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.MessageFormat;
import fr.relais.flow.Readers;
import fr.relais.formats.cda.CdaFormat;
import fr.relais.formats.fhir.FhirFormat;
import fr.relais.formats.fhir.FhirModel;
import fr.relais.formats.hl7v2.CarrierFormat;
import fr.relais.formats.hl7v2.OruFormat;
import fr.relais.formats.hprim.HprimMedecinFormat;
import fr.relais.formats.hprimsante.HprimSanteFormat;
import fr.relais.formats.mime.MailFormat;
import fr.relais.formats.unread.UnreadFormat;
import fr.relais.formats.xdm.XdmFormat;
import java.util.List;
import java.util.stream.Stream;

/** Every format that Relais reads, in the order in which they are asked. */
final class Formats {
  /** Made at the first message that is FHIR, and shared with the API. */
  static final FhirModel FHIR = new FhirModel();

  /** Those that stand alone, or inside a mail. */
  private static final List<MessageFormat> DOCUMENTS =
      List.of(
          new XdmFormat(new CdaFormat()),
          new CarrierFormat(new CdaFormat()),
          new OruFormat(),
          new CdaFormat(),
          new FhirFormat(FHIR, new CdaFormat()),
          new HprimMedecinFormat(),
          new HprimSanteFormat(),
          new UnreadFormat());

  static final Readers ALL =
      new Readers(Stream.concat(Stream.of(new MailFormat(DOCUMENTS)), DOCUMENTS.stream()).toList());

  private Formats() {}
}
