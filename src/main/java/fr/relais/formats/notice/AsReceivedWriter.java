// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.notice;

import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.Enclosure;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.ParcelWriter;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.formats.french.NoticeWords;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The bytes as they came, in one file named {@code <id of the delivery>.<extension>}; a notice in
 * plain words.
 */
public final class AsReceivedWriter implements ParcelWriter {

  /** The byte order mark of UTF-8, its three bytes read one by one. */
  private static final String UTF_8_MARK = "\u00EF\u00BB\u00BF";

  private static final int HEAD = 4;

  @Override
  public Parcel write(Letter letter) {
    Delivery delivery = letter.delivery();
    boolean document =
        delivery.kind() == Delivery.Kind.RESULT || delivery.kind() == Delivery.Kind.VISIT_REPORT;
    if (!document) {
      return Parcel.ofText(
          "Relais : "
              + NoticeWords.of(delivery.kind())
              + "\r\nRéférence "
              + letter.followUp().reference()
              + ".\r\n");
    }
    Content original = letter.original();
    if (original == null) {
      throw new CannotWrite(
          Problem.error(
              ProblemCode.REQUIRED_MISSING,
              "courrier",
              "Le message d'origine manque.",
              "Vérifiez que le message n'a pas été purgé."));
    }
    Kind kind = Kind.of(original);
    Enclosure file = new Enclosure(delivery.id() + kind.extension(), kind.contentType(), original);
    return new Parcel("", Map.of(), "", List.of(file), List.of());
  }

  /** By the first bytes alone: a folder's reader chooses its import by the extension. */
  private record Kind(String extension, String contentType) {
    static Kind of(Content content) {
      byte[] head = new byte[Math.min(HEAD, content.size())];
      for (int i = 0; i < head.length; i++) {
        head[i] = content.at(i);
      }
      String start = new String(head, StandardCharsets.ISO_8859_1);
      if (start.startsWith("MSH")) {
        return new Kind(".hl7", "application/hl7-v2");
      }
      if (start.startsWith("%PDF")) {
        return new Kind(".pdf", "application/pdf");
      }
      if (start.startsWith("PK")) {
        return new Kind(".zip", "application/zip");
      }
      return start.startsWith("<") || start.startsWith(UTF_8_MARK + "<")
          ? new Kind(".xml", "text/xml")
          : new Kind(".hpr", "text/plain");
    }
  }
}
