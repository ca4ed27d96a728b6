// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Decoding.ClaimedSender;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.MessageFormat;
import fr.relais.core.model.PerformerReference;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.formats.fhir.ResultGroups.Group;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Results in FHIR R4, JSON or XML: a Bundle or one resource alone. DiagnosticReport with its
 * Observations, DocumentReference with its Binary, a document with its Composition.
 *
 * <p>Nothing is dropped: each Observation of the message is counted, and as it is taken. Nothing is
 * fetched: a reference that leads nowhere in the message is told. Each result is a part of its own.
 */
public final class FhirFormat implements MessageFormat {
  /** No resource says its version: what is not R4 fails the strict reading. */
  public static final String VERSION = "4.0.1";

  private static final Pattern NAMES_RESULT =
      Pattern.compile(
          "\"resourceType\"\\s{0,99}:\\s{0,99}"
              + "\"(?:DiagnosticReport|Observation|DocumentReference|Composition)\"");

  private final StrictJson json;
  private final StrictXml xml;
  private final MessageFormat documents;

  /**
   * @param model made once and shared: the first message that is FHIR waits for it
   * @param documents what reads the clinical documents (CDA) that a message encloses
   */
  public FhirFormat(FhirModel model, MessageFormat documents) {
    this.documents = documents;
    this.json = StrictJson.ofResults(model);
    this.xml = new StrictXml(model, json);
  }

  @Override
  public boolean recognises(Content content) {
    return FhirMarks.seen(content);
  }

  @Override
  public Decoding decode(Content content) {
    boolean inXml = FhirMarks.xml(content);
    StrictXml.Reading read = inXml ? xml.read(content) : StrictXml.Reading.utf8(json.read(content));
    Resource resource = read.strict().resource();
    JsonNode tree = read.strict().tree();
    if (resource == null || tree == null) {
      return kept(content, read.charset(), read.strict().problems());
    }
    Findings findings = new Findings();
    Bundled message = Bundled.of(resource, findings);
    headers(message, findings);
    List<Group> groups = new ResultGroups(message).groups();
    if (groups.isEmpty()) {
      findings.error(
          ProblemCode.MESSAGE_TYPE_NOT_READ,
          resource.fhirType(),
          "Cette ressource FHIR n'apporte aucun résultat.",
          "Envoyez un DiagnosticReport ou un DocumentReference ; une prescription passe par l'API"
              + " FHIR.");
      return kept(content, read.charset(), findings.list());
    }
    Set<Resource> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Decoding.Part> parts = new ArrayList<>();
    boolean followed = false;
    for (Group group : groups) {
      Scope scope = new Scope(message.links(), new Findings());
      Report report =
          new ResultReader(message, group, scope, new Enclosed(scope, documents)).read();
      followed |= report != null;
      taken.addAll(scope.taken());
      Content alone = groups.size() == 1 ? content : new Share(tree, message).of(group.roots());
      parts.add(
          new Decoding.Part(alone, scope.findings.broken() ? null : report, scope.findings.list()));
    }
    new Remainder(message, taken, findings).check(groups, followed);
    return new Decoding(
        FormatName.FHIR, VERSION, read.charset(), sender(message, parts), findings.list(), parts);
  }

  /** Whether it is FHIR in JSON, as opposed to XML. */
  public static boolean inJson(Content content) {
    return FhirMarks.json(content);
  }

  /** Whether it names a resource that brings a result, well-formed or not. */
  public static boolean namesResult(Content content) {
    return NAMES_RESULT.matcher(content.text(StandardCharsets.UTF_8)).find();
  }

  private static Decoding kept(Content content, @Nullable String charset, List<Problem> problems) {
    return new Decoding(
        FormatName.FHIR,
        VERSION,
        charset,
        ClaimedSender.NONE,
        problems,
        List.of(new Decoding.Part(content, null, List.of())));
  }

  private static void headers(Bundled message, Findings findings) {
    if (message.all(org.hl7.fhir.r4.model.Composition.class).size() > 1) {
      findings.error(
          ProblemCode.SEVERAL_PATIENTS,
          "Bundle.entry",
          "Le message porte plusieurs documents.",
          "Envoyez un document à la fois.");
    }
    if (message.all(MessageHeader.class).stream().anyMatch(MessageHeader::hasResponse)) {
      findings.error(
          ProblemCode.MESSAGE_TYPE_NOT_READ,
          "MessageHeader.response",
          "Ce message répond à un autre : il n'apporte pas de résultat.",
          "Envoyez les résultats dans un message qui n'est pas une réponse.");
    }
  }

  private static ClaimedSender sender(Bundled message, List<Decoding.Part> parts) {
    String application =
        message.all(MessageHeader.class).stream()
            .map(header -> header.getSource())
            .map(source -> source.hasSoftware() ? source.getSoftware() : source.getName())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    PerformerReference performer =
        parts.stream()
            .map(Decoding.Part::report)
            .filter(Objects::nonNull)
            .map(Report::performer)
            .findFirst()
            .orElse(new PerformerReference(null, null, null));
    return new ClaimedSender(
        application,
        performer.name(),
        performer.finess() != null ? performer.finess() : performer.code());
  }

  @Override
  public boolean endsWhole(Content content) {
    return FhirMarks.endsWhole(content);
  }

  /** A file of FHIR is answered by whatever carried it. */
  @Override
  public @Nullable Content acknowledge(Content received, Acknowledgement acknowledgement) {
    return null;
  }
}
