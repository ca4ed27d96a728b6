// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.Coding;
import fr.relais.core.model.OrderRequest;
import fr.relais.core.model.PatientChoices;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.RequestPriority;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;

/** One ServiceRequest with the people and the place that it names. */
final class OrderReader {
  private static final Set<ServiceRequest.ServiceRequestIntent> ORDERS =
      EnumSet.of(
          ServiceRequest.ServiceRequestIntent.ORDER,
          ServiceRequest.ServiceRequestIntent.ORIGINALORDER);

  private final ServiceRequest request;
  private final String place;
  private final Linked linked;
  private final Findings findings;
  private final Words words;

  OrderReader(ServiceRequest request, String place, Linked linked, Findings findings) {
    this.request = request;
    this.place = place;
    this.linked = linked;
    this.findings = findings;
    this.words = new Words(findings);
  }

  /** Empty when something is missing without which there is no order. */
  Optional<OrderRequest> read() {
    standing();
    Identifier placer = placer();
    ReportKind kind = kind();
    String label = label();
    Instant orderedAt = orderedAt();
    PractitionerReference requester =
        linked.practitioner(request.getRequester(), request, place + ".requester");
    if (requester == null) {
      required(".requester", "Il manque le prescripteur.", "requester, avec son RPPS");
    }
    Patient patient = patient();
    if (patient == null
        || requester == null
        || orderedAt == null
        || label == null
        || kind == null) {
      return Optional.empty();
    }
    PatientReader who = new PatientReader(patient, place + ".subject", findings);
    List<Extension> choices = choices();
    List<Identifier> site = site();
    return Optional.of(
        new OrderRequest(
            placer == null ? null : placer.getValue(),
            placer == null ? null : placer.getSystem(),
            words.line(request.getRequisition().getValue(), 100, place + ".requisition"),
            kind,
            code(label),
            label,
            priority(),
            requester,
            value(site, Uris.FINESS),
            value(site, Uris.SITE),
            orderedAt,
            who.identity(),
            who.phones(),
            who.address(),
            generalPractitioner(patient),
            reason(),
            words.text(
                Words.string(request.getExtension(), Uris.INSTRUCTION),
                Words.TEXT_MAX,
                place + ".extension"),
            new PatientChoices(
                Words.yes(choices, "informed"),
                Words.yes(choices, "refusesRequester"),
                null,
                Words.yes(choices, "refusesDmp"),
                Words.yes(choices, "acceptsNeutralSms")),
            designated(choices),
            expectedBy()));
  }

  private void required(String below, String cause, String what) {
    findings.error(ProblemCode.REQUIRED_MISSING, place + below, cause, "Renseignez " + what + ".");
  }

  private void standing() {
    if (request.getStatus() != ServiceRequest.ServiceRequestStatus.ACTIVE) {
      findings.error(
          ProblemCode.CODE_NOT_UNDERSTOOD,
          place + ".status",
          "Seule une prescription en vigueur est prise.",
          "Écrivez status = active.");
    }
    if (!ORDERS.contains(request.getIntent()) || request.getDoNotPerform()) {
      findings.error(
          ProblemCode.CODE_NOT_UNDERSTOOD,
          place + ".intent",
          "Ce n'est pas une prescription, ou elle dit de ne pas faire.",
          "Écrivez intent = order, sans doNotPerform.");
    }
  }

