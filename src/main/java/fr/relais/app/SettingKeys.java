// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static fr.relais.app.SettingType.duration;
import static fr.relais.app.SettingType.file;
import static fr.relais.app.SettingType.host;
import static fr.relais.app.SettingType.hours;
import static fr.relais.app.SettingType.integer;
import static fr.relais.app.SettingType.name;
import static fr.relais.app.SettingType.path;
import static fr.relais.app.SettingType.postgresUrl;
import static fr.relais.app.SettingType.profile;
import static fr.relais.app.SettingType.stepPoint;
import static fr.relais.app.SettingType.text;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every setting: type, default in the sandbox, default in live, title, sentence, example. */
final class SettingKeys {
  static final Setting<Profile> PROFILE =
      Setting.of("profile", profile(), "sandbox")
          .says(
              "Profil",
              "Bac à sable avec des personnes fictives (sandbox), ou service réel (live).",
              "live");
  static final Setting<Path> DATA_DIR =
      Setting.of("data.dir", path(), "data")
          .says(
              "Dossier de données",
              "Dossier de la base embarquée et des dossiers d'échange.",
              "/var/lib/relais");
  static final Setting<Optional<String>> DATABASE_URL =
      Setting.of("database.url", postgresUrl(), "")
          .says(
              "Base de données",
              "Adresse de la base PostgreSQL ; vide : base embarquée, refusée en service réel.",
              "jdbc:postgresql://db.example:5432/relais");
  static final Setting<String> DATABASE_USER =
      Setting.of("database.user", text(), "")
          .says("Compte de la base", "Nom du compte sur la base PostgreSQL.", "relais");
  static final Setting<String> DATABASE_PASSWORD =
      Setting.of("database.password", text(), "")
          .says(
              "Mot de passe de la base",
              "Mot de passe du compte ; jamais affiché, à donner par l'environnement ou le"
                  + " fichier.",
              "(jamais affiché)")
          .hidden();
  static final Setting<Integer> DATABASE_PORT =
      Setting.of("database.port", integer(0, 65_535), "0")
          .says(
              "Port de la base embarquée",
              "Port local de la base embarquée ; 0 : un port libre.",
              "5433");
  static final Setting<Integer> DATABASE_POOL =
      Setting.of("database.pool", integer(2, 200), "16", "32")
          .says(
              "Connexions à la base", "Nombre de connexions gardées ouvertes vers la base.", "32");
  static final Setting<Path> KEYS_FILE =
      Setting.of("keys.file", path(), "data/sandbox.keys", "")
          .says(
              "Fichier des clés",
              "Fichier des clés de chiffrement, hors de la base ; à donner en service réel.",
              "/etc/relais/relais.keys");
  static final Setting<Path> ROUTES_DIR =
      Setting.of("routes.dir", path(), "routes")
          .says(
              "Dossier des routes",
              "Dossier des routes, des fiches de logiciels et des règles signées du site.",
              "/etc/relais/routes");
  static final Setting<String> HTTP_HOST =
      Setting.of("http.host", host(), "127.0.0.1")
          .says("Adresse HTTP", "Adresse sur laquelle écoutent les pages et l'API.", "127.0.0.1");
  static final Setting<Integer> HTTP_PORT =
      Setting.of("http.port", integer(0, 65_535), "8080")
          .says("Port HTTP", "Port des pages et de l'API ; 0 : un port libre.", "8080");
  static final Setting<String> MLLP_HOST =
      Setting.of("mllp.host", host(), "127.0.0.1")
          .says(
              "Adresse MLLP", "Adresse sur laquelle sont reçus les messages HL7 v2.", "127.0.0.1");
  static final Setting<Integer> MLLP_PORT =
      Setting.of("mllp.port", integer(0, 65_535), "2575")
          .says("Port MLLP", "Port des messages HL7 v2 ; 0 : un port libre.", "2575");
  static final Setting<Integer> MLLP_MESSAGE_BYTES_MAX =
      Setting.of("mllp.messageBytesMax", integer(1_024, 67_108_864), "20971520")
          .says(
              "Taille d'un message",
              "Taille la plus grande d'un message reçu, en octets ; au-delà il est refusé.",
              "20971520");
  static final Setting<Duration> MLLP_IDLE =
      Setting.of("mllp.idle", duration(Duration.ofSeconds(1), Duration.ofHours(24)), "30s")
          .says(
              "Trame inachevée",
              "Durée laissée à une trame MLLP pour arriver entière, et à l'expéditeur pour prendre"
                  + " sa réponse.",
              "PT30S");
  static final Setting<Integer> MLLP_CONNECTIONS_PER_PEER_MAX =
      Setting.of("mllp.connectionsPerPeerMax", integer(1, 10_000), "500", "50")
          .says(
              "Connexions par machine",
              "Nombre de connexions MLLP qu'une même machine peut ouvrir.",
              "50");
  static final Setting<Integer> MLLP_CONNECTIONS_MAX =
      Setting.of("mllp.connectionsMax", integer(1, 10_000), "1000", "500")
          .says("Connexions en tout", "Nombre de connexions MLLP ouvertes en même temps.", "500");
  static final Setting<Integer> MLLP_WORKERS =
      Setting.of("mllp.workers", integer(1, 256), "8", "16")
          .says("Messages de front", "Nombre de messages MLLP traités en même temps.", "16");
  static final Setting<Path> FOLDER_IN =
      Setting.of("folder.in", path(), "data/in")
          .says(
              "Dossier d'arrivée",
              "Dossier où les laboratoires déposent leurs fichiers, un sous-dossier par"
                  + " expéditeur.",
              "/srv/relais/in");
  static final Setting<Path> FOLDER_OUT =
      Setting.of("folder.out", path(), "data/out")
          .says(
              "Dossier de départ",
              "Dossier où les résultats sont remis aux logiciels, un sous-dossier par médecin.",
              "/srv/relais/out");
  static final Setting<Duration> FOLDER_POLL =
      Setting.of("folder.poll", duration(Duration.ofMillis(100), Duration.ofMinutes(5)), "1s", "2s")
          .says("Visite des dossiers", "Durée entre deux visites du dossier d'arrivée.", "2s");
  static final Setting<Duration> FOLDER_QUIET_FOR =
      Setting.of(
              "folder.quietFor",
              duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
              "1s",
              "5s")
          .says(
              "Fichier au repos",
              "Durée sans changement après laquelle un fichier sans marque de fin est lu.",
              "5s");
  static final Setting<Duration> FOLDER_STALLED_AFTER =
      Setting.of(
              "folder.stalledAfter",
              duration(Duration.ofSeconds(1), Duration.ofHours(24)),
              "30s",
              "10m")
          .says(
              "Fichier inachevé",
              "Durée après laquelle un fichier resté incomplet est gardé et montré à une personne.",
              "10m");
  static final Setting<Duration> FOLLOW_POLL =
      Setting.of(
              "follow.poll",
              duration(Duration.ofMillis(100), Duration.ofSeconds(30)),
              "250ms",
              "1s")
          .says(
              "Visite des échéances", "Durée entre deux recherches des échéances arrivées.", "1s");
  static final Setting<List<LocalTime>> FOLLOW_DIGESTS =
      Setting.of("follow.digests", hours(), "12:00,18:00")
          .says(
              "Récapitulatifs",
              "Heures de Paris auxquelles, les jours ouvrés, chaque médecin reçoit la liste de ce"
                  + " qui l'attend sans urgence ; vide : aucun.",
              "12:00,18:00");
  static final Setting<Optional<Path>> EMERGENCY_DIR =
      Setting.of("emergency.dir", file(), "")
          .says(
              "Listes de secours",
              "Dossier où, tous les quarts d'heure, une page par site est écrite pour être imprimée"
                  + " et lue quand Relais ne répond pas (données de santé) ; vide : aucune.",
              "/srv/relais/secours");
  static final Setting<Duration> DELIVER_POLL =
      Setting.of(
              "deliver.poll",
              duration(Duration.ofMillis(100), Duration.ofSeconds(30)),
              "500ms",
              "1s")
          .says("Visite des envois", "Durée entre deux recherches des envois prêts.", "1s");
  static final Setting<Duration> DELIVER_LEASE =
      Setting.of("deliver.lease", duration(Duration.ofSeconds(5), Duration.ofHours(1)), "30s")
          .says(
              "Bail d'un envoi",
              "Durée pendant laquelle un envoi commencé n'est repris par aucun autre exemplaire de"
                  + " Relais.",
              "PT30S");
  static final Setting<Integer> DELIVER_BATCH =
      Setting.of("deliver.batch", integer(1, 1_000), "10", "50")
          .says("Envois par visite", "Nombre d'envois pris à chaque visite.", "50");
  static final Setting<Duration> AUDIT_SEAL =
      Setting.of("audit.seal", duration(Duration.ofMillis(100), Duration.ofSeconds(30)), "1s")
          .says("Scellement des traces", "Durée entre deux scellements des lignes d'audit.", "1s");
  static final Setting<String> NODE =
      Setting.of("node", name(), "relais-1")
          .says(
              "Nom de cet exemplaire",
              "Nom de cet exemplaire de Relais, différent pour chacun de ceux qui partagent la"
                  + " base.",
              "relais-a");
  static final Setting<Optional<StepPoint>> SANDBOX_CRASH_AT =
      Setting.of("sandbox.crashAt", stepPoint(), "")
          .says(
              "Arrêt brutal",
              "Arrête Relais net à ce passage de cette étape ; bac à sable seulement.",
              "DECIDED:17");
  static final Setting<Optional<StepPoint>> SANDBOX_FAIL_AT =
      Setting.of("sandbox.failAt", stepPoint(), "")
          .says(
              "Panne",
              "Lève une erreur à ce passage de cette étape ; bac à sable seulement.",
              "DECIDED:17");

