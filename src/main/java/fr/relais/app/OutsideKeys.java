// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static fr.relais.app.SettingType.file;
import static fr.relais.app.SettingType.host;
import static fr.relais.app.SettingType.hours;
import static fr.relais.app.SettingType.integer;
import static fr.relais.app.SettingType.oneOf;
import static fr.relais.app.SettingType.text;
import static fr.relais.app.SettingType.web;
import static fr.relais.app.SettingType.yesNo;

import java.net.URI;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** Settings of what stands outside: mailbox, ringing gateway, webhooks, simulators. */
final class OutsideKeys {
  static final String STARTTLS = "starttls";

  static final Setting<Optional<URI>> PUBLIC_URL =
      Setting.of("http.publicUrl", web(), "")
          .says(
              "Adresse des pages",
              "Adresse que les médecins ouvrent, écrite dans les messages ; vide : celle de cette"
                  + " machine.",
              "https://relais.example");

  static final Setting<String> MAIL_SMTP_HOST =
      Setting.of("mail.smtpHost", host(), "127.0.0.1")
          .says(
              "Serveur d'envoi",
              "Machine SMTP de l'opérateur de messagerie sécurisée.",
              "smtp.operateur.example");

  static final Setting<Integer> MAIL_SMTP_PORT =
      Setting.of("mail.smtpPort", integer(0, 65_535), "0")
          .says("Port d'envoi", "Port SMTP, sous TLS ; 0 : pas de messagerie.", "465");

  static final Setting<String> MAIL_IMAP_HOST =
      Setting.of("mail.imapHost", host(), "127.0.0.1")
          .says(
              "Serveur de réception",
              "Machine IMAP de l'opérateur de messagerie sécurisée.",
              "imap.operateur.example");

  static final Setting<Integer> MAIL_IMAP_PORT =
      Setting.of("mail.imapPort", integer(0, 65_535), "0")
          .says("Port de réception", "Port IMAP, sous TLS ; 0 : pas de messagerie.", "993");

  static final Setting<String> MAIL_TLS =
      Setting.of("mail.tls", oneOf("immédiat", STARTTLS), "immédiat")
          .says(
              "TLS de la messagerie",
              "TLS dès le premier octet (ports 465 et 993), ou demandé par STARTTLS (ports 587 et"
                  + " 143) et exigé : rien ne part en clair.",
              STARTTLS);

  static final Setting<String> MAIL_MAILBOX =
      Setting.of("mail.mailbox", text(), "relais@sandbox.mssante.example", "")
          .says(
              "Notre boîte",
              "Adresse de messagerie sécurisée de Relais, qui envoie et qui reçoit les réponses.",
              "relais@operateur.mssante.fr");

  static final Setting<String> MAIL_PASSWORD =
      Setting.of("mail.password", text(), "")
          .says(
              "Mot de passe de la boîte",
              "Ce que IMAP demande en plus du certificat ; jamais affiché.",
              "(jamais affiché)")
          .hidden();

  static final Setting<Optional<Path>> MAIL_TOKEN_FILE =
      Setting.of("mail.tokenFile", file(), "")
          .says(
              "Jeton de la boîte",
              "Fichier du jeton Pro Santé Connect d'une boîte personnelle (XOAUTH2), relu à chaque"
                  + " connexion, fermé aux autres (chmod 640 au plus) ; vide : la boîte s'ouvre par"
                  + " le certificat.",
              "/run/relais/jeton");

  static final Setting<String> MAIL_REPLY_TO =
      Setting.of("mail.replyTo", text(), "")
          .says(
              "Boîte de réponse",
              "Boîte lue par des personnes, écrite comme adresse de réponse de chaque courriel ;"
                  + " vide : notre boîte, où les réponses sont rattachées à leur suivi.",
              "secretariat@operateur.mssante.fr");

  static final Setting<String> MAIL_DOMAINS =
      Setting.of("mail.domains", text(), "")
          .says(
              "Domaines de confiance",
              "Domaines dont les courriels agissent par eux-mêmes, séparés par des blancs, ou le"
                  + " chemin d'un fichier qui en porte un par ligne ; vide : tous ceux que"
                  + " l'opérateur laisse passer.",
              "/etc/relais/domaines-mssante.txt");

  static final Setting<String> MAIL_PRODUCT =
      Setting.of("mail.product", text(), "Relais 0.1.0")
          .says(
              "Référence du logiciel",
              "Ce que porte l'en-tête X-MSS-NIL de chaque courriel : le numéro d'identification du"
                  + " logiciel.",
              "RELAIS-0001");

  static final Setting<Optional<Path>> TRUST_KEYS =
      Setting.of("trust.keys", file(), "")
          .says(
              "Notre certificat",
              "Fichier PKCS#12 ou PEM de notre clé et de son certificat, pour la messagerie.",
              "/etc/relais/relais.p12");

  static final Setting<String> TRUST_KEYS_PASSWORD =
      Setting.of("trust.keysPassword", text(), "")
          .says("Mot de passe du certificat", "Jamais affiché.", "(jamais affiché)")
          .hidden();

  static final Setting<Optional<Path>> TRUST_AUTHORITIES =
      Setting.of("trust.authorities", file(), "")
          .says(
              "Autorités admises",
              "Fichier PKCS#12 ou PEM des autorités dont les certificats sont crus.",
              "/etc/relais/autorites.p12");

  static final Setting<String> TRUST_AUTHORITIES_PASSWORD =
      Setting.of("trust.authoritiesPassword", text(), "")
          .says("Mot de passe des autorités", "Jamais affiché.", "(jamais affiché)")
          .hidden();

