// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.MessageFormat;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.SenderCharset;
import fr.relais.formats.xdm.MediaTypes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the parts of a mail and puts each where it belongs: documents that are read, files
 * that are only kept, and what people wrote. A part that has no place is an error.
 */
final class Attached {
  /** They prove who sent the mail; they say nothing of anybody's health. */
  private static final Set<String> SIGNATURES =
      Set.of(
          "application/pkcs7-signature",
          "application/x-pkcs7-signature",
          "application/pgp-signature");

  private final List<MessageFormat> formats;
  private final @Nullable SenderCharset declared;
  private final Findings findings;
  private final List<Decoded> documents = new ArrayList<>();
  private final Set<Content> pdfs = new LinkedHashSet<>();
  private final Set<Content> images = new LinkedHashSet<>();
  private final Set<Content> drawn = new LinkedHashSet<>();
  private final List<String> words = new ArrayList<>();
  private int files;

  /** An attachment and what its format made of it. */
  record Decoded(String place, Content content, Decoding decoding) {}

  /**
   * @param declared the character set that the sender declared; null when he declared none
   */
  Attached(List<MessageFormat> formats, @Nullable SenderCharset declared, Findings findings) {
    this.formats = formats;
    this.declared = declared;
    this.findings = findings;
  }

  /** Those that a format reads, in the order of the mail; the same bytes once. */
  List<Decoded> documents() {
    return documents;
  }

  Set<Content> pdfs() {
    return pdfs;
  }

  /** Photographs and scans: they may hold what no document says. */
  Set<Content> images() {
    return images;
  }

  /** Logos and the like, that the text of the mail shows. */
  Set<Content> drawn() {
    return drawn;
  }

  List<String> words() {
    return words;
  }

  void take(Entity part) {
    take(part, false, false);
  }

  /**
   * @param otherwise whether it is there as plain text too (RFC 2046 section 5.1.4)
   * @param related whether it stands beside a text that shows it (RFC 2387)
   */
  private void take(Entity part, boolean otherwise, boolean related) {
    if (part.parts().isEmpty()) {
      leaf(part, otherwise, related);
      return;
    }
    boolean plain =
        otherwise
            || part.is("multipart/alternative")
                && part.parts().stream().anyMatch(each -> each.is("text/plain"));
    boolean shown = related || part.is("multipart/related");
    part.parts().forEach(each -> take(each, plain, shown));
  }

  private void leaf(Entity part, boolean otherwise, boolean related) {
    if (part.type().startsWith("multipart/")) {
      return; // without parts: that is said already
    }
    String place = "pièce jointe " + (files + 1);
    byte[] body = Transfer.decoded(part, place, findings);
    if (body == null) {
      files++;
      return;
    }
    boolean text = part.type().startsWith("text/") && !part.attached();
    if (SIGNATURES.contains(part.type()) || text && blank(body)) {
      return;
    }
    Content content = Content.of(body);
    Optional<MessageFormat> format =
        formats.stream().filter(each -> each.recognises(content)).findFirst();
    if (text && format.isEmpty()) {
      if (!otherwise || !part.is("text/html")) {
        words.addAll(CoverText.lines(part, body));
      }
      return;
    }
    files++;
    file(part, content, format, place, related);
  }

  private void file(
      Entity part, Content content, Optional<MessageFormat> format, String place, boolean related) {
    Optional<String> media = MediaTypes.of(content);
    if (media.isPresent()) {
      boolean logo = related && part.fields().value("content-id") != null;
      (media.get().equals(MediaTypes.PDF) ? pdfs : logo ? drawn : images).add(content);
    } else if (format.isPresent()) {
      if (documents.stream().noneMatch(known -> known.content().equals(content))) {
        documents.add(new Decoded(place, content, format.get().decode(content, declared)));
      }
    } else {
      findings.add(unknown(content, place));
    }
  }

  private static Problem unknown(Content content, String place) {
    return content.size() == 0
        ? Problem.error(
            ProblemCode.EMPTY,
            place,
            "La pièce jointe est vide.",
            "Renvoyer le courriel avec la pièce jointe entière.")
        : Problem.error(
            ProblemCode.CONTENT_OUTSIDE,
            place,
            "La pièce jointe n'est d'aucun format que Relais connaît.",
            "Lire l'original ; joindre une archive IHE XDM, un CDA, un HPRIM ou un PDF.");
  }

  private static boolean blank(byte[] body) {
    for (byte b : body) {
      if (b > ' ' || b < 0) {
        return false;
      }
    }
    return true;
  }
}
