// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import fr.relais.adapters.trust.VihfDialect;
import fr.relais.adapters.trust.VihfRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the DMP is reached, and as whom. A real platform differs from the sandbox by these values
 * alone.
 *
 * @param repository where documents are filed and read (ITI-41, ITI-43)
 * @param registry where they are looked for and deleted (ITI-18, ITI-57)
 * @param patients where the record of a patient is tested (TD0.2); null where that is never asked:
 *     the DMP then refuses at the transaction itself
 * @param existenceWhenFiling whether it may be asked in plain indirect mode too: a refused filing
 *     then tells a record that is not there from a number that is wrong
 * @param authorisations where a doctor declares that the patient lets him read (TD0.3); null where
 *     that is not done from here
 * @param structures by Struct_IdNat; one that is not here does not publish
 * @param software name, version and homologation number of this program
 * @param dialect what the sources say in two ways about the assertion and its signatures
 * @param sourceId OID of this system (XDSSubmissionSet.sourceId)
 * @param limits in time and size
 */
public record DmpSettings(
    URI repository,
    URI registry,
    @Nullable URI patients,
    boolean existenceWhenFiling,
    @Nullable URI authorisations,
    Map<String, DmpStructure> structures,
    VihfRequest.Software software,
    VihfDialect dialect,
    String sourceId,
    Limits limits) {
  public DmpSettings {
    structures = Map.copyOf(structures);
  }

  /** TD0.2 is asked wherever it says something. */
  public DmpSettings(
      URI repository,
      URI registry,
      URI patients,
      @Nullable URI authorisations,
      Map<String, DmpStructure> structures,
      VihfRequest.Software software,
      VihfDialect dialect,
      String sourceId,
      Limits limits) {
    this(
        repository,
        registry,
        patients,
        true,
        authorisations,
        structures,
        software,
        dialect,
        sourceId,
        limits);
  }

  /**
   * What is waited for and read at most.
   *
   * @param connect until TLS is agreed on
   * @param answer from the end of the request to the beginning of the answer
   * @param answerBytesMax of any answer, documents included
   * @param documentBytesMax of one document
   * @param documentsMax in the answer to one search
   */
  public record Limits(
      Duration connect,
      Duration answer,
      int answerBytesMax,
      int documentBytesMax,
      int documentsMax) {
    /** Ten and thirty seconds, 40 and 30 MB, 500 documents. */
    public static final Limits USUAL =
        new Limits(Duration.ofSeconds(10), Duration.ofSeconds(30), 40_000_000, 30_000_000, 500);
  }
}