  static final Setting<Optional<Path>> TRUST_REVOCATIONS =
      Setting.of("trust.revocations", file(), "")
          .says(
              "Listes de révocation",
              "Fichier des listes de révocation de ces autorités, DER ou PEM, relu dès qu'il change"
                  + " ; vide : rien n'est vérifié, refusé en service réel.",
              "/etc/relais/revocations.pem");

  static final TrustKeys TRUST =
      new TrustKeys(
          TRUST_KEYS,
          TRUST_KEYS_PASSWORD,
          TRUST_AUTHORITIES,
          TRUST_AUTHORITIES_PASSWORD,
          TRUST_REVOCATIONS);

  static final Setting<Optional<URI>> CALLS_GATEWAY =
      Setting.of("calls.gateway", web(), "")
          .says(
              "Passerelle d'appels",
              "Adresse de la passerelle qui fait sonner un téléphone ; vide : rien ne sonne.",
              "https://passerelle.example");

  static final Setting<String> CALLS_KEY =
      Setting.of("calls.key", text(), "")
          .says(
              "Clé de la passerelle",
              "Ce par quoi la passerelle nous connaît ; jamais affichée.",
              "(jamais affichée)")
          .hidden();

  static final Setting<String> CALLS_SECRET =
      Setting.of("calls.secret", text(), "")
          .says(
              "Secret de la passerelle",
              "Signe ce que la passerelle dit d'un appel (whsec_...) ; jamais affiché.",
              "(jamais affiché)")
          .hidden();

  static final Setting<String> AGENDA_SECRETS =
      Setting.of("agenda.secrets", text(), "")
          .says(
              "Secrets des agendas",
              "Services de rendez-vous admis et leur secret, séparés par des blancs :"
                  + " service=whsec_... ; vide : aucun ; jamais affiché.",
              "(jamais affiché)")
          .hidden();

  static final Setting<String> HOOKS_SECRET =
      Setting.of("hooks.secret", text(), "")
          .says(
              "Secret des notifications",
              "Signe les appels aux logiciels (whsec_...) ; vide : aucun appel ; jamais affiché.",
              "(jamais affiché)")
          .hidden();

  static final Setting<Optional<URI>> REGISTER_URL =
      Setting.of("annuaire.url", web(), "", "https://gateway.api.esante.gouv.fr/fhir/v2")
          .says(
              "Annuaire Santé",
              "Adresse de l'API FHIR de l'Annuaire Santé, avec sa version ; vide : il n'est pas"
                  + " interrogé.",
              "https://gateway.api.esante.gouv.fr/fhir/v2");

  static final Setting<String> REGISTER_KEY =
      Setting.of("annuaire.key", text(), "")
          .says(
              "Clé de l'Annuaire",
              "Clé ESANTE-API-KEY donnée par le portail de l'ANS ; vide : l'Annuaire n'est pas"
                  + " interrogé ; jamais affichée.",
              "(jamais affichée)")
          .hidden();

  static final Setting<List<LocalTime>> REGISTER_AT =
      Setting.of("annuaire.at", hours(), "03:30")
          .says(
              "Heures de l'Annuaire",
              "Heures de Paris auxquelles les personnes connues ici sont comparées à l'Annuaire"
                  + " Santé ; vide : seulement à la main.",
              "03:30,13:00");

  static final Setting<Boolean> REGISTER_TRUST =
      Setting.of("annuaire.trust", yesNo(), "non")
          .says(
              "Autorités de l'Annuaire",
              "Ne croire que trust.authorities, et présenter notre certificat, au lieu des"
                  + " autorités publiques de Java.",
              "non");

  static final Setting<Boolean> SIMULATORS =
      Setting.of("sandbox.simulators", yesNo(), "oui", "non")
          .says(
              "Simulateurs",
              "Ouvre dans le bac à sable une messagerie, une passerelle d'appels, un logiciel, un"
                  + " DMP et un Annuaire Santé simulés.",
              "oui");

  static final Setting<Optional<Path>> PEOPLE =
      Setting.of("sandbox.people", file(), "")
          .says(
              "Personnes du bac à sable",
              "Dossier de fichiers CSV importé au premier démarrage ; vide : les personnes fictives"
                  + " de Relais.",
              "mes-personnes");

  static final Setting<Integer> HOOK_PORT =
      Setting.of("sandbox.hookPort", integer(0, 65_535), "0")
          .says(
              "Port du logiciel simulé",
              "Port où le logiciel simulé du bac à sable reçoit les notifications ; 0 : un port"
                  + " libre.",
              "8084");

  static final List<Setting<?>> ALL =
      List.of(
          PUBLIC_URL,
          MAIL_SMTP_HOST,
          MAIL_SMTP_PORT,
          MAIL_IMAP_HOST,
          MAIL_IMAP_PORT,
          MAIL_TLS,
          MAIL_MAILBOX,
          MAIL_PASSWORD,
          MAIL_TOKEN_FILE,
          MAIL_REPLY_TO,
          MAIL_DOMAINS,
          MAIL_PRODUCT,
          TRUST_KEYS,
          TRUST_KEYS_PASSWORD,
          TRUST_AUTHORITIES,
          TRUST_AUTHORITIES_PASSWORD,
          TRUST_REVOCATIONS,
          CALLS_GATEWAY,
          CALLS_KEY,
          CALLS_SECRET,
          AGENDA_SECRETS,
          HOOKS_SECRET,
          REGISTER_URL,
          REGISTER_KEY,
          REGISTER_AT,
          REGISTER_TRUST,
          SIMULATORS,
          PEOPLE,
          HOOK_PORT);

  private OutsideKeys() {}
}
