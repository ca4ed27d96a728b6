// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.ReportFlags;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;

/**
 * Security labels: the masks of the DMP (TRE_A07) and confidentiality (v3-Confidentiality),
 * whatever the system is called. A label that is not known hides from professionals: it never
 * opens.
 */
final class Masked {
  private static final Set<String> OPEN = Set.of("N", "L", "M", "U");
  private static final Set<String> LEGAL =
      Set.of("INVISIBLE_REPRESENTANTS_LEGAUX", "INVISIBLE_REP_LEGAUX", "INVISIBLE_REPRESENTANTS");

  private Masked() {}

  static ReportFlags of(
      List<Coding> labels, @Nullable Boolean dmpByProducer, String place, Findings findings) {
    boolean patient = false;
    boolean professionals = false;
    boolean representatives = false;
    for (Coding label : labels) {
      String code = label.hasCode() ? label.getCode() : "";
      if (code.equals("INVISIBLE_PATIENT")) {
        patient = true;
      } else if (LEGAL.contains(code)) {
        representatives = true;
      } else if (code.equals("MASQUE_PS")) {
        professionals = true;
      } else if (code.equals("R") || code.equals("V")) {
        professionals = true;
        restricted(place, findings);
      } else if (!OPEN.contains(code)) {
        professionals = true;
        unknown(place, findings);
      }
    }
    return new ReportFlags(
        dmpByProducer, said(patient), said(professionals), said(representatives));
  }

  static Stream<Coding> labels(org.hl7.fhir.r4.model.Resource resource) {
    return resource.getMeta().getSecurity().stream();
  }

  private static @Nullable Boolean said(boolean hidden) {
    return hidden ? Boolean.TRUE : null;
  }

  private static void restricted(String place, Findings findings) {
    findings.warning(
        ProblemCode.FIELD_NOT_UNDERSTOOD,
        place,
        "Le document est à diffusion restreinte (R ou V) : il ne sera pas partagé.",
        "Ne le remettre qu'au prescripteur et au médecin responsable.");
  }

  private static void unknown(String place, Findings findings) {
    findings.warning(
        ProblemCode.CODE_NOT_UNDERSTOOD,
        place,
        "Une étiquette de confidentialité n'est pas connue : le document ne sera pas partagé.",
        "Employez MASQUE_PS, INVISIBLE_PATIENT, INVISIBLE_REPRESENTANTS_LEGAUX, N, R ou V.");
  }
}
