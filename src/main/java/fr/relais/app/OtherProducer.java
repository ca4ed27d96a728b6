// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.xds.DmpExit;
import fr.relais.adapters.xds.DmpLines;
import fr.relais.core.decide.Refusals;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.DerivedOid;
import fr.relais.core.model.DocumentMetadata;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.ParcelWriter.CannotWrite;
import fr.relais.core.model.Publication;
import fr.relais.core.model.Report;
import fr.relais.flow.Exit;
import fr.relais.formats.cda.CdaDocuments;
import fr.relais.formats.cda.CdaHeader;
import fr.relais.formats.cda.CdaHeader.Identifier;
import fr.relais.formats.cda.CdaHeader.Organisation;
import fr.relais.formats.xdm.Description;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A laboratory that files its own documents in the sandbox's DMP, with certificates of its own, as
 * one that feeds the DMP does before or after Relais looks there.
 */
final class OtherProducer {
  private static final String STRUCTURES = "1.2.250.1.71.4.2.2";

  private final SandboxDmp dmp;

  OtherProducer(SandboxDmp dmp) {
    this.dmp = dmp;
  }

  /** Files it, and says in French what came of it. */
  String files(Content file) {
    Report report = report(Formats.ALL.decode(file));
    CdaHeader header = CdaDocuments.header(file).orElse(null);
    if (report == null || header == null) {
      return "Ce fichier n'est pas un document CDA que Relais sache lire : essayez « check ».\n";
    }
    if (!report.patient().hasQualifiedIns()) {
      return "Ce document ne porte pas d'INS qualifié : personne ne peut le déposer.\n";
    }
    Optional<String> structure = structure(header);
    if (structure.isEmpty()) {
      return "Aucun laboratoire de senders.csv n'a de numéro FINESS.\n";
    }
    try {
      DocumentMetadata described = Description.of(header, report.flags(), report.patient());
      return told(
          structure.get(), filed(publication(report, structure.get(), header, described, file)));
    } catch (CannotWrite e) {
      return "Ce document n'a ni identifiant, ni type, ni date : il ne peut pas être déposé.\n";
    }
  }

  private static @Nullable Report report(Decoding decoding) {
    return decoding.parts().size() == 1 ? decoding.parts().get(0).report() : null;
  }

  /** Who keeps the document when he sends here too, else the first laboratory that does. */
  private Optional<String> structure(CdaHeader header) {
    List<String> known = dmp.laboratories().toList();
    return Stream.concat(keeper(header.custodian()), known.stream())
        .filter(known::contains)
        .findFirst();
  }

  private static Stream<String> keeper(@Nullable Organisation custodian) {
    return Stream.ofNullable(custodian)
        .flatMap(each -> each.ids().stream())
        .filter(id -> id.root().equals(STRUCTURES))
        .map(Identifier::extension)
        .flatMap(Stream::ofNullable);
  }

  private static Publication publication(
      Report report,
      String structure,
      CdaHeader header,
      DocumentMetadata described,
      Content document) {
    Instant now = InstantSource.system().instant();
    return new Publication(
        Publication.Act.PUBLISH,
        structure,
        new Publication.Submitter(structure + "/1", "Laboratoire", "", true, null),
        report.patient(),
        DerivedOid.of("sandbox", "other producer", described.uniqueId(), now.toString()),
        now,
        described.uniqueId(),
        header.replaces().stream().map(Identifier::written).findFirst().orElse(null),
        described,
        document);
  }

  private Exit.Attempt filed(Publication publication) {
    dmp.enrol(publication.patient());
    String structure = publication.structure();
    try (DmpLines lines = new DmpLines(dmp.asLaboratory(structure), InstantSource.system())) {
      return DmpCodes.decided(
          new DmpExit(lines)
              .send(
                  delivery(structure),
                  new Parcel("", Map.of(), "", List.of(), List.of(), publication)));
    }
  }

  private static Delivery delivery(String structure) {
    return new Delivery(
        "bac-a-sable",
        "",
        Delivery.Kind.DMP_PUBLISH,
        null,
        Delivery.DMP,
        Channel.DMP.code(),
        structure,
        FollowUpPriority.NORMAL,
        DeliveryState.READY,
        InstantSource.system().instant(),
        0,
        0);
  }

  private static String told(String structure, Exit.Attempt attempt) {
    String code = attempt.detail();
    boolean there = code.equals("DMP_ALREADY_THERE") || code.equals("DMP_DUPLICATE");
    String what =
        attempt.outcome() == AttemptOutcome.OK
            ? there ? "le document y était déjà" : "déposé"
            : "non déposé, " + Refusals.of(code).map(Refusals::french).orElse(code);
    return "Laboratoire, structure " + structure + " : " + what + ".\n";
  }
}
