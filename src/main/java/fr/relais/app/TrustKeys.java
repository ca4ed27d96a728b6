// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.trust.RevocationSource;
import fr.relais.adapters.trust.TrustMaterial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The settings that name one certificate of ours and whom we believe beside it. */
record TrustKeys(
    Setting<Optional<Path>> keys,
    Setting<String> keysPassword,
    Setting<Optional<Path>> authorities,
    Setting<String> authoritiesPassword,
    Setting<Optional<Path>> revocations) {

  /**
   * What they name; null when they name nothing.
   *
   * @throws UncheckedIOException when a file cannot be read
   */
  @Nullable TrustMaterial load(Settings settings) {
    Optional<Path> own = settings.get(keys);
    Optional<Path> believed = settings.get(authorities);
    if (own.isEmpty() || believed.isEmpty()) {
      return null;
    }
    try {
      TrustMaterial loaded =
          TrustMaterial.load(
              own.get(),
              settings.get(keysPassword),
              believed.get(),
              settings.get(authoritiesPassword));
      Optional<Path> lists = settings.get(revocations);
      return lists.isEmpty() ? loaded : loaded.checkedBy(RevocationSource.file(lists.get()));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "certificat, autorités ou listes de révocation illisibles ("
              + String.join(", ", keys.key(), authorities.key(), revocations.key())
              + ")",
          e);
    }
  }

  /** Whether one of the two files is named without the other. */
  boolean half(Settings settings) {
    return settings.get(keys).isPresent() != settings.get(authorities).isPresent();
  }

  /** Whether certificates are believed whose revocation nobody looks at. */
  boolean unchecked(Settings settings) {
    return settings.get(keys).isPresent() && settings.get(revocations).isEmpty();
  }
}
