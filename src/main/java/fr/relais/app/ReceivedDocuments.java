// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Content;
import fr.relais.flow.SharedFiling;
import fr.relais.formats.cda.CdaDocuments;
import fr.relais.formats.cda.CdaHeader;
import fr.relais.formats.cda.CdaHeader.Identifier;
import fr.relais.formats.cda.CdaHeader.Party;
import fr.relais.formats.cda.SourceDocuments;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Introduces clinical documents to whoever decides about the DMP.
 *
 * @param structures those whose certificates are held
 */
record ReceivedDocuments(Predicate<String> structures) implements SharedFiling {
  private static final String PROFESSIONALS = "1.2.250.1.71.4.2.1";

  @Override
  public boolean opensTo(String structure) {
    return structures.test(structure);
  }

  @Override
  public Optional<Document> document(Content received) {
    return Optional.ofNullable(SourceDocuments.in(received).cda())
        .flatMap(cda -> CdaDocuments.header(cda).flatMap(header -> described(header, cda)));
  }

  private static Optional<Document> described(CdaHeader header, Content cda) {
    return Optional.ofNullable(header.id())
        .map(
            id ->
                new Document(
                    id.written(),
                    header.replaces().stream().map(Identifier::written).toList(),
                    authors(header),
                    cda.hash()));
  }

  private static List<String> authors(CdaHeader header) {
    return header.authors().stream()
        .map(Party::ids)
        .flatMap(List::stream)
        .filter(id -> id.root().equals(PROFESSIONALS))
        .map(Identifier::extension)
        .flatMap(Stream::ofNullable)
        .toList();
  }
}
