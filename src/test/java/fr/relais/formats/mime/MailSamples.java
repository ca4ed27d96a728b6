// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import static fr.relais.formats.TestArchive.archive;
import static fr.relais.formats.TestArchive.critical;
import static fr.relais.formats.TestArchive.levelOne;
import static fr.relais.formats.TestArchive.ofAnother;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import fr.relais.core.model.Content;
import fr.relais.formats.TestArchive;
import fr.relais.formats.TestArchive.Said;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** The mails of {@code test-fixtures/formats/mime}: each trap once. */
final class MailSamples {
  static final Content ARCHIVE = archive(Said.cda("DOC0001.XML", critical()));
  static final String HPRIM = file("hprim/exemplary/critical-prescriber-called.hpr");
  static final String TEXT = part("Content-Type: text/plain; charset=UTF-8", "Bonjour,");
  private static final String PDF = base64("application/pdf", "rendu.pdf", TestArchive.PDF);
  static final String XDM = base64("application/zip", "IHE_XDM.zip", ARCHIVE.bytes());
  private static final byte[] PNG = "\211PNG\r\n\032\n fictif".getBytes(ISO_8859_1);

  private MailSamples() {}

  static Map<String, Content> exemplary() {
    Map<String, String> all = new TreeMap<>();
    all.put("archive-et-pdf", mssante(TEXT, XDM, PDF));
    all.put("archive-deux-fois-et-document-seul", mssante(TEXT, XDM, XDM, cda(critical())));
    all.put(
        "deux-documents-et-trois-pdf",
        mssante(
            TEXT,
            cda(critical()),
            cda(levelOne()),
            PDF,
            base64("application/pdf", "deux.pdf", (pdf() + "2").getBytes(ISO_8859_1)),
            base64("application/pdf", "trois.pdf", (pdf() + "3").getBytes(ISO_8859_1))));
    all.put(
        "hprim-en-octets",
        mixed(
            "",
            TEXT,
            part(
                "Content-Type: text/plain; name=R.HPR\n"
                    + "Content-Transfer-Encoding: 8bit\nContent-Disposition: inline",
                HPRIM)));
    all.put(
        "hprim-quoted-printable",
        mixed(
            "",
            TEXT,
            part(
                "Content-Type: application/octet-stream"
                    + "\nContent-Transfer-Encoding: quoted-printable",
                quoted(HPRIM))));
    all.put(
        "hprim-dans-le-corps",
        head("")
            + "Content-Type: text/plain; charset=iso-8859-1\n"
            + "Content-Transfer-Encoding: 8bit\n\n"
            + HPRIM);
    all.put(
        "oru-joint",
        mixed(
            "",
            TEXT,
            base64(
                "x-application/hl7-v2+er7",
                "r.hl7",
                file("hl7v2/exemplary/nfs-identite-qualifiee.hl7").getBytes(ISO_8859_1))));
    all.put(
        "hprim-et-image",
        mixed(
            "",
            base64("application/edi-consent", "r.hpr", latin(HPRIM)),
            base64("image/png", "scan.png", PNG)));
    all.put(
        "mot-du-laboratoire",
        mssante(
            part(
                "Content-Type: text/plain; charset=iso-8859-1\n"
                    + "Content-Transfer-Encoding: quoted-printable",
                "R=E9sultat critique : Dr LEMOINE appel=E9e =E0 14h20.\n"),
            XDM));
    all.put(
        "html-et-texte",
        mssante(
            multipart(
                "alternative",
                "alt",
                TEXT,
                multipart(
                    "related",
                    "rel",
                    part(
                        "Content-Type: text/html; charset=utf-8",
                        "<html><head><style>p{}</style></head><body><p>R&eacute;sultat"
                            + " urgent</p></body></html>"),
                    part(
                        "Content-Type: image/png\n"
                            + "Content-ID: <logo@x>\n"
                            + "Content-Transfer-Encoding: base64",
                        encoded(PNG)))),
            XDM));
    all.put(
        "html-seul",
        mssante(
            part(
                "Content-Type: text/html; charset=utf-8",
                "<style>x</style><p>Merci de voir ce patient<br>Cordialement</p>"),
            XDM));
    all.put(
        "transfere",
        mixed(
            "Subject: TR: resultat\n",
            part("Content-Type: text/plain", "Pour vous."),
            part(
                "Content-Type: message/rfc822",
                mssante(TEXT, XDM).replace("--b", "--in").replace("\"b\"", "\"in\""))));
    all.put(
        "signe",
        head("")
            + "Content-Type: multipart/signed; boundary=sig;"
            + " protocol=\"application/pkcs7-signature\"\n\n--sig\n"
            + multipart("mixed", "in", TEXT, XDM)
            + "\n--sig\n"
            + base64("application/pkcs7-signature", "smime.p7s", new byte[] {48, 3, 2, 1, 1})
            + "\n--sig--\n");
    all.put("base64-sans-remplissage", mssante(TEXT, XDM.replaceAll("=+\\s*$", "")));
    all.put(
        "noms-en-morceaux",
        mixed(
            "",
            "Content-Type: application/zip;\n"
                + " name*0*=utf-8''IHE%5F;\n"
                + " name*1*=XDM.zip; x=\" \"\n"
                + "Content-Transfer-Encoding: BASE64\n"
                + "Content-Disposition: attachment;\n"
                + " filename*=utf-8''r%C3%A9sultat.zip   \n\n"
                + encoded(ARCHIVE.bytes())));
    all.put(
        "entete-annonce-autre-chose",
        mssante(TEXT, XDM).replace("CODECDA: 11502-2", "CODECDA: 11502-2,18748-4"));
    return contents(all);
  }

