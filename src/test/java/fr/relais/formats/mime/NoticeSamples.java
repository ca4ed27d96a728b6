// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import static fr.relais.formats.mime.MailSamples.TEXT;
import static fr.relais.formats.mime.MailSamples.XDM;
import static fr.relais.formats.mime.MailSamples.contents;
import static fr.relais.formats.mime.MailSamples.head;
import static fr.relais.formats.mime.MailSamples.mixed;
import static fr.relais.formats.mime.MailSamples.mssante;
import static fr.relais.formats.mime.MailSamples.multipart;
import static fr.relais.formats.mime.MailSamples.part;

import fr.relais.core.model.Content;
import java.util.Map;
import java.util.TreeMap;

/** Mails that tell of another mail; all people are fictitious. */
final class NoticeSamples {
  private NoticeSamples() {}

  static Map<String, Content> all() {
    Map<String, String> all = new TreeMap<>();
    String about =
        "Original-Recipient: rfc822;labo@essai.mssante.example\n"
            + "Final-Recipient: rfc822; Labo@essai.mssante.example\n";
    String id = "Original-Message-ID: <d-1@relais.mssante.example>\n";
    String returned = part("Content-Type: message/rfc822", mssante(TEXT, XDM));
    all.put(
        "accuse-erreur-1-1",
        report(
                "disposition-notification",
                part(
                    "Content-Type: message/disposition-notification",
                    about
                        + "Original-Message-ID: <d-1@relais.mssante.example >\n"
                        + "Disposition:automatic-action/MDN-sent-automatically; processed/Error:"
                        + " 902^Patient inconnu^messageErrorCondition\n"),
                returned)
            .replaceFirst("\n\n--rep", "\n--rep"));
    all.put(
        "accuse-erreur-1-1-3",
        report(
            "disposition-notification",
            part(
                "Content-Type: message/disposition-notification",
                about
                    + id
                    + "Disposition: automatic-action/MDN-sent-automatically; processed/error\n"
                    + "Error: 904^INS different^x\n"),
            returned));
    all.put(
        "accuse-erreur-deux-ecritures",
        report(
            "disposition-notification",
            part(
                "Content-Type: message/disposition-notification",
                about
                    + id
                    + "Disposition: automatic-action/MDN-sent-automatically; processed/Error:"
                    + " 906^x\n"
                    + "Error: 906^autre^x\n")));
    all.put(
        "accuse-lu",
        report(
            "disposition-notification",
            part(
                "Content-Type: message/disposition-notification",
                about + id + "Disposition: manual-action/MDN-sent-manually; displayed\n")));
    all.put(
        "courriel-d-erreur",
        mixed(
            "Subject: =?utf-8?q?=5BErreur_d=E2=80=99int=C3=A9gration_!"
                + "=5D=5B903=5D_XDM/1.0/DDM+CR?=\n",
            part("Content-Type: text/plain; charset=utf-8", "Code d’erreur : 903\n"),
            returned,
            XDM));
    all.put(
        "avis-de-non-distribution",
        report(
            "delivery-status",
            part(
                "Content-Type: message/delivery-status",
                "Reporting-MTA: dns; mx.example\n\n"
                    + "Final-Recipient: rfc822; a@b.mssante.example\n"
                    + "Action: failed\n"
                    + "Status: 5.1.1\n"),
            part(
                "Content-Type: text/rfc822-headers",
                "Message-ID: <d-1@relais.mssante.example>\n" + "Subject: x\n")));
    all.put(
        "accuse-integre",
        report(
            "disposition-notification",
            part(
                "Content-Type: message/disposition-notification",
                about + id + "Disposition: automatic-action/MDN-sent-automatically; processed\n")));
    all.put("avis-de-distribution", status("delivered", "Status: 2.0.0\n"));
    all.put("avis-de-retard", status("delayed", "Status: 4.4.1\n"));
    all.put(
        "avis-boite-pleine",
        status("failed", "Status: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full\n"));
    return contents(all);
  }

  private static String status(String action, String why) {
    return report(
        "delivery-status",
        part(
            "Content-Type: message/delivery-status",
            "Reporting-MTA: dns; mx.example\n\n"
                + "Final-Recipient: rfc822; a@b.mssante.example\n"
                + "Action: "
                + action
                + "\n"
                + why),
        part(
            "Content-Type: text/rfc822-headers",
            "Message-ID: <d-1@relais.mssante.example>\nSubject: x\n"));
  }

  private static String report(String type, String... parts) {
    String all = multipart("report; report-type=" + type, "rep", parts);
    return head("Subject: accuse\n") + all;
  }
}
