// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Rights.Field;
import fr.relais.core.decide.Rights.Reading;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Order;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.WorkItem;
import java.util.List;

/** Takes out of what was read all that the reader may not see: it never leaves this room. */
final class Withheld {
  private static final PatientIdentity NOBODY =
      new PatientIdentity(
          null,
          null,
          IdentityStatus.PROVISIONAL,
          null,
          null,
          List.of(),
          null,
          null,
          null,
          List.of(),
          List.of(),
          null);

  private final Reading reading;

  Withheld(Reading reading) {
    this.reading = reading;
  }

  private boolean sees(Field field) {
    return reading.sees(field);
  }

  boolean nothing() {
    return sees(Field.VALUES) && sees(Field.DOCUMENTS) && sees(Field.HISTORY);
  }

  /** The row says of what kind the exam is, and what was decided. */
  FollowUp row(FollowUp row) {
    return nothing()
        ? row
        : new FollowUp(
            row.id(),
            row.reference(),
            row.state(),
            row.priority(),
            sees(Field.EXAM_NAME) ? row.about() : ReportKind.OTHER,
            row.owner(),
            row.site(),
            row.requester(),
            row.receivedAt(),
            row.clockStart(),
            row.deadline(),
            row.nextDue(),
            row.rung(),
            row.hops(),
            row.failedAttempts(),
            row.offers(),
            sees(Field.INSTRUCTION) ? row.decision() : null,
            sees(Field.INSTRUCTION) ? row.outcome() : null,
            row.mergedInto(),
            row.seq());
  }

  List<ReportVersion> versions(List<ReportVersion> versions) {
    if (nothing() || versions.isEmpty()) {
      return versions;
    }
    ReportVersion last = versions.get(versions.size() - 1);
    return sees(Field.IDENTITY) ? List.of(version(last)) : List.of();
  }

  private ReportVersion version(ReportVersion version) {
    Report report = version.report();
    boolean named = sees(Field.EXAM_NAME);
    Report.Builder shown =
        Report.builder(
                named ? report.kind() : ReportKind.OTHER,
                report.status(),
                patient(report.patient()))
            .flags(report.flags());
    if (named) {
      shown.typeCode(report.typeCode()).title(report.title()).performer(report.performer());
    }
    if (sees(Field.INSTRUCTION)) {
      shown.requester(report.requester()); // a secretary proposes who that is
    }
    if (sees(Field.VALUES)) {
      shown
          .issuedAt(report.issuedAt())
          .specimenAt(report.specimenAt())
          .observations(report.observations());
    }
    return new ReportVersion(
        version.id(),
        version.originalId(),
        version.performer(),
        version.cumulative(),
        version.arrival(),
        version.receivedAt(),
        shown.build());
  }

  private PatientIdentity patient(PatientIdentity patient) {
    if (!sees(Field.IDENTITY)) {
      return NOBODY;
    }
    boolean reach = sees(Field.PHONES);
    return new PatientIdentity(
        null,
        null,
        patient.identityStatus(),
        patient.birthName(),
        patient.usedName(),
        patient.givenNames(),
        patient.birthDate(),
        patient.sex(),
        patient.birthPlace(),
        List.of(),
        reach ? patient.phones() : List.of(),
        reach ? patient.address() : null);
  }

  List<Order> orders(List<Order> orders) {
    if (nothing()) {
      return orders;
    }
    return sees(Field.IDENTITY) ? orders.stream().map(this::order).toList() : List.of();
  }

  private Order order(Order order) {
    boolean named = sees(Field.EXAM_NAME);
    boolean reach = sees(Field.PHONES);
    return new Order(
        order.id(),
        order.number(),
        order.placer(),
        order.authority(),
        order.requisition(),
        named ? order.kind() : ReportKind.OTHER,
        named ? order.code() : null,
        named ? order.label() : "Examen",
        order.priority(),
        order.requester(),
        order.site(),
        order.orderedAt(),
        patient(order.patient()),
        reach ? order.phones() : List.of(),
        reach ? order.address() : null,
        order.generalPractitioner(),
        sees(Field.VALUES) ? order.reason() : null,
        sees(Field.INSTRUCTION) ? order.instruction() : null,
        order.choices(),
        order.expectedBy(),
        order.state(),
        order.nextDue(),
        order.followUp());
  }

  /** What Relais knows of a question may say what the result says. */
  List<WorkItem> questions(List<WorkItem> items) {
    return nothing() ? items : items.stream().map(Withheld::mute).toList();
  }

  private static WorkItem mute(WorkItem item) {
    return new WorkItem(
        item.id(),
        item.followUp(),
        item.question(),
        item.owner(),
        item.state(),
        "",
        item.choices(),
        item.askedAt(),
        item.dueAt());
  }

  <T> List<T> history(List<T> events) {
    return sees(Field.HISTORY) ? events : List.of();
  }
}
