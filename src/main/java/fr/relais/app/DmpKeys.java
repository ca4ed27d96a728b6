// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static fr.relais.app.SettingType.duration;
import static fr.relais.app.SettingType.file;
import static fr.relais.app.SettingType.oneOf;
import static fr.relais.app.SettingType.text;
import static fr.relais.app.SettingType.web;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the DMP: where it is, in whose names it is called, what platforms disagree about. */
final class DmpKeys {
  static final String EVERYWHERE = "partout";
  static final String NEVER = "jamais";

  static final Setting<Optional<URI>> REPOSITORY =
      Setting.of("dmp.repository", web(), "")
          .says(
              "Dépôt du DMP",
              "Adresse où les documents sont déposés et lus (TD2.1, TD3.2) ; vide : pas de DMP.",
              "https://dmp.example/si-dmp-server/v2/services/repository");

  static final Setting<Optional<URI>> REGISTRY =
      Setting.of("dmp.registry", web(), "")
          .says(
              "Registre du DMP",
              "Adresse où les documents sont cherchés et supprimés (TD3.1, TD3.3c).",
              "https://dmp.example/si-dmp-server/v2/services/registry");

  static final Setting<Optional<URI>> PATIENTS =
      Setting.of("dmp.patients", web(), "")
          .says(
              "Patients du DMP",
              "Adresse du test d'existence d'un DMP (TD0.2).",
              "https://dmp.example/si-dmp-server/v2/services/patients");

  static final Setting<String> EXISTENCE =
      Setting.of("dmp.existenceTest", oneOf(EVERYWHERE, "lecture", NEVER), EVERYWHERE)
          .says(
              "Test d'existence du DMP",
              "Quand TD0.2 est demandé : partout ; lecture, s'il est fermé au mode indirect : avant"
                  + " une lecture seulement ; jamais, dmp.patients peut alors rester vide. Aucun"
                  + " dépôt ne l'attend : il dit seulement si un patient refusé n'a pas de DMP.",
              "lecture");

  static final Setting<Optional<URI>> AUTHORISATIONS =
      Setting.of("dmp.habilitations", web(), "")
          .says(
              "Habilitations du DMP",
              "Adresse où un médecin déclare que le patient l'autorise à lire son DMP, ou ne"
                  + " l'autorise plus (TD0.3) ; vide : cela se fait ailleurs.",
              "https://dmp.example/si-dmp-server/v2/services/habilitations");

  static final Setting<Optional<Path>> KEYS =
      Setting.of("dmp.keys", file(), "")
          .says(
              "Certificats du DMP",
              "Dossier d'un dossier par structure (1 et son FINESS), avec authentification et"
                  + " cachet, .p12 ou .pem ; une structure absente ne publie pas.",
              "/etc/relais/dmp");

  static final Setting<String> KEYS_PASSWORD =
      Setting.of("dmp.keysPassword", text(), "")
          .says("Mot de passe des certificats du DMP", "Jamais affiché.", "(jamais affiché)")
          .hidden();

  static final Setting<Optional<Path>> AUTHORITIES =
      Setting.of("dmp.authorities", file(), "")
          .says(
              "Autorités du DMP",
              "Fichier PKCS#12 ou PEM des autorités des serveurs du DMP.",
              "/etc/relais/igc-sante.pem");

  static final Setting<String> AUTHORITIES_PASSWORD =
      Setting.of("dmp.authoritiesPassword", text(), "")
          .says(
              "Mot de passe des autorités du DMP",
              "De dmp.authorities, si c'est un PKCS#12 ; vide : celui de dmp.keysPassword. Jamais"
                  + " affiché.",
              "(jamais affiché)")
          .hidden();

  static final Setting<Optional<Path>> REVOCATIONS =
      Setting.of("dmp.revocations", file(), "")
          .says(
              "Révocations du DMP",
              "Fichier des listes de révocation de ces autorités ; vide : rien n'est vérifié,"
                  + " refusé en service réel.",
              "/etc/relais/igc-sante-crl.pem");