  /** In the order in which they are shown. */
  static final List<Setting<?>> ALL =
      Stream.<Setting<?>>concat(
              Stream.of(
                  PROFILE,
                  DATA_DIR,
                  DATABASE_URL,
                  DATABASE_USER,
                  DATABASE_PASSWORD,
                  DATABASE_PORT,
                  DATABASE_POOL,
                  KEYS_FILE,
                  ROUTES_DIR,
                  HTTP_HOST,
                  HTTP_PORT,
                  MLLP_HOST,
                  MLLP_PORT,
                  MLLP_MESSAGE_BYTES_MAX,
                  MLLP_IDLE,
                  MLLP_CONNECTIONS_PER_PEER_MAX,
                  MLLP_CONNECTIONS_MAX,
                  MLLP_WORKERS,
                  FOLDER_IN,
                  FOLDER_OUT,
                  FOLDER_POLL,
                  FOLDER_QUIET_FOR,
                  FOLDER_STALLED_AFTER,
                  FOLLOW_POLL,
                  FOLLOW_DIGESTS,
                  EMERGENCY_DIR,
                  DELIVER_POLL,
                  DELIVER_LEASE,
                  DELIVER_BATCH,
                  AUDIT_SEAL,
                  NODE,
                  SANDBOX_CRASH_AT,
                  SANDBOX_FAIL_AT),
              Stream.of(MllpKeys.ALL, OutsideKeys.ALL, DmpKeys.ALL).flatMap(List::stream))
          .toList();

  private SettingKeys() {}
}
