// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import fr.relais.sandbox.dmp.Answers.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What each transaction does, once it is known who asks. */
final class Services {
  private final Registry registry;
  private final Access access;
  private final SubmissionRules rules;
  private final SealVerifier seals;
  private final StoredQueries queries;
  private final Retrievals retrievals;
  private final Updates updates;
  private final Existence existence;
  private final Authorisations authorisations;

  Services(
      Registry registry,
      Access access,
      SubmissionRules rules,
      SealVerifier seals,
      Existence existence) {
    this.registry = registry;
    this.access = access;
    this.rules = rules;
    this.seals = seals;
    this.existence = existence;
    this.queries = new StoredQueries(registry, access);
    this.retrievals = new Retrievals(registry, access);
    this.updates = new Updates(rules, registry, access);
    this.authorisations = new Authorisations(access);
  }

  /**
   * An answer, and what goes beside it.
   *
   * @param outcome for the ledger
   * @param parts by Content-ID
   */
  record Answer(String outcome, String body, Map<String, byte[]> parts) {
    Answer(String outcome, String body) {
      this(outcome, body, Map.of());
    }
  }

  /**
   * @param done what to say when everything was done
   * @throws SoapFault when the one who asks may not, or the request is none
   */
  Answer perform(Envelope envelope, Vihf vihf, Status done) throws SoapFault {
    try {
      return switch (envelope.transaction()) {
        case EXISTENCE -> new Answer("Success", existence.answer(envelope.body(), vihf));
        case AUTHORISE -> new Answer("Success", authorisations.perform(envelope.body(), vihf));
        case PUBLISH -> {
          publish(envelope, vihf);
          yield new Answer(outcome(done), Answers.registry(done));
        }
        case QUERY ->
            new Answer(outcome(done), Answers.query(done, queries.answer(envelope.body(), vihf)));
        case RETRIEVE -> retrieve(envelope, vihf, done);
        case UPDATE -> {
          updates.perform(envelope.body(), vihf);
          yield new Answer(outcome(done), Answers.registry(done));
        }
      };
    } catch (Refusal refusal) {
      return refuse(envelope.transaction(), refusal);
    }
  }

  /** A refusal, in the form that the answer of each transaction has. */
  static Answer refuse(Transaction transaction, Refusal refusal) throws SoapFault {
    Status failure = Status.failure(refusal);
    return switch (transaction) {
      case PUBLISH, UPDATE -> new Answer(refusal.code(), Answers.registry(failure));
      case QUERY -> new Answer(refusal.code(), Answers.query(failure, ""));
      case RETRIEVE -> new Answer(refusal.code(), Answers.retrieve(failure, Map.of()));
      case AUTHORISE ->
          new Answer(refusal.code(), Answers.declared(refusal.code(), refusal.context()));
      case EXISTENCE -> throw SoapFault.dmp(refusal.code(), refusal.context());
    };
  }

  private void publish(Envelope envelope, Vihf vihf) throws Refusal, SoapFault {
    DmpPatient patient = access.admit(vihf);
    Submission submission = Submission.provided(envelope.body(), envelope.parts());
    rules.check(submission, vihf);
    seals.verify(submission, vihf.structure());
    registry.publish(submission, patient.ins(), vihf.structure());
  }

  private Answer retrieve(Envelope envelope, Vihf vihf, Status done) throws Refusal, SoapFault {
    Retrievals.Found found = retrievals.find(envelope.body(), vihf);
    Map<String, Held> byPart = new LinkedHashMap<>();
    Map<String, byte[]> parts = new LinkedHashMap<>();
    for (Held held : found.documents()) {
      String part = UUID.randomUUID() + "@dmp.invalid";
      byPart.put(part, held);
      parts.put(part, held.bytes());
    }
    List<Refusal> refusals = found.refusals();
    Status status = done;
    if (!refusals.isEmpty()) {
      String kind = byPart.isEmpty() ? Answers.FAILURE : Answers.PARTIAL;
      status = new Status(kind, refusals, "Error");
    }
    String outcome =
        refusals.isEmpty() || !byPart.isEmpty() ? outcome(status) : refusals.get(0).code();
    return new Answer(outcome, Answers.retrieve(status, byPart), parts);
  }

  private static String outcome(Status status) {
    return status.status().substring(status.status().lastIndexOf(':') + 1);
  }
}
