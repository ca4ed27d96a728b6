// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.unread;

import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.MessageFormat;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Formats of the field that are not read yet: told apart by their first bytes, kept whole for a
 * person, never opened. No parser is involved.
 */
public final class UnreadFormat implements MessageFormat {

  @Override
  public boolean recognises(Content content) {
    return name(content).isPresent();
  }

  @Override
  public Decoding decode(Content content) {
    return Decoding.quarantined(
        name(content).orElse(FormatName.UNKNOWN),
        content,
        Problem.error(
            ProblemCode.FORMAT_NOT_READ,
            "message",
            "Ce format est reconnu, mais n'est pas encore lu.",
            "Lire l'original ; demander à l'émetteur un envoi en HPRIM Médecin ou en HL7 v2."));
  }

  @Override
  public boolean endsWhole(Content content) {
    return name(content).map(name -> Ends.whole(content.bytes(), name)).orElse(true);
  }

  @Override
  public @Nullable Content acknowledge(Content received, Acknowledgement acknowledgement) {
    return null;
  }

  private static Optional<FormatName> name(Content content) {
    byte[] bytes = content.bytes();
    Optional<FormatName> binary = Marks.binary(bytes);
    if (binary.isPresent()) {
      return binary;
    }
    String text = Marks.beginning(bytes).stripLeading();
    if (text.startsWith("<")) {
      return xml(text);
    }
    if (hprimSante(text)) {
      return Optional.of(FormatName.HPRIM_SANTE);
    }
    return mail(text) ? Optional.of(FormatName.MIME) : Optional.empty();
  }

  private static Optional<FormatName> xml(String text) {
    return text.contains("http://www.hprim.org/hprimXML")
        ? Optional.of(FormatName.HPRIM_XML)
        : Optional.empty();
  }

  /** H and five distinct signs that are its delimiters. */
  private static boolean hprimSante(String text) {
    int signs = 5;
    if (text.length() <= signs || text.charAt(0) != 'H') {
      return false;
    }
    String set = text.substring(1, signs + 1);
    boolean punctuation =
        set.chars().allMatch(c -> c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c));
    // the field separator comes again after the set: "H|~^\&|"
    return punctuation && set.substring(0, signs - 1).chars().distinct().count() == signs - 1;
  }

  /** Header lines of RFC 5322, before the first empty line. */
  private static boolean mail(String text) {
    int end = text.indexOf("\n\n");
    int crlf = text.indexOf("\r\n\r\n");
    int first = end < 0 || (crlf >= 0 && crlf < end) ? crlf : end;
    if (first < 0) {
      return false;
    }
    String headers = "\n" + text.substring(0, first).toLowerCase(Locale.ROOT);
    boolean form = headers.matches("(?s)\\n[a-z0-9-]{1,60}:.*+");
    int seen = 0;
    for (String name :
        new String[] {
          "mime-version", "content-type", "from", "to", "subject", "date", "message-id", "received"
        }) {
      seen += headers.contains("\n" + name + ":") ? 1 : 0;
    }
    return form && seen >= 2;
  }
}
