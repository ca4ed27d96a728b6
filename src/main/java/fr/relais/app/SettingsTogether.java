// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What settings, each right by itself, must say together. */
final class SettingsTogether {
  private SettingsTogether() {}

  static void check(Settings settings, List<SettingProblem> problems) {
    dmp(settings, problems);
    if (settings.get(SettingKeys.PROFILE) == Profile.LIVE) {
      sandboxOnly(settings, SettingKeys.SANDBOX_CRASH_AT, problems);
      sandboxOnly(settings, SettingKeys.SANDBOX_FAIL_AT, problems);
      liveOutside(settings, problems);
    }
    if (!settings.get(OutsideKeys.REGISTER_KEY).isEmpty()) {
      settings.get(OutsideKeys.REGISTER_URL).ifPresent(url -> register(settings, url, problems));
    }
    mllp(settings, problems);
    if (settings
            .get(SettingKeys.FOLDER_QUIET_FOR)
            .compareTo(settings.get(SettingKeys.FOLDER_STALLED_AFTER))
        >= 0) {
      add(
          settings,
          SettingKeys.FOLDER_QUIET_FOR,
          "Un fichier serait dit inachevé avant d'être dit au repos.",
          "Donnez une durée plus courte que folder.stalledAfter.",
          problems);
    }
  }

  private static void mllp(Settings settings, List<SettingProblem> problems) {
    if (settings.get(SettingKeys.MLLP_CONNECTIONS_PER_PEER_MAX)
        > settings.get(SettingKeys.MLLP_CONNECTIONS_MAX)) {
      add(
          settings,
          SettingKeys.MLLP_CONNECTIONS_PER_PEER_MAX,
          "Une seule machine pourrait ouvrir plus de connexions que toutes ensemble.",
          "Baissez-le, ou montez mllp.connectionsMax.",
          problems);
    }
    if (MllpKeys.TRUST.half(settings)) {
      add(
          settings,
          MllpKeys.KEYS,
          "Le certificat de MLLP ou les autorités qu'il admet manquent : MLLP serait sans TLS.",
          "Donnez mllp.keys et mllp.authorities, ou aucun des deux.",
          problems);
    }
    if (settings.get(SettingKeys.HTTP_PORT) != 0
        && settings.get(SettingKeys.HTTP_PORT).equals(settings.get(SettingKeys.MLLP_PORT))) {
      add(
          settings,
          SettingKeys.MLLP_PORT,
          "Le port MLLP est aussi le port HTTP.",
          "Donnez deux ports différents.",
          problems);
    }
  }

  /** In live each way out is whole or not there. */
  private static void liveOutside(Settings settings, List<SettingProblem> problems) {
    if (settings.get(OutsideKeys.SIMULATORS)) {
      add(
          settings,
          OutsideKeys.SIMULATORS,
          "Un simulateur prendrait la place d'un vrai destinataire.",
          "Écrivez non.",
          problems);
    }
    boolean mail = settings.get(OutsideKeys.MAIL_SMTP_PORT) != 0;
    boolean whole =
        settings.get(OutsideKeys.MAIL_IMAP_PORT) != 0
            && settings.get(OutsideKeys.TRUST_KEYS).isPresent()
            && settings.get(OutsideKeys.TRUST_AUTHORITIES).isPresent()
            && !settings.get(OutsideKeys.MAIL_MAILBOX).isEmpty();
    if (mail && !whole) {
      add(
          settings,
          OutsideKeys.MAIL_SMTP_PORT,
          "La messagerie est donnée à moitié.",
          "Donnez aussi mail.imapPort, mail.mailbox, trust.keys et trust.authorities.",
          problems);
    }
    boolean secret = !settings.get(OutsideKeys.CALLS_SECRET).isEmpty();
    if (settings.get(OutsideKeys.CALLS_GATEWAY).isPresent()
        && (!secret || settings.get(OutsideKeys.CALLS_KEY).isEmpty())) {
      add(
          settings,
          OutsideKeys.CALLS_GATEWAY,
          "La passerelle est donnée à moitié.",
          "Donnez aussi calls.key et calls.secret.",
          problems);
    }
  }

