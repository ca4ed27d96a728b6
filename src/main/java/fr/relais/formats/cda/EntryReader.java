// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.ReportKind;
import fr.relais.formats.cda.Surroundings.Isolate;
import fr.relais.formats.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Walks the statements of an entry, whatever their nesting, and takes the results:
 *
 * <pre>
 * entry act { entryRelationship ( procedure | organizer { component ... } | observation | act ) }
 * </pre>
 */
final class EntryReader {
  private static final String RESULT = "1.3.6.1.4.1.19376.1.3.1.6";
  private static final String ATTACHED_DOCUMENT = "55107-7";

  /** "Statut du document", an observation about the document itself. */
  private static final String DOCUMENT_STATUS = "GEN-065";

  private static final Set<String> LINKS = Set.of("entryRelationship", "component");

  private final ReportKind kind;
  private final Narrative narrative;
  private final ObservationReader reader;
  private final List<Observation> observations = new ArrayList<>();
  private final List<XmlElement> media = new ArrayList<>();
  private final List<String> comments = new ArrayList<>();
  private int seen;
  private int left;
  private int otherSubjects;
  private int planned;
  private int denied;
  private int isolates;
  private boolean awaited;

  EntryReader(ReportKind kind, Narrative narrative, Findings findings) {
    this.kind = kind;
    this.narrative = narrative;
    this.reader = new ObservationReader(narrative, findings);
  }

  /**
   * @param otherSubject whether the section says that it is not about the patient
   */
  void take(XmlElement entry, boolean otherSubject) {
    Specimens specimens = Specimens.of(entry);
    Surroundings around = Surroundings.NONE.on(specimens.only(), specimens);
    if (otherSubject || entry.child("subject") != null) {
      around = around.ofOtherSubject();
    }
    for (XmlElement statement : entry.children()) {
      visit(statement, around);
    }
  }

  private void visit(XmlElement statement, Surroundings around) {
    Surroundings inside = inside(statement, around);
    switch (statement.name()) {
      case "observation" -> observation(statement, inside);
      case "observationMedia" -> statement.children("value").forEach(media::add);
      case "act" -> act(statement, inside);
      case "organizer" -> organizer(statement, inside);
      default -> links(statement, inside);
    }
  }

  private static Surroundings inside(XmlElement statement, Surroundings around) {
    Surroundings inside = statement.child("subject") == null ? around : around.ofOtherSubject();
    if (Assertion.denied(statement) && !statement.name().equals("observation")) {
      inside = inside.asDenied();
    }
    String own = around.specimens().usedBy(statement);
    return own == null ? inside : inside.on(own, around.specimens());
  }

  private void links(XmlElement statement, Surroundings around) {
    for (XmlElement link : statement.children()) {
      if (LINKS.contains(link.name())) {
        boolean prior = "REFR".equals(link.attribute("typeCode"));
        link.children().forEach(one -> visit(one, prior ? around.asPrior() : around));
      }
    }
  }

  private void act(XmlElement act, Surroundings around) {
    if (ObservationReader.COMMENT.equals(Parts.value(act.child("code"), "code"))) {
      String written = Parts.textOf(act.child("text"));
      if (written != null) {
        comments.add(written);
      }
    }
    awaited |=
        kind == ReportKind.BIOLOGY && "active".equals(Parts.value(act.child("statusCode"), "code"));
    links(act, around);
  }

  private void organizer(XmlElement organizer, Surroundings around) {
    boolean document = ATTACHED_DOCUMENT.equals(Parts.value(organizer.child("code"), "code"));
    String name = isolateName(organizer);
    if (name == null) {
      links(organizer, document ? around.inAttachedDocument() : around);
      return;
    }
    isolates++;
    Isolate isolate = new Isolate(String.valueOf(isolates), name);
    int before = observations.size();
    links(organizer, around.of(isolate));
    if (around.denied()) {
      denied++;
    } else if (!around.otherSubject()) {
      observations.add(before, found(isolate, around));
    }
  }

  /** The micro-organism itself, before its results; found even when it has none. */
  private static Observation found(Isolate isolate, Surroundings around) {
    return new Observation(
        null,
        null,
        "Micro-organisme",
        List.of(),
        isolate.name(),
        null,
        null,
        null,
        null,
        null,
        ObservationStatus.FINAL,
        around.prior(),
        isolate.number(),
        around.specimen(),
        null,
        null,
        null);
  }

  private @Nullable String isolateName(XmlElement organizer) {
    return organizer
        .all("specimen", "specimenRole")
        .filter(Specimens::isolate)
        .map(role -> role.first("specimenPlayingEntity", "code"))
        .filter(Objects::nonNull)
        .flatMap(
            code ->
                Stream.of(
                    code.attribute("displayName"),
                    narrative.meant(code.child("originalText")),
                    code.attribute("code")))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private void observation(XmlElement observation, Surroundings around) {
    seen++;
    observation.children("value").filter(Media::is).forEach(media::add);
    if (around.attachedDocument()) {
      links(observation, around);
      return;
    }
    if (!result(observation)) {
      left++;
    } else if (around.otherSubject()) {
      otherSubjects++;
    } else if (!Assertion.event(observation)) {
      planned++;
    } else if (around.denied()
        || Assertion.denied(observation) && !Assertion.absence(observation)) {
      denied++;
    } else {
      observations.add(reader.read(observation, around));
    }
    links(observation, Assertion.denied(observation) ? around.asDenied() : around);
  }

  /** The template says so; without it, in a biology report, whatever has a value is a result. */
  private boolean result(XmlElement observation) {
    boolean named =
        Parts.ids(observation, "templateId").stream().anyMatch(id -> id.root().equals(RESULT));
    boolean measured =
        observation.child("value") != null || observation.child("interpretationCode") != null;
    boolean ofTheDocument = DOCUMENT_STATUS.equals(Parts.value(observation.child("code"), "code"));
    return named || measured && kind == ReportKind.BIOLOGY && !ofTheDocument;
  }

  List<Observation> observations() {
    return observations;
  }

  /** Everything that may be data: images, documents. */
  List<XmlElement> media() {
    return media;
  }

  /** Comments that stand in an entry and not in a text. */
  List<String> comments() {
    return comments;
  }

  /** How many {@code observation} were walked over. */
  int seen() {
    return seen;
  }

  /** How many were none of a result. */
  int left() {
    return left;
  }

  int otherSubjects() {
    return otherSubjects;
  }

  /** How many were a goal, an intent or a request. */
  int planned() {
    return planned;
  }

  /** How many were denied in a way that can be misread. */
  int denied() {
    return denied;
  }

  /**
   * Whether an examination says that results are still to come; of a summary, active is lasting.
   */
  boolean awaited() {
    return awaited;
  }
}
