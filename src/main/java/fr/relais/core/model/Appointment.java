// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time at which the doctor in charge sees the patient after his decision, or one of the times
 * that he proposes (FHIR R4 Appointment). It says neither who the patient is nor why.
 *
 * @param practitioner the doctor who sees the patient
 * @param end excluded
 * @param sequence grows each time that what was sent no longer holds (RFC 5545 section 3.8.7.4)
 */
public record Appointment(
    String id,
    String followUp,
    String practitioner,
    Kind kind,
    Instant start,
    Instant end,
    State state,
    int sequence,
    Place place,
    Instant createdAt) {

  /** How they meet. */
  public enum Kind {
    TELECONSULTATION("téléconsultation"),
    IN_PERSON("rendez-vous sur place");

    private final String french;

    Kind(String french) {
      this.french = french;
    }

    public String french() {
      return french;
    }
  }

  /** Where it stands, with the word of FHIR R4. */
  public enum State {
    PROPOSED("proposé", "proposed"),
    BOOKED("pris", "booked"),
    HELD("tenu", "fulfilled"),
    MISSED("manqué", "noshow"),
    CANCELLED("annulé", "cancelled");

    private final String french;
    private final String fhir;

    State(String french, String fhir) {
      this.french = french;
      this.fhir = fhir;
    }

    public String french() {
      return french;
    }

    public String fhir() {
      return fhir;
    }

    /** Whether it still takes some of the doctor's time. */
    public boolean open() {
      return this == PROPOSED || this == BOOKED;
    }
  }

  /**
   * How the patient comes to it.
   *
   * @param link address of the doctor's own video tool; null when they meet otherwise
   * @param site where the patient comes, or who welcomes him; null when at no site
   * @param callBack number that the patient may call; null when none was given
   */
  public record Place(@Nullable URI link, @Nullable String site, @Nullable String callBack) {
    public static final Place NONE = new Place(null, null, null);
  }

  /** The same, in another state. */
  public Appointment as(State next) {
    return new Appointment(
        id,
        followUp,
        practitioner,
        kind,
        start,
        end,
        next,
        state == next ? sequence : sequence + 1,
        place,
        createdAt);
  }

  /** The same, at another time; whoever was told is told again. */
  public Appointment at(Slot slot) {
    return new Appointment(
        id,
        followUp,
        slot.practitioner(),
        kind,
        slot.start(),
        slot.end(),
        state,
        sequence + 1,
        place,
        createdAt);
  }

  /** The same, beside another follow-up, which took the place of the first. */
  public Appointment of(String other) {
    return new Appointment(
        id, other, practitioner, kind, start, end, state, sequence, place, createdAt);
  }
}