  /** The register is asked by a key, in the edition that Relais reads, of whom it may believe. */
  private static void register(Settings settings, URI url, List<SettingProblem> problems) {
    boolean near =
        settings.get(SettingKeys.PROFILE) == Profile.SANDBOX
            && List.of("localhost", "127.0.0.1").contains(String.valueOf(url.getHost()));
    if (!"https".equals(url.getScheme()) && !near) {
      add(
          settings,
          OutsideKeys.REGISTER_URL,
          "La clé de l'Annuaire Santé partirait en clair.",
          "Donnez une adresse en https.",
          problems);
    }
    if (!url.getPath().matches(".*/v2/?")) {
      add(
          settings,
          OutsideKeys.REGISTER_URL,
          "L'adresse de l'Annuaire Santé ne dit pas sa version : une autre répondrait.",
          "Terminez-la par /fhir/v2.",
          problems);
    }
    boolean trusted =
        settings.get(OutsideKeys.TRUST_KEYS).isPresent()
            && settings.get(OutsideKeys.TRUST_AUTHORITIES).isPresent();
    if (settings.get(OutsideKeys.REGISTER_TRUST) && !trusted) {
      add(
          settings,
          OutsideKeys.REGISTER_TRUST,
          "Aucune autorité à croire n'est donnée.",
          "Donnez trust.keys et trust.authorities, ou écrivez non.",
          problems);
    }
  }

  /** A DMP is named whole or not at all; in live without plain HTTP and with revocation lists. */
  private static void dmp(Settings settings, List<SettingProblem> problems) {
    List<Setting<Optional<URI>>> addresses = DmpKeys.addresses(settings);
    long given = addresses.stream().filter(each -> settings.get(each).isPresent()).count();
    if (given == 0) {
      return;
    }
    boolean whole =
        given == addresses.size()
            && settings.get(DmpKeys.KEYS).isPresent()
            && settings.get(DmpKeys.AUTHORITIES).isPresent()
            && !settings.get(DmpKeys.HOMOLOGATION).isEmpty()
            && settings.get(DmpKeys.SOURCE).matches("[0-2](\\.(0|[1-9][0-9]*))+");
    if (!whole) {
      add(
          settings,
          DmpKeys.REPOSITORY,
          "Le DMP est donné à moitié.",
          "Donnez dmp.repository, dmp.registry, dmp.patients (sauf si dmp.existenceTest dit"
              + " jamais), dmp.keys, dmp.authorities, dmp.homologation et dmp.sourceId (un OID).",
          problems);
    }
    boolean plain =
        Stream.concat(addresses.stream(), Stream.of(DmpKeys.PATIENTS, DmpKeys.AUTHORISATIONS))
            .flatMap(each -> settings.get(each).stream())
            .anyMatch(address -> !"https".equals(address.getScheme()));
    if (plain) {
      add(
          settings,
          DmpKeys.REPOSITORY,
          "Le DMP serait appelé en clair.",
          "Donnez des adresses https.",
          problems);
    }
    if (settings.profile() == Profile.LIVE && settings.get(DmpKeys.REVOCATIONS).isEmpty()) {
      add(
          settings,
          DmpKeys.REVOCATIONS,
          "Un certificat révoqué du DMP serait cru.",
          "Donnez le fichier des listes de révocation.",
          problems);
    }
  }

  private static void sandboxOnly(
      Settings settings, Setting<?> setting, List<SettingProblem> problems) {
    if (!settings.text(setting).isEmpty()) {
      add(
          settings,
          setting,
          "Ce réglage fait tomber Relais exprès : interdit en service réel.",
          "Retirez-le, ou prenez le profil sandbox.",
          problems);
    }
  }

  private static void add(
      Settings settings,
      Setting<?> setting,
      String cause,
      String cure,
      List<SettingProblem> problems) {
    problems.add(new SettingProblem(setting.key(), settings.source(setting), cause, cure));
  }
}
