// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.Problem;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Problems as an OperationOutcome: where, why, how to mend it; never what was sent. */
public final class Outcomes {

  private Outcomes() {}

  public static OperationOutcome of(List<Problem> problems) {
    OperationOutcome outcome = outcome();
    problems.forEach(problem -> add(outcome, problem));
    return outcome;
  }

  /** One sentence that is no error. */
  public static OperationOutcome said(String sentence) {
    OperationOutcome outcome = outcome();
    outcome
        .addIssue()
        .setSeverity(IssueSeverity.INFORMATION)
        .setCode(IssueType.INFORMATIONAL)
        .setDetails(new CodeableConcept().setText(sentence));
    return outcome;
  }

  private static OperationOutcome outcome() {
    OperationOutcome outcome = new OperationOutcome();
    outcome.setLanguage("fr");
    return outcome;
  }

  private static void add(OperationOutcome outcome, Problem problem) {
    OperationOutcome.OperationOutcomeIssueComponent issue = outcome.addIssue();
    issue.setSeverity(problem.isError() ? IssueSeverity.ERROR : IssueSeverity.WARNING);
    issue.setCode(type(problem));
    issue
        .getDetails()
        .setText(problem.cause() + " " + problem.cure())
        .addCoding()
        .setCode(problem.code().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    if (!problem.place().isEmpty()) {
      if (problem.place().matches("[A-Z][A-Za-z]*([.\\[].*)?")) {
        issue.addExpression(problem.place());
      } else {
        issue.setDiagnostics(problem.place());
      }
    }
  }

  private static IssueType type(Problem problem) {
    return switch (problem.code()) {
      case EMPTY,
          FORMAT_UNKNOWN,
          FORMAT_NOT_READ,
          TRUNCATED,
          END_MARK_MISPLACED,
          SEQUENCE,
          CONTENT_OUTSIDE,
          CHARSET_CONFLICT,
          CONTROL_CHARACTER,
          LINE_NOT_UNDERSTOOD,
          FIELD_NOT_UNDERSTOOD ->
          IssueType.STRUCTURE;
      case TOO_LARGE -> IssueType.TOOLONG;
      case MESSAGE_TYPE_NOT_READ, VERSION_NOT_READ -> IssueType.NOTSUPPORTED;
      case HEADER_INCOMPLETE, REQUIRED_MISSING, PATIENT_MISSING -> IssueType.REQUIRED;
      case CODE_NOT_UNDERSTOOD -> IssueType.CODEINVALID;
      case SEVERAL_PATIENTS,
          COUNT_MISMATCH,
          REQUESTERS_DISAGREE,
          DATE_NOT_UNDERSTOOD,
          CENTURY_NOT_KNOWN,
          VALUE_KEPT_AS_TEXT ->
          IssueType.VALUE;
      case PROCESSING_ID_REFUSED,
          IDENTITY_OID_UNKNOWN,
          IDENTITY_OID_REFUSED,
          INS_KEY_WRONG,
          INS_NOT_QUALIFIED ->
          IssueType.BUSINESSRULE;
      case SENDER_UNKNOWN -> IssueType.SECURITY;
      case ALREADY_QUARANTINED -> IssueType.DUPLICATE;
      case PROCESSING_FAILED -> IssueType.EXCEPTION;
      case TRY_LATER -> IssueType.TRANSIENT;
    };
  }
}
