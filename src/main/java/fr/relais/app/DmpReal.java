// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.trust.RevocationSource;
import fr.relais.adapters.trust.SignatureAlgorithm;
import fr.relais.adapters.trust.StructureKeys;
import fr.relais.adapters.trust.VihfDialect;
import fr.relais.adapters.trust.VihfRequest;
import fr.relais.adapters.xds.DmpSettings;
import fr.relais.adapters.xds.DmpStructure;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The DMP that the settings name. */
final class DmpReal {
  private static final String SECTOR = "SA05";

  private DmpReal() {}

  /**
   * The way there; empty when the settings do not name a whole one.
   *
   * @throws UncheckedIOException when a certificate cannot be read, or is another than it should be
   */
  static Optional<DmpDoor> door(Settings settings, Supplier<Roster> roster) {
    if (DmpKeys.addresses(settings).stream().anyMatch(each -> settings.get(each).isEmpty())) {
      return Optional.empty();
    }
    Map<String, StructureKeys> keys = keys(settings);
    return keys.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new DmpDoor(
                keys::containsKey,
                () -> dmp(settings, keys, roster.get()),
                patient -> {},
                settings.get(DmpKeys.AUTHORISATIONS).isPresent()));
  }

  /** By structure; empty when the settings name no folder. */
  static SortedMap<String, StructureKeys> keys(Settings settings) {
    Optional<Path> folder = settings.get(DmpKeys.KEYS);
    Optional<Path> authorities = settings.get(DmpKeys.AUTHORITIES);
    if (folder.isEmpty() || authorities.isEmpty()) {
      return new TreeMap<>();
    }
    String password = settings.get(DmpKeys.KEYS_PASSWORD);
    String own = settings.get(DmpKeys.AUTHORITIES_PASSWORD);
    String ofAuthorities = own.isEmpty() ? password : own;
    try {
      SortedMap<String, StructureKeys> keys =
          StructureKeys.load(folder.get(), password, authorities.get(), ofAuthorities);
      Optional<Path> revocations = settings.get(DmpKeys.REVOCATIONS);
      if (revocations.isPresent()) {
        RevocationSource lists = RevocationSource.file(revocations.get());
        keys.replaceAll((id, pair) -> pair.checkedBy(lists));
      }
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "certificats ou autorités du DMP illisibles (dmp.keys, dmp.authorities)", e);
    }
  }

  private static DmpSettings dmp(
      Settings settings, Map<String, StructureKeys> keys, Roster roster) {
    Map<String, DmpStructure> structures = new HashMap<>();
    Map<String, String> sectors = sectors(settings.get(DmpKeys.SECTORS));
    keys.forEach(
        (id, pair) ->
            structures.put(
                id,
                new DmpStructure(
                    id,
                    name(roster, id),
                    sectors.getOrDefault(id, SECTOR),
                    pair.authentication(),
                    pair.seal())));
    return new DmpSettings(
        settings.get(DmpKeys.REPOSITORY).orElseThrow(),
        settings.get(DmpKeys.REGISTRY).orElseThrow(),
        settings
            .get(DmpKeys.PATIENTS)
            .filter(address -> !settings.get(DmpKeys.EXISTENCE).equals(DmpKeys.NEVER))
            .orElse(null),
        settings.get(DmpKeys.EXISTENCE).equals(DmpKeys.EVERYWHERE),
        settings.get(DmpKeys.AUTHORISATIONS).orElse(null),
        structures,
        new VihfRequest.Software(
            "Relais", "0.1.0", settings.get(DmpKeys.HOMOLOGATION), settings.get(SettingKeys.NODE)),
        dialect(settings),
        settings.get(DmpKeys.SOURCE),
        limits(settings));
  }

  private static String name(Roster roster, String structure) {
    return roster.sites().stream()
        .filter(site -> structure.equals("1" + site.finess()))
        .map(Site::name)
        .findFirst()
        .orElse(structure);
  }

  private static Map<String, String> sectors(String written) {
    Map<String, String> sectors = new HashMap<>();
    for (String pair : written.strip().split("\\s+")) {
      int at = pair.indexOf('=');
      if (at > 0) {
        sectors.put(pair.substring(0, at), pair.substring(at + 1));
      }
    }
    return sectors;
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
