// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import fr.relais.core.model.Content;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.SharedDocument;
import fr.relais.flow.SharedRecords;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.ExtrinsicObjectType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a patient's DMP for a doctor who signed in with two factors: TD0.2, TD3.1a and TD3.2 in
 * reinforced indirect mode, and TD0.3, by which the patient lets him (dossier of national services
 * 1.3, 1.5, 1.11).
 */
public final class DmpConsultation implements SharedRecords {
  private static final Logger LOG = LoggerFactory.getLogger(DmpConsultation.class);

  private final DmpLines lines;

  public DmpConsultation(DmpLines lines) {
    this.lines = lines;
  }

  @Override
  public Found find(Reader reader, PatientIdentity patient, Instant since) {
    try {
      Acting who = new Acting(reader.doctor(), patient, reader.signedInAt());
      DmpLine line = lines.of(reader.structure());
      DmpSettings settings = lines.settings();
      line.mayConsult(
          who, new ExistenceTest(settings.sourceId(), settings.software().name(), lines.clock()));
      return listed(line.documents(who, since));
    } catch (DmpFailure e) {
      return new Refused(e.refusal().name());
    } catch (RuntimeException e) {
      LOG.warn("DMP client failed: {}", e.getClass().getName());
      return new Refused(DmpRefusal.DMP_CLIENT_FAILED.name());
    }
  }

  /** One that is not described enough hides no other; that it is there is said. */
  private Found listed(DmpLine.Listing listing) throws DmpFailure {
    if (listing.entries().size() > lines.settings().limits().documentsMax()) {
      throw new DmpFailure(DmpRefusal.DMP_TOO_MANY_RESULTS);
    }
    List<SharedDocument> all = new ArrayList<>();
    int unread = 0;
    for (ExtrinsicObjectType entry : listing.entries()) {
      if (EntryReader.isSignature(entry)) {
        continue;
      }
      try {
        all.add(EntryReader.read(entry));
      } catch (DmpFailure undescribed) {
        unread++;
      }
    }
    if (all.isEmpty() && unread > 0) {
      throw new DmpFailure(DmpRefusal.DMP_ANSWER_UNREADABLE);
    }
    all.sort(Comparator.comparing(SharedDocument::actAt).reversed());
    return new Found.Documents(all, unread, listing.whole());
  }

  @Override
  public Fetched get(Reader reader, PatientIdentity patient, SharedDocument document) {
    try {
      Acting who = new Acting(reader.doctor(), patient, reader.signedInAt());
      byte[] bytes =
          lines.of(reader.structure()).retrieve(who, document.repository(), document.uniqueId());
      return described(document, bytes)
          ? new Fetched.Document(Content.of(bytes))
          : new Refused(DmpRefusal.DMP_DOCUMENT_ALTERED.name());
    } catch (DmpFailure e) {
      return new Refused(e.refusal().name());
    } catch (RuntimeException e) {
      LOG.warn("DMP client failed: {}", e.getClass().getName());
      return new Refused(DmpRefusal.DMP_CLIENT_FAILED.name());
    }
  }

  @Override
  public boolean declares() {
    return lines.settings().authorisations() != null;
  }

  @Override
  public Declared declare(Reader reader, PatientIdentity patient, boolean granted) {
    try {
      Acting who = new Acting(reader.doctor(), patient, reader.signedInAt());
      lines.of(reader.structure()).authorise(who, granted);
      return new Declared.Done();
    } catch (DmpFailure e) {
      return new Refused(e.refusal().name());
    } catch (RuntimeException e) {
      LOG.warn("DMP client failed: {}", e.getClass().getName());
      return new Refused(DmpRefusal.DMP_CLIENT_FAILED.name());
    }
  }

  /** Whether these are the bytes that the registry described when it listed the document. */
  private static boolean described(SharedDocument document, byte[] bytes) {
    String hash = document.hash();
    Long size = document.size();
    return (size == null || size == bytes.length)
        && (hash == null || hash.strip().equalsIgnoreCase(sha1(bytes)));
  }

  /** The hash of IHE XDS (ITI TF-3 section 4.2.3.2.10): against accidents, not against forgers. */
  private static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