  static Map<String, Content> refused() {
    Map<String, String> all = new TreeMap<>();
    words(all);
    broken(all);
    forged(all);
    all.put("deux-patients", mssante(TEXT, cda(critical()), cda(ofAnother())));
    all.put(
        "archive-et-hprim-d-un-autre",
        mssante(TEXT, XDM, base64("application/octet-stream", "r.hpr", latin(HPRIM))));
    all.put(
        "meme-identifiant-autre-contenu",
        mssante(TEXT, cda(critical()), cda(critical().replace("7,1 mmol/L", "7.1 mmol/L"))));
    all.put("pdf-seul", mssante(TEXT, PDF));
    all.put("image-seule", mixed("", TEXT, base64("image/png", "scan.png", PNG)));
    all.put(
        "piece-inconnue-a-cote",
        mssante(TEXT, XDM, base64("application/msword", "r.doc", new byte[] {1, 2, 3})));
    all.put(
        "winmail-dat",
        mixed(
            "",
            TEXT,
            base64(
                "application/ms-tnef", "winmail.dat", new byte[] {0x78, (byte) 0x9f, 0x3e, 0x22})));
    all.put(
        "piece-vide", mssante(TEXT, XDM, base64("application/octet-stream", "r.hpr", new byte[0])));
    all.put(
        "archive-abimee",
        mssante(
            TEXT, base64("application/zip", "IHE_XDM.zip", Arrays.copyOf(ARCHIVE.bytes(), 900))));
    all.put(
        "fhir-joint",
        mssante(
            TEXT,
            base64(
                "application/fhir+json",
                "r.json",
                "{\"resourceType\":\"Bundle\"}".getBytes(UTF_8))));
    return contents(all);
  }

  private static void forged(Map<String, String> all) {
    String whole = mssante(TEXT, XDM);
    all.put("deux-expediteurs", "From: Un autre <autre@ailleurs.example>\n" + whole);
    all.put(
        "retour-de-ligne-dans-l-objet",
        whole.replace(
            "Subject: XDM/1.0/DDM", "Subject: =?utf-8?q?XDM/1.0/DDM=0D=0ABcc:_x@y.example?="));
  }

