// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.Content;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The documents that the laboratory itself made, as far as the message holds some: they are
 * preferred to ours.
 *
 * @param cda the clinical document, its bytes as they came; null when there is none
 * @param pdfs in the order of the message
 */
public record SourceDocuments(@Nullable Content cda, List<Content> pdfs) {
  private static final int RUN_MIN = 64;

  /** A document joined to the result, with the type that the laboratory gives it. */
  public record Joined(String contentType, Content content) {}

  /** Everything that is joined, images too, in the order in which the report counts them. */
  public List<Joined> joined() {
    List<Joined> inside = cda == null ? List.of() : CdaDocuments.joined(cda);
    return inside.isEmpty()
        ? pdfs.stream().map(pdf -> new Joined(Media.PDF, pdf)).toList()
        : inside;
  }

  public static SourceDocuments in(@Nullable Content original) {
    if (original == null) {
      return new SourceDocuments(null, List.of());
    }
    byte[] bytes = original.bytes();
    if (startsWith(bytes, "%PDF")) {
      return new SourceDocuments(null, List.of(original));
    }
    if (startsWith(bytes, "MSH")) {
      return embedded(bytes);
    }
    Optional<Content> cda = cda(original);
    return new SourceDocuments(cda.orElse(null), pdf(cda));
  }

  /** Documents in base64, each one unbroken run of its letters: OBX-5 of type ED. */
  private static SourceDocuments embedded(byte[] bytes) {
    Content cda = null;
    List<Content> pdfs = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i < bytes.length && base64(bytes[i])) {
        continue;
      }
      if (i - start >= RUN_MIN) {
        Content found = decoded(bytes, start, i);
        if (found != null && startsWith(found.bytes(), "%PDF")) {
          pdfs.add(found);
        } else if (found != null && cda == null) {
          cda = cda(found).orElse(null);
        }
      }
      start = i + 1;
    }
    return new SourceDocuments(cda, pdfs.isEmpty() ? pdf(Optional.ofNullable(cda)) : pdfs);
  }

  private static @Nullable Content decoded(byte[] bytes, int from, int to) {
    byte[] run = java.util.Arrays.copyOfRange(bytes, from, to);
    try {
      return Content.of(Base64.getMimeDecoder().decode(run));
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  private static Optional<Content> cda(Content content) {
    return CdaDocuments.header(content).filter(header -> header.id() != null).map(h -> content);
  }

  private static List<Content> pdf(Optional<Content> cda) {
    return cda.flatMap(CdaDocuments::embeddedPdf).map(Content::of).stream().toList();
  }

  private static boolean base64(byte b) {
    return b >= 'A' && b <= 'Z'
        || b >= 'a' && b <= 'z'
        || b >= '0' && b <= '9'
        || b == '+'
        || b == '/'
        || b == '=';
  }

  private static boolean startsWith(byte[] bytes, String mark) {
    byte[] wanted = mark.getBytes(StandardCharsets.US_ASCII);
    return bytes.length >= wanted.length
        && java.util.Arrays.equals(bytes, 0, wanted.length, wanted, 0, wanted.length);
  }
}
