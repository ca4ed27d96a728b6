// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.relais.core.model.Content;
import fr.relais.core.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.jspecify.annotations.Nullable;

/**
 * Holds a resource, or each one of a bundle, against our profiles. Everything is on the class path:
 * nothing is fetched. The first call takes seconds and much memory, so it is never on the way of a
 * message: only {@code $validate} and {@code relais check} come here.
 */
public final class FhirValidator {
  private final FhirModel model;
  private final StrictJson json;
  private ca.uhn.fhir.validation.@Nullable FhirValidator validator;
  private List<String> profiled = List.of();

  public FhirValidator(FhirModel model) {
    this.model = model;
    this.json = StrictJson.ofResults(model);
  }

  /**
   * Every error and warning, in French, with its FHIRPath place; empty when all is well. Codes of
   * systems that are not here (LOINC, FR Core) and that no profile demands are left unchecked.
   */
  public List<Problem> validate(Content content) {
    StrictJson.Reading read = json.read(content);
    if (!(read.tree() instanceof ObjectNode tree) || read.resource() == null) {
      return read.problems();
    }
    ca.uhn.fhir.validation.FhirValidator ready = ready();
    name(tree);
    Findings findings = new Findings();
    for (SingleValidationMessage message :
        ready.validateWithResult(tree.toString()).getMessages()) {
      if (!ValidatorWords.unimportant(message)) {
        add(message, findings);
      }
    }
    return findings.list();
  }

  /** Our profile takes the place of whatever the message says it follows. */
  private void name(ObjectNode node) {
    String type = node.path("resourceType").asText();
    if (profiled.contains(Uris.profile(type))) {
      ObjectNode meta = node.withObject("/meta");
      meta.remove("profile");
      meta.putArray("profile").add(Uris.profile(type));
    } else if (node.get("meta") instanceof ObjectNode meta) {
      meta.remove("profile");
    }
    for (String list : List.of("entry", "contained")) {
      if (node.get(list) instanceof ArrayNode all) {
        for (JsonNode each : all) {
          JsonNode inner = list.equals("entry") ? each.path("resource") : each;
          if (inner instanceof ObjectNode resource) {
            name(resource);
          }
        }
      }
    }
  }

  private static void add(SingleValidationMessage message, Findings findings) {
    String place =
        Objects.requireNonNullElse(message.getLocationString(), "").replaceAll("/\\*.*?\\*/", "");
    ValidatorWords.Told told = ValidatorWords.of(message);
    if (message.getSeverity() == ResultSeverityEnum.WARNING) {
      findings.warning(told.code(), place, told.cause(), told.cure());
    } else {
      findings.error(told.code(), place, told.cause(), told.cure());
    }
  }

  private synchronized ca.uhn.fhir.validation.FhirValidator ready() {
    ca.uhn.fhir.validation.FhirValidator made = validator;
    if (made == null) {
      made = make();
      validator = made;
    }
    return made;
  }

  private ca.uhn.fhir.validation.FhirValidator make() {
    PrePopulatedValidationSupport ours = new PrePopulatedValidationSupport(model.context());
    List<String> urls = new ArrayList<>();
    for (Resource resource : Profiles.load(model)) {
      ours.addResource(resource);
      if (resource instanceof StructureDefinition definition) {
        urls.add(definition.getUrl());
      }
    }
    profiled = List.copyOf(urls);
    ValidationSupportChain chain =
        new ValidationSupportChain(
            model.context().getValidationSupport(),
            ours,
            new CommonCodeSystemsTerminologyService(model.context()),
            new InMemoryTerminologyServerValidationSupport(model.context()),
            new SnapshotGeneratingValidationSupport(model.context()));
    FhirInstanceValidator instances = new FhirInstanceValidator(chain);
    instances.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
    instances.setAnyExtensionsAllowed(true);
    instances.setNoTerminologyChecks(false);
    return model.context().newValidator().registerValidatorModule(instances);
  }
}