  private static void words(Map<String, String> all) {
    all.put(
        "reponse-automatique",
        head("Auto-Submitted: auto-replied\n")
            + "Content-Type: text/plain\n\nJe suis absente jusqu'au 12.\n");
    all.put(
        "mot-d-un-confrere",
        head("Subject: Mme E.\n") + "Content-Type: text/plain\n\n" + "Peux-tu me rappeler ?\n");
  }

  private static void broken(Map<String, String> all) {
    String whole = mssante(TEXT, XDM);
    all.put("coupe", mixed("", TEXT, part("Content-Type: text/plain", HPRIM)).replace("--b--", ""));
    all.put("base64-coupe", mssante(TEXT, XDM.stripTrailing().replaceAll(".=*$", "")));
    all.put("base64-abime", whole.replaceFirst("UEsD", "UE*D"));
    all.put("separateur-non-dit", whole.replace("; boundary=\"b\"", ""));
    all.put("separateur-jamais-vu", whole.replace("boundary=\"b\"", "boundary=\"autre\""));
    all.put("codage-inconnu", whole.replace("Encoding: base64", "Encoding: x-uuencode"));
    String nested = mssante(TEXT, XDM);
    for (int i = 0; i < 50; i++) {
      nested = head("") + "Content-Type: message/rfc822\n\n" + nested;
    }
    all.put("cinquante-courriels-emboites", nested);
  }

  static String head(String more) {
    return "From: Laboratoire des tests <labo@essai.mssante.example>\n"
        + "To: relais@relais.mssante.example\nDate: Wed, 15 Apr 2026 14:06:00 +0200\n"
        + "Message-ID: <m-1@essai.mssante.example>\nMIME-Version: 1.0\n"
        + more;
  }

  static String mixed(String head, String... parts) {
    return head(head) + multipart("mixed", "b", parts);
  }

  /** With subject and headers of the national form. */
  static String mssante(String... parts) {
    return mixed(
        "Subject: XDM/1.0/DDM+CR d'examens biologiques ESSAI Marie 01/01/1901\n"
            + "X-MSS-INS: O\nX-MSS-CODECDA: 11502-2\nX-MSS-NIL: LOGICIEL-TEST\n",
        parts);
  }

  static String multipart(String type, String boundary, String... parts) {
    StringBuilder all = new StringBuilder("Content-Type: multipart/" + type + "; boundary=\"");
    all.append(boundary).append("\"\n");
    for (String part : parts) {
      all.append("\n--").append(boundary).append('\n').append(part);
    }
    return all.append("\n--").append(boundary).append("--\n").toString();
  }

  static String part(String head, String body) {
    return head + "\n\n" + body;
  }

  static String base64(String type, String name, byte[] bytes) {
    return part(
        "Content-Type: "
            + type
            + "; name=\""
            + name
            + "\"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=\""
            + name
            + "\"",
        encoded(bytes));
  }

  private static String cda(String document) {
    return base64("text/xml", "cda.xml", document.getBytes(UTF_8));
  }

  private static String pdf() {
    return new String(TestArchive.PDF, ISO_8859_1);
  }

  private static byte[] latin(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(bytes);
  }

  /** RFC 2045 section 6.7, with soft breaks in the middle of lines. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c == '\n' || c == '\r' || c >= ' ' && c <= '~' && c != '=';
      out.append(plain ? String.valueOf(c) : String.format("=%02X", (int) c));
      if (i % 40 == 39 && c != '\r') {
        out.append("=\r\n");
      }
    }
    return out.toString();
  }

  private static String file(String name) {
    try {
      return Files.readString(Path.of("test-fixtures/formats", name), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, Content> contents(Map<String, String> texts) {
    Map<String, Content> all = new TreeMap<>();
    texts.forEach((name, text) -> all.put(name, Content.of(text, ISO_8859_1)));
    return all;
  }
}
