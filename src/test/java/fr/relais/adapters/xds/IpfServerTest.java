// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.SharedDocument;
import fr.relais.flow.Exit.Attempt;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.AssociationType;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.DocumentEntry;
import org.openehealth.ipf.commons.ihe.xds.core.requests.ProvideAndRegisterDocumentSet;

/**
 * A second opinion on what is sent and read: IPF's own registry and repository, with its validation
 * of IHE metadata switched on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IpfServerTest {
  private IpfServer server;
  private DmpLines lines;

  @BeforeAll
  void open() throws Exception {
    server = new IpfServer(DmpHouse.ONE.server);
    lines = new DmpLines(settings(), DmpHouse.CLOCK);
  }

  @AfterAll
  void close() throws Exception {
    lines.close();
    server.stop();
  }

  private DmpSettings settings() {
    return DmpHouse.ONE.settings(server.port());
  }

  private Attempt send(String documentId, String replaces) {
    return new DmpExit(lines)
        .send(Publications.delivery(), Publications.filing(documentId, replaces));
  }

  @Test
  void what_is_filed_passes_the_validation_of_ihe_and_is_found_and_read() throws Exception {
    String id = "1.2.250.1.999.7.10.41";
    assertThat(send(id, null)).isEqualTo(DmpDone.DMP_FILED.attempt());
    assertThat(send(id, null)).isEqualTo(DmpDone.DMP_ALREADY_THERE.attempt());
    assertThat(send("1.2.250.1.999.7.10.42", id)).isEqualTo(DmpDone.DMP_REPLACED.attempt());

    ProvideAndRegisterDocumentSet replacement = server.submitted.get(1);
    assertThat(replacement.getAssociations())
        .extracting(a -> a.getAssociationType())
        .containsExactlyInAnyOrder(
            AssociationType.HAS_MEMBER,
            AssociationType.HAS_MEMBER,
            AssociationType.SIGNS,
            AssociationType.REPLACE);
    DocumentEntry entry = server.entries().get(0);
    assertThat(entry.getUniqueId()).isEqualTo(id);
    assertThat(entry.getPatientId().getId()).isEqualTo(Publications.INS);
    assertThat(entry.getLegalAuthenticator().getId().getId()).isEqualTo("889971000024");

    reads(id);
  }

  private void reads(String id) throws Exception {
    Acting who = new Acting(Publications.DOCTOR, Publications.PATIENT, DmpHouse.CLOCK.instant());
    try (DmpLines reading = new DmpLines(reading(), DmpHouse.CLOCK)) {
      DmpLine line = reading.of(Publications.STRUCTURE);
      List<SharedDocument> found = new java.util.ArrayList<>();
      for (var entry : lines.of(Publications.STRUCTURE).documents(who, Instant.EPOCH).entries()) {
        if (!EntryReader.isSignature(entry)) {
          found.add(EntryReader.read(entry));
        }
      }
      assertThat(found).extracting(SharedDocument::uniqueId).contains(id);
      assertThat(found.get(0).author()).isEqualTo("HADDAD SAMIR");
      assertThat(line.retrieve(who, IpfServer.REPOSITORY_ID, id))
          .isEqualTo(Publications.document(id, null, "Sang").bytes());
    }
  }

  /** IPF has an address for each transaction; the DMP has one for two. */
  private DmpSettings reading() {
    DmpSettings known = settings();
    return new DmpSettings(
        URI.create(known.repository().toString().replace("repository", "retrieval")),
        known.registry(),
        known.patients(),
        known.authorisations(),
        known.structures(),
        known.software(),
        known.dialect(),
        known.sourceId(),
        known.limits());
  }
}
