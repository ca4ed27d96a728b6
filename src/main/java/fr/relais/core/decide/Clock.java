// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.FollowUpState;

/** What the person in charge is expected to do next. */
public enum Clock {
  TAKE_CHARGE("à prendre en charge"),
  DECIDE("à décider"),
  OUTCOME("issue à noter"),
  WITHDRAWAL_SEEN("annulation à voir");

  private final String french;

  Clock(String french) {
    this.french = french;
  }

  public String french() {
    return french;
  }

  /** The clock that runs in a state; a concluded follow-up has none. */
  public static Clock of(FollowUpState state) {
    return switch (state) {
      case OPEN, OPENED -> TAKE_CHARGE;
      case TAKEN -> DECIDE;
      case IN_PROGRESS -> OUTCOME;
      case WITHDRAWN -> WITHDRAWAL_SEEN;
      case CONCLUDED -> throw new IllegalArgumentException("a concluded follow-up has no clock");
    };
  }
}
