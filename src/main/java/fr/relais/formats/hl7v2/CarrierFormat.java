// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.MessageFormat;
import fr.relais.core.model.SenderCharset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * HL7 v2 that carries clinical documents (CI-SIS "Transmission de documents CDA en HL7v2", 1.2 to
 * 2.1, and "Transmission au LPS"): ORU^R01 and MDM^T02, T10, T04; and the business acknowledgements
 * ZAM^Z01 to Z03. To be asked before {@link OruFormat}; in a batch, messages of results are read as
 * there.
 *
 * <p>Envelope and document must speak of the same patient and ask the same thing, or the message is
 * kept for a person.
 */
public final class CarrierFormat implements MessageFormat {
  private final OruFormat messages;

  /**
   * @param documents reads the documents inside
   */
  public CarrierFormat(MessageFormat documents) {
    this.messages = new OruFormat(documents);
  }

  @Override
  public boolean recognises(Content content) {
    byte[] bytes = content.bytes();
    return Envelope.begins(bytes)
        && Envelope.of(bytes).messages().stream().anyMatch(message -> carries(bytes, message));
  }

  private static boolean carries(byte[] bytes, Envelope.RawMessage message) {
    List<Envelope.Line> lines = message.lines();
    String msh = beginning(bytes, lines.get(0));
    Delimiters by = Delimiters.of(msh);
    if (by == null) {
      return false;
    }
    Escapes escapes = new Escapes(by, StandardCharsets.ISO_8859_1);
    Header header = new Header(new Segment(msh, by, escapes, 1, lines.get(0)));
    return header.carriesDocuments()
        || header.acknowledges()
        || header.type().equals("ORU")
            && lines.stream().map(line -> beginning(bytes, line)).anyMatch(line -> xml(line, by));
  }

  /** {@code OBX|1|ED|...||^TEXT^XML^Base64^}, in the delimiters of the message. */
  private static boolean xml(String line, Delimiters by) {
    char c = by.component();
    return line.startsWith("OBX" + by.field())
        && line.contains(by.field() + "ED" + by.field())
        && line.toUpperCase(Locale.ROOT).contains(c + "XML" + c);
  }

  /** Enough of a segment to see what it is; a document may follow. */
  private static String beginning(byte[] bytes, Envelope.Line line) {
    int length = Math.min(line.end() - line.start(), 2000);
    return new String(bytes, line.start(), length, StandardCharsets.ISO_8859_1);
  }

  @Override
  public Decoding decode(Content content) {
    return messages.decode(content);
  }

  @Override
  public Decoding decode(Content content, @Nullable SenderCharset declared) {
    return messages.decode(content, declared);
  }

  @Override
  public boolean endsWhole(Content content) {
    return messages.endsWhole(content);
  }

  /** As for any HL7 v2 message: {@code ACK^R01}, {@code ACK^T02} ... */
  @Override
  public @Nullable Content acknowledge(Content received, Acknowledgement acknowledgement) {
    return messages.acknowledge(received, acknowledgement);
  }
}
