// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import fr.relais.adapters.trust.SubmissionSeal;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DocumentMetadata;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.Publication;
import fr.relais.flow.Exit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.ProvideAndRegisterDocumentSetRequestType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files, replaces and deletes documents in the DMP, in indirect mode (dossier of national services
 * 1.7 to 1.9). Each try looks first: what is there, filed by us, by a try whose answer was lost or
 * by its producer, is not filed again.
 */
public final class DmpExit implements Exit {
  private static final Logger LOG = LoggerFactory.getLogger(DmpExit.class);

  private final DmpLines lines;
  private final SubmissionSeal seal;

  public DmpExit(DmpLines lines) {
    this.lines = lines;
    this.seal = new SubmissionSeal(lines.settings().dialect().algorithm());
  }

  @Override
  public Channel channel() {
    return Channel.DMP;
  }

  @Override
  public Attempt send(Delivery delivery, Parcel parcel) {
    Publication publication = parcel.publication();
    if (publication == null) {
      return DmpRefusal.DMP_NOTHING_TO_SEND.attempt();
    }
    try {
      DmpLine line = lines.of(publication.structure());
      return switch (publication.act()) {
        case PUBLISH -> publish(line, publication, true);
        case DELETE -> delete(line, publication);
      };
    } catch (DmpFailure e) {
      return e.refusal().attempt();
    } catch (RuntimeException e) {
      LOG.warn("DMP client failed: {}", e.getClass().getName());
      return DmpRefusal.DMP_CLIENT_FAILED.attempt();
    }
  }

  private static Acting acting(Publication publication) {
    return new Acting(publication.submitter(), publication.patient(), null);
  }

  private Attempt publish(DmpLine line, Publication publication, boolean again) {
    Acting who = acting(publication);
    Optional<String> replaced;
    try {
      if (line.entryOf(who, publication.documentId()).isPresent()) {
        return DmpDone.DMP_ALREADY_THERE.attempt();
      }
      replaced = replaced(line, who, publication);
    } catch (DmpFailure e) {
      return e.refusal() == DmpRefusal.DMP_PATIENT_UNKNOWN
          ? unknown(line, who)
          : e.refusal().attemptOfLookUp();
    }
    try {
      line.file(who, request(line, publication, replaced));
      return done(publication, replaced).attempt();
    } catch (DmpFailure e) {
      if (e.refusal() == DmpRefusal.DMP_PATIENT_UNKNOWN) {
        return unknown(line, who);
      }
      return again && e.refusal().mayBeLookedUpAgain()
          ? publish(line, publication, false)
          : e.refusal().attempt();
    }
  }

  /**
   * A registry does not tell a patient without a record from a number that is wrong: TD0.2 does.
   */
  private Attempt unknown(DmpLine line, Acting who) {
    DmpSettings settings = lines.settings();
    if (!settings.existenceWhenFiling()) {
      return DmpRefusal.DMP_PATIENT_UNKNOWN.attempt();
    }
    try {
      line.mayConsult(
          who, new ExistenceTest(settings.sourceId(), settings.software().name(), lines.clock()));
    } catch (DmpFailure e) {
      if (e.refusal() == DmpRefusal.DMP_ABSENT || e.refusal() == DmpRefusal.DMP_CLOSED) {
        return e.refusal().attempt();
      }
    }
    return DmpRefusal.DMP_PATIENT_UNKNOWN.attempt();
  }

  private static Optional<String> replaced(DmpLine line, Acting who, Publication publication)
      throws DmpFailure {
    String earlier = publication.replaces();
    return earlier == null ? Optional.empty() : line.entryOf(who, earlier);
  }

  private ProvideAndRegisterDocumentSetRequestType request(
      DmpLine line, Publication publication, Optional<String> replaced) throws DmpFailure {
    DocumentMetadata metadata = publication.metadata();
    Content document = publication.document();
    if (metadata == null || document == null) {
      throw new DmpFailure(DmpRefusal.DMP_NOTHING_TO_SEND);
    }
    byte[] signature =
        seal.sign(
            line.structure().seal(),
            publication.submissionId(),
            new TreeMap<>(Map.of(metadata.uniqueId(), document.bytes())),
            publication.submittedAt());
    return submission(line, publication)
        .filing(metadata, document, signature, replaced.orElse(null));
  }

  private Submission submission(DmpLine line, Publication publication) throws DmpFailure {
    return new Submission(publication, line.structure(), lines.settings().sourceId());
  }

  private static DmpDone done(Publication publication, Optional<String> replaced) {
    if (publication.replaces() == null) {
      return DmpDone.DMP_FILED;
    }
    return replaced.isPresent() ? DmpDone.DMP_REPLACED : DmpDone.DMP_NOTHING_TO_REPLACE;
  }

  private Attempt delete(DmpLine line, Publication publication) throws DmpFailure {
    Acting who = acting(publication);
    Optional<String> entry;
    try {
      entry = line.entryOf(who, publication.documentId());
    } catch (DmpFailure e) {
      return e.refusal().attemptOfLookUp();
    }
    if (entry.isEmpty()) {
      return DmpDone.DMP_NOTHING_TO_DELETE.attempt();
    }
    line.update(who, submission(line, publication).deletion(entry.get()));
    return DmpDone.DMP_DELETED.attempt();
  }
}
