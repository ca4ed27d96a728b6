// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** How soon someone must act, most pressing first. The order's own is {@link RequestPriority}. */
public enum FollowUpPriority {
  CRITICAL("Critique"),
  URGENT("Urgent"),
  ABNORMAL("Anormal"),
  UNCLASSIFIED("Non classé"),
  NORMAL("Normal");

  private final String french;

  FollowUpPriority(String french) {
    this.french = french;
  }

  public String french() {
    return french;
  }

  public FollowUpPriority orHigher(FollowUpPriority other) {
    return ordinal() <= other.ordinal() ? this : other;
  }

  public boolean higherThan(FollowUpPriority other) {
    return ordinal() < other.ordinal();
  }
}
