// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.MessageFormat;
import fr.relais.flow.Receive;
import fr.relais.formats.hl7v2.OruFormat;
import fr.relais.formats.hprim.HprimMedecinFormat;
import fr.relais.formats.unread.UnreadFormat;
import java.util.List;

/** Every format that Relais reads, in the order in which they are asked. */
final class Formats {
  static final List<MessageFormat> ALL =
      List.of(new OruFormat(), new HprimMedecinFormat(), new UnreadFormat());

  private Formats() {}

  static Decoding decode(Content content) {
    return ALL.stream()
        .filter(format -> format.recognises(content))
        .findFirst()
        .map(format -> format.decode(content))
        .orElseGet(
            () -> Decoding.quarantined(FormatName.UNKNOWN, content, Receive.unknown(content)));
  }
}
