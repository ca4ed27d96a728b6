// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.flow.Store;

/** The page at {@code /}: that Relais is up, in numbers, and how to send it something. */
final class WelcomePage {

  private WelcomePage() {}

  static String html(Settings settings, int mllpPort, Store.Figures figures) {
    StringBuilder rows = new StringBuilder();
    for (FollowUpState state : FollowUpState.values()) {
      rows.append(row(state.french(), figures.byState().getOrDefault(state, 0L)));
    }
    StringBuilder open = new StringBuilder();
    for (FollowUpPriority priority : FollowUpPriority.values()) {
      open.append(row(priority.french(), figures.openByPriority().getOrDefault(priority, 0L)));
    }
    boolean sandbox = settings.profile() == Profile.SANDBOX;
    return """
    <!DOCTYPE html>
    <html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>Relais</title>
    <style>body{font:1rem/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}
    table{border-collapse:collapse;margin:1rem 0}caption{text-align:left;font-weight:bold}
    th,td{border-bottom:1px solid #767676;padding:.3rem 1rem .3rem 0;text-align:left}
    td{text-align:right}code{background:#eee;padding:.1rem .3rem}</style></head>
    <body><main><h1>Relais est en marche</h1>
    %s
    <p>Reçus&nbsp;: %d (répétés&nbsp;: %d, en quarantaine&nbsp;: %d). En retard&nbsp;: %d.</p>
    <table><caption>Suivis par état</caption>%s</table>
    <table><caption>Suivis ouverts par urgence</caption>%s</table>
    <h2>Envoyer un résultat</h2>
    <ul><li>HL7 v2 par MLLP&nbsp;: port <code>%d</code></li>
    <li>Fichier HPRIM ou HL7&nbsp;: dossier <code>%s/&lt;expéditeur&gt;</code></li></ul>
    <p>Pour qui surveille&nbsp;: <a href="/ops/health">état</a>, <a href="/ops/figures">nombres</a>,
    <a href="/ops/follow-ups">suivis ouverts</a> (sans donnée de santé ni identité).</p>
    </main></body></html>
    """
        .formatted(
            sandbox ? "<p><strong>Bac à sable&nbsp;: données fictives seulement.</strong></p>" : "",
            figures.received(),
            figures.repeats(),
            figures.quarantined(),
            figures.late(),
            rows,
            open,
            mllpPort,
            settings.get(SettingKeys.FOLDER_IN));
  }

  private static String row(String name, long count) {
    return "<tr><th scope=\"row\">" + name + "</th><td>" + count + "</td></tr>";
  }
}
