// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.flow.Readers;
import fr.relais.formats.cda.CdaFormat;
import fr.relais.formats.fhir.FhirFormat;
import fr.relais.formats.fhir.FhirModel;
import fr.relais.formats.hl7v2.CarrierFormat;
import fr.relais.formats.hl7v2.OruFormat;
import fr.relais.formats.hprim.HprimMedecinFormat;
import fr.relais.formats.unread.UnreadFormat;
import java.util.List;

/** Every format that Relais reads, in the order in which they are asked. */
final class Formats {
  /** Made at the first message that is FHIR, and shared with the API. */
  static final FhirModel FHIR = new FhirModel();

  static final Readers ALL =
      new Readers(
          List.of(
              new CarrierFormat(new CdaFormat()),
              new OruFormat(),
              new CdaFormat(),
              new FhirFormat(FHIR),
              new HprimMedecinFormat(),
              new UnreadFormat()));

  private Formats() {}
}