  static final Setting<String> SECTORS =
      Setting.of("dmp.sectors", text(), "")
          .says(
              "Secteurs des structures",
              "Secteur d'activité (TRE_R02) par structure, séparés par des blancs ; SA05, centre de"
                  + " santé, pour les autres.",
              "1890009986=SA52");

  static final Setting<String> HOMOLOGATION =
      Setting.of("dmp.homologation", text(), "")
          .says(
              "Numéro d'homologation DMP",
              "Numéro que le CNDA a donné à ce logiciel (LPS_ID_HOMOLOGATION_DMP).",
              "(donné par le CNDA)");

  static final Setting<String> SOURCE =
      Setting.of("dmp.sourceId", text(), "")
          .says(
              "OID de ce système",
              "Identifie l'émetteur des lots de soumission (sourceId) ; obligatoire dès que"
                  + " dmp.repository est donné.",
              "1.2.250.1.999.1");

  static final Setting<String> VIHF_VERSION =
      Setting.of("dmp.vihfVersion", oneOf("3.0", "4.0"), "3.0")
          .says(
              "Version du VIHF",
              "VIHF_Version : 3.0 dans les exemples, 4.0 dans un guide plus récent.",
              "4.0");

  static final Setting<String> MODE_SPELLING =
      Setting.of(
              "dmp.modeAttribute",
              oneOf("Authentification_mode", "Authentification_Mode"),
              "Authentification_mode")
          .says(
              "Attribut du mode",
              "Authentification_mode ou Authentification_Mode, selon la plateforme.",
              "Authentification_Mode");

  static final Setting<String> ISSUER =
      Setting.of("dmp.issuerOrder", oneOf("CN", "C"), "CN")
          .says(
              "Ordre de l'émetteur",
              "Le nom du certificat, écrit du CN au pays (CN) ou du pays au CN (C).",
              "C");

  static final Setting<String> SIGNATURE =
      Setting.of("dmp.signature", oneOf("SHA256", "SHA1"), "SHA256")
          .says("Signature", "SHA256, ou SHA1 pour une plateforme ancienne.", "SHA1");

  static final Setting<Duration> ANSWER =
      Setting.of("dmp.answer", duration(Duration.ofMillis(100), Duration.ofMinutes(2)), "30s")
          .says(
              "Attente du DMP",
              "Temps laissé à une réponse ; au-delà, le document est recherché puis renvoyé.",
              "20s");

  static final Setting<Optional<Path>> SANDBOX_RECORDS =
      Setting.of("sandbox.dmpRecords", file(), "")
          .says(
              "DMP du bac à sable",
              "Fichier CSV « ins,état » (ouvert, fermé, absent, non autorisé, bloqué) ; un patient"
                  + " qui n'y est pas a un DMP ouvert, que tout médecin de l'annuaire peut lire.",
              "dossiers.csv");

  static final List<Setting<?>> ALL =
      List.of(
          REPOSITORY,
          REGISTRY,
          PATIENTS,
          EXISTENCE,
          AUTHORISATIONS,
          KEYS,
          KEYS_PASSWORD,
          AUTHORITIES,
          AUTHORITIES_PASSWORD,
          REVOCATIONS,
          SECTORS,
          HOMOLOGATION,
          SOURCE,
          VIHF_VERSION,
          MODE_SPELLING,
          ISSUER,
          SIGNATURE,
          ANSWER,
          SANDBOX_RECORDS);

  /** Those without which there is no DMP. */
  static List<Setting<Optional<URI>>> addresses(Settings settings) {
    return settings.get(EXISTENCE).equals(NEVER)
        ? List.of(REPOSITORY, REGISTRY)
        : List.of(REPOSITORY, REGISTRY, PATIENTS);
  }

  private DmpKeys() {}
}
