// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.util.ArrayList;
import java.util.List;

/** Why the live profile does not start: one French sentence a reason, with what to do. */
final class LiveRefusals {
  private LiveRefusals() {}

  /** Empty when it may start; always empty in the sandbox. */
  static List<String> of(Settings settings, LiveFacts facts) {
    List<String> refusals = new ArrayList<>();
    if (settings.profile() == Profile.SANDBOX) {
      return refusals;
    }
    if (settings.get(SettingKeys.DATABASE_URL).isEmpty()) {
      refusals.add(
          "La base embarquée ne sert qu'au bac à sable : donnez database.url, l'adresse d'une base"
              + " PostgreSQL sauvegardée.");
    }
    if (!loopback(settings.get(SettingKeys.MLLP_HOST)) && !facts.mllpOverTls()) {
      refusals.add(
          "MLLP serait ouvert en clair hors de cette machine : mettez mllp.host à 127.0.0.1,"
              + " derrière un tunnel TLS, ou donnez un certificat dans mllp.keys.");
    }
    if (!loopback(settings.get(SettingKeys.HTTP_HOST)) && !facts.httpOverTls()) {
      refusals.add(
          "Les pages et l'API seraient ouvertes en clair hors de cette machine : mettez http.host à"
              + " 127.0.0.1, derrière un serveur TLS, ou donnez un certificat.");
    }
    if (facts.sandboxKeys()) {
      refusals.add(
          "Les clés sont celles du bac à sable : faites-en d'autres et donnez leur fichier dans"
              + " keys.file.");
    }
    certificates(settings, facts, refusals);
    if (!facts.operatorDutyDoctor()) {
      refusals.add(
          "Aucun médecin d'astreinte de l'opérateur n'est nommé : ajoutez une ligne OPERATOR_DUTY"
              + " dans roster.csv.");
    }
    for (String site : facts.sitesWithoutReferent()) {
      refusals.add(
          "Le site "
              + site
              + " n'a pas de médecin référent en exercice : nommez-le dans sites.csv.");
    }
    return refusals;
  }

  private static void certificates(Settings settings, LiveFacts facts, List<String> refusals) {
    if (facts.sandboxCertificates()) {
      refusals.add(
          "Un certificat ou une autorité vient du bac à sable : donnez ceux de l'IGC-Santé dans"
              + " trust.keys et trust.authorities.");
    }
    for (TrustKeys trust : List.of(OutsideKeys.TRUST, MllpKeys.TRUST)) {
      if (trust.unchecked(settings)) {
        refusals.add(
            "La révocation des certificats n'est pas vérifiée : donnez dans "
                + trust.revocations().key()
                + " le fichier des listes des autorités, tenu à jour.");
      }
    }
  }

  /** Judged by its text: a name may resolve elsewhere tomorrow. */
  private static boolean loopback(String host) {
    return host.equals("localhost")
        || host.equals("::1")
        || host.equals("[::1]")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }
}
