// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.trust.SignatureAlgorithm;
import fr.relais.adapters.trust.VihfDialect;
import fr.relais.adapters.trust.VihfRequest;
import fr.relais.adapters.xds.DmpSettings;
import fr.relais.adapters.xds.DmpStructure;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The DMP that the settings name. */
final class DmpReal {
  private DmpReal() {}

  /**
   * The way there; empty when no address is given.
   *
   * @throws StoryProblem when the file of structures, or a certificate in it, cannot be read
   */
  static Optional<DmpDoor> door(Settings settings) {
    Optional<URI> repository = settings.get(DmpKeys.REPOSITORY);
    Optional<URI> registry = settings.get(DmpKeys.REGISTRY);
    Optional<URI> patients = settings.get(DmpKeys.PATIENTS);
    Optional<Path> file = settings.get(DmpKeys.STRUCTURES);
    if (repository.isEmpty() || registry.isEmpty() || patients.isEmpty() || file.isEmpty()) {
      return Optional.empty();
    }
    Map<String, DmpStructure> structures =
        DmpStructuresFile.read(file.get(), settings.get(DmpKeys.PASSWORD));
    DmpSettings dmp =
        new DmpSettings(
            repository.get(),
            registry.get(),
            patients.get(),
            structures,
            new VihfRequest.Software(
                "Relais", "0.1.0", settings.get(DmpKeys.HOMOLOGATION), settings.get(SettingKeys.NODE)),
            dialect(settings),
            settings.get(DmpKeys.SOURCE),
            limits(settings));
    return Optional.of(new DmpDoor(structures::containsKey, () -> dmp, patient -> {}));
  }

  private static DmpSettings.Limits limits(Settings settings) {
    DmpSettings.Limits usual = DmpSettings.Limits.USUAL;
    return new DmpSettings.Limits(
        usual.connect(),
        settings.get(DmpKeys.ANSWER),
        usual.answerBytesMax(),
        usual.documentBytesMax(),
        usual.documentsMax());
  }

  private static VihfDialect dialect(Settings settings) {
    boolean upper = settings.get(DmpKeys.MODE_SPELLING).equals("Authentification_Mode");
    return new VihfDialect(
        settings.get(DmpKeys.VIHF_VERSION),
        upper ? VihfDialect.ModeAttribute.UPPER_CASE : VihfDialect.ModeAttribute.LOWER_CASE,
        settings.get(DmpKeys.ISSUER).equals("C")
            ? VihfDialect.IssuerOrder.COUNTRY_FIRST
            : VihfDialect.IssuerOrder.MOST_SPECIFIC_FIRST,
        settings.get(DmpKeys.SIGNATURE).equals("SHA1")
            ? SignatureAlgorithm.RSA_SHA1
            : SignatureAlgorithm.RSA_SHA256);
  }
}
