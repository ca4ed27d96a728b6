// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.Content;
import fr.relais.formats.xml.XmlDocument;
import fr.relais.formats.xml.XmlElement;
import fr.relais.formats.xml.XmlRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What others need of a document without reading its results. */
public final class CdaDocuments {
  private static final Set<String> HOLDERS = Set.of("text", "value");

  private CdaDocuments() {}

  /** The header; empty when the content is not one readable clinical document. */
  public static Optional<CdaHeader> header(Content content) {
    return document(content).map(HeaderReader::read);
  }

  /**
   * The PDF inside: the document itself (N1), else the copy of the whole report (section 55108-5),
   * else the first one. Empty when there is none.
   */
  public static Optional<byte[]> embeddedPdf(Content content) {
    return document(content)
        .flatMap(
            document ->
                Stream.of(
                        document.all("component", "nonXMLBody", "text"),
                        copies(document),
                        document.everything().stream())
                    .flatMap(candidates -> candidates)
                    .filter(value -> Media.is(value) && Media.pdf(value))
                    .map(Media::bytes)
                    .filter(Objects::nonNull)
                    .filter(Media::looksLikePdf)
                    .findFirst());
  }

  /** Every document and image inside, as the report counts them. */
  static List<SourceDocuments.Joined> joined(Content content) {
    List<SourceDocuments.Joined> found = new ArrayList<>();
    for (XmlElement value : document(content).map(XmlElement::everything).orElse(List.of())) {
      byte[] bytes = HOLDERS.contains(value.name()) && Media.is(value) ? Media.bytes(value) : null;
      if (bytes != null) {
        String type = Media.attachment(value, bytes).contentType();
        found.add(new SourceDocuments.Joined(type, Content.of(bytes)));
      }
    }
    return found;
  }

  private static Stream<XmlElement> copies(XmlElement document) {
    return document.everything().stream()
        .filter(element -> element.name().equals("section"))
        .filter(s -> BodyReader.PDF_COPY.equals(Parts.value(s.child("code"), "code")))
        .flatMap(section -> section.everything().stream());
  }

  private static Optional<XmlElement> document(Content content) {
    try {
      List<XmlElement> found = CdaRoots.in(XmlDocument.read(content).root());
      return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    } catch (XmlRefused notRead) {
      return Optional.empty();
    }
  }
}
