// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static fr.relais.app.SettingType.file;
import static fr.relais.app.SettingType.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** TLS at the MLLP door: our certificate, and whose we believe. Without them it is plain TCP. */
final class MllpKeys {
  static final Setting<Optional<Path>> KEYS =
      Setting.of("mllp.keys", file(), "")
          .says(
              "Certificat de MLLP",
              "Fichier PKCS#12 ou PEM de la clé et du certificat que MLLP montre ; chaque"
                  + " expéditeur doit alors montrer le sien ; vide : MLLP sans TLS.",
              "/etc/relais/mllp.p12");

  static final Setting<String> KEYS_PASSWORD =
      Setting.of("mllp.keysPassword", text(), "")
          .says("Mot de passe du certificat de MLLP", "Jamais affiché.", "(jamais affiché)")
          .hidden();

  static final Setting<Optional<Path>> AUTHORITIES =
      Setting.of("mllp.authorities", file(), "")
          .says(
              "Autorités admises par MLLP",
              "Fichier PKCS#12 ou PEM des autorités dont viennent les certificats des expéditeurs"
                  + " ; obligatoire avec mllp.keys.",
              "/etc/relais/autorites-mllp.p12");

  static final Setting<String> AUTHORITIES_PASSWORD =
      Setting.of("mllp.authoritiesPassword", text(), "")
          .says("Mot de passe de ces autorités", "Jamais affiché.", "(jamais affiché)")
          .hidden();

  static final Setting<Optional<Path>> REVOCATIONS =
      Setting.of("mllp.revocations", file(), "")
          .says(
              "Listes de révocation de MLLP",
              "Fichier des listes de révocation de ces autorités, DER ou PEM, relu dès qu'il change"
                  + " ; vide : rien n'est vérifié, refusé en service réel.",
              "/etc/relais/revocations-mllp.pem");

  static final TrustKeys TRUST =
      new TrustKeys(KEYS, KEYS_PASSWORD, AUTHORITIES, AUTHORITIES_PASSWORD, REVOCATIONS);

  static final List<Setting<?>> ALL =
      List.of(KEYS, KEYS_PASSWORD, AUTHORITIES, AUTHORITIES_PASSWORD, REVOCATIONS);

  private MllpKeys() {}
}