  private @Nullable Identifier placer() {
    List<Identifier> own =
        request.getIdentifier().stream().filter(i -> !Uris.ISSUED.equals(i.getSystem())).toList();
    if (own.isEmpty()) {
      return null;
    }
    Identifier first = own.get(0);
    boolean whole = own.size() == 1 && first.hasSystem() && first.hasValue();
    if (!whole || words.line(first.getValue(), 100, place + ".identifier") == null) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place + ".identifier",
          "Votre numéro de prescription est donné sans système, ou il y en a plusieurs.",
          "Donnez un seul identifier, avec system et value.");
      return null;
    }
    return first;
  }

  private @Nullable ReportKind kind() {
    List<ReportKind> kinds =
        request.getCategory().stream()
            .flatMap(category -> category.getCoding().stream())
            .flatMap(coding -> kind(coding).stream())
            .distinct()
            .toList();
    if (kinds.size() == 1) {
      return kinds.get(0);
    }
    findings.error(
        ProblemCode.CODE_NOT_UNDERSTOOD,
        place + ".category",
        "Le genre d'examen manque, n'est pas connu, ou il y en a deux.",
        "Donnez un code de v2-0074 : LAB, RAD ou OTH.");
    return null;
  }

  private static Optional<ReportKind> kind(org.hl7.fhir.r4.model.Coding coding) {
    return switch (coding.getSystem() + "|" + coding.getCode()) {
      case Uris.SECTION + "|LAB" -> Optional.of(ReportKind.BIOLOGY);
      case Uris.SECTION + "|RAD" -> Optional.of(ReportKind.IMAGING);
      case Uris.SECTION + "|OTH" -> Optional.of(ReportKind.OTHER);
      default -> Optional.empty();
    };
  }

  private @Nullable String label() {
    String text =
        request.getCode().hasText()
            ? request.getCode().getText()
            : request.getCode().getCodingFirstRep().getDisplay();
    String label = words.line(text, Words.LINE_MAX, place + ".code");
    if (label == null) {
      required(".code", "L'examen n'a pas de libellé.", "code.text ou code.coding.display");
    }
    return label;
  }

  private @Nullable Coding code(String label) {
    return request.getCode().getCoding().stream()
        .filter(c -> c.hasCode() && Uris.LOINC.equals(c.getSystem()))
        .findFirst()
        .map(c -> new Coding(c.getCode(), "LN", label))
        .orElse(null);
  }

  private RequestPriority priority() {
    if (!request.hasPriority()) {
      return RequestPriority.ROUTINE;
    }
    return switch (request.getPriority()) {
      case ROUTINE, NULL -> RequestPriority.ROUTINE;
      case URGENT -> RequestPriority.URGENT;
      case ASAP -> RequestPriority.ASAP;
      case STAT -> RequestPriority.STAT;
    };
  }

  private @Nullable Instant orderedAt() {
    Instant at = words.instant(request.getAuthoredOnElement(), place + ".authoredOn");
    if (at == null) {
      required(".authoredOn", "Il manque la date de la prescription.", "authoredOn");
    }
    return at;
  }

  private @Nullable Patient patient() {
    Resource found = linked.follow(request.getSubject(), request, place + ".subject").orElse(null);
    if (found instanceof Patient patient) {
      return patient;
    }
    findings.error(
        ProblemCode.PATIENT_MISSING,
        place + ".subject",
        "Le patient de cette prescription n'est pas dans le message.",
        "Joignez un Patient, en entrée du Bundle ou contenu, et renvoyez-y.");
    return null;
  }

  private @Nullable PractitionerReference generalPractitioner(Patient patient) {
    return patient.hasGeneralPractitioner()
        ? linked.practitioner(
            patient.getGeneralPractitionerFirstRep(),
            request,
            place + ".subject.generalPractitioner")
        : null;
  }

  private List<Identifier> site() {
    if (!request.hasEncounter()) {
      return List.of();
    }
    Resource found =
        linked.follow(request.getEncounter(), request, place + ".encounter").orElse(null);
    if (!(found instanceof Encounter encounter)) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place + ".encounter",
          "La consultation n'est pas dans le message.",
          "Joignez un Encounter, ou retirez la référence.");
      return List.of();
    }
    Reference provider = encounter.getServiceProvider();
    Stream<Identifier> beside = Stream.of(provider.getIdentifier());
    Resource organization =
        linked.follow(provider, request, place + ".encounter.serviceProvider").orElse(null);
    return organization instanceof Organization named
        ? Stream.concat(named.getIdentifier().stream(), beside).toList()
        : beside.toList();
  }

  private static @Nullable String value(List<Identifier> all, String system) {
    return all.stream()
        .filter(i -> system.equals(i.getSystem()))
        .map(Identifier::getValue)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private @Nullable String reason() {
    String said =
        request.getReasonCode().stream()
            .map(r -> r.hasText() ? r.getText() : r.getCodingFirstRep().getDisplay())
            .filter(Objects::nonNull)
            .collect(java.util.stream.Collectors.joining(" ; "));
    return words.text(said, Words.TEXT_MAX, place + ".reasonCode");
  }

  private List<Extension> choices() {
    return Words.extension(request.getExtension(), Uris.CHOICES)
        .map(Extension::getExtension)
        .orElse(List.of());
  }

  private @Nullable PractitionerReference designated(List<Extension> choices) {
    return Words.extension(choices, "designated")
        .filter(e -> e.getValue() instanceof Reference)
        .map(e -> linked.practitioner((Reference) e.getValue(), request, place + ".extension"))
        .orElse(null);
  }

  private @Nullable Instant expectedBy() {
    return Words.extension(request.getExtension(), Uris.EXPECTED_BY)
        .filter(e -> e.getValue() instanceof DateTimeType)
        .map(e -> words.instant((DateTimeType) e.getValue(), place + ".extension"))
        .orElse(null);
  }
}
