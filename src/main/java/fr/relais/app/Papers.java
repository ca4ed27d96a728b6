// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Content;
import fr.relais.core.model.Enclosure;
import fr.relais.core.model.Parcel;
import fr.relais.flow.Writers;
import java.util.List;
import java.util.Map;

/** Introduces the formats that are written to the walk. */
final class Papers {
  static final Writers WRITERS =
      (channel, form) ->
          letter -> {
            Content original = letter.original();
            return original == null
                ? Parcel.ofText("Relais : référence " + letter.followUp().reference() + ".")
                : new Parcel(
                    "",
                    Map.of(),
                    "",
                    List.of(new Enclosure(letter.delivery().id(), "", original)),
                    List.of());
          };

  private Papers() {}
}
