// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a message, walked one by one so that no result leaves its patient; what stands out
 * of its place spoils the group where it stands, and no other:
 *
 * <pre>
 * H { P [AP] [AC] [C] { OBR [C] { OBX [C] } } } L
 * </pre>
 */
final class Groups {
  private static final Set<String> OF_PATIENT = Set.of("AP", "AC");

  /**
   * One patient and his requests.
   *
   * @param p null when requests or results stand before any patient
   * @param own P and what belongs to it
   */
  record Patient(
      @Nullable Segment p, List<Segment> own, List<Request> requests, Findings findings) {
    Patient(@Nullable Segment p) {
      this(p, new ArrayList<>(), new ArrayList<>(), new Findings());
    }
  }

  /**
   * One OBR with what belongs to it.
   *
   * @param obr null when results stand before any request
   */
  record Request(@Nullable Segment obr, List<Segment> details) {
    List<Segment> all() {
      List<Segment> all = new ArrayList<>();
      if (obr != null) {
        all.add(obr);
      }
      all.addAll(details);
      return all;
    }
  }

  private final List<Patient> patients = new ArrayList<>();
  private @Nullable Patient patient;
  private @Nullable Request request;

  private Groups() {}

  /** The patients of a message, in their order. */
  static List<Patient> of(List<Segment> segments) {
    Groups groups = new Groups();
    for (Segment segment : segments) {
      if (!segment.is("H") && !segment.is("L")) {
        groups.take(segment);
      }
    }
    return groups.patients;
  }

  private void take(Segment segment) {
    switch (segment.name()) {
      case "P" -> {
        request = null;
        patient = open(new Patient(segment));
        patient.own().add(segment);
      }
      case "OBR" -> {
        request = new Request(segment, new ArrayList<>());
        whose().requests().add(request);
      }
      case "OBX" -> asked().details().add(segment);
      default -> current().add(segment);
    }
  }

  private Patient open(Patient opened) {
    patients.add(opened);
    return opened;
  }

  private Patient whose() {
    Patient whose = patient;
    if (whose == null) {
      whose = open(new Patient((Segment) null));
      patient = whose;
    }
    return whose;
  }

  private Request asked() {
    Request asked = request;
    if (asked == null) {
      asked = new Request(null, new ArrayList<>());
      request = asked;
      whose().requests().add(asked);
    }
    return asked;
  }

  private List<Segment> current() {
    Request asked = request;
    return asked != null ? asked.details() : whose().own();
  }

  /** Whether a segment that is neither P, OBR, OBX nor C may be left unread. */
  static boolean leftOut(Segment segment) {
    return OF_PATIENT.contains(segment.name()) || segment.name().startsWith("Z");
  }
}
