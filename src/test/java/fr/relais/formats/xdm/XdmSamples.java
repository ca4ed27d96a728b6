// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import static fr.relais.formats.TestArchive.FOLDER;
import static fr.relais.formats.TestArchive.action;
import static fr.relais.formats.TestArchive.archive;
import static fr.relais.formats.TestArchive.critical;
import static fr.relais.formats.TestArchive.hidden;
import static fr.relais.formats.TestArchive.levelOne;
import static fr.relais.formats.TestArchive.metadata;
import static fr.relais.formats.TestArchive.ofAnother;
import static fr.relais.formats.TestArchive.zip;
import static java.nio.charset.StandardCharsets.UTF_8;

import fr.relais.core.model.Content;
import fr.relais.formats.TestArchive;
import fr.relais.formats.TestArchive.Said;
import fr.relais.formats.TestZip;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The archives of {@code test-fixtures/formats/xdm}: each trap once. */
final class XdmSamples {
  static final Said DOC = Said.cda("DOC0001.XML", critical());
  static final Said SECOND = Said.cda("DOC0002.XML", levelOne());
  private static final Said PDF =
      Said.cda("DOC0002.PDF", critical())
          .with(TestArchive.PDF)
          .mime("application/pdf")
          .uniqueId("1.2.250.1.999.7.10.9");

  private XdmSamples() {}

  static Map<String, Content> exemplary() {
    Map<String, Content> all = new TreeMap<>();
    all.put("un-document", archive(DOC));
    all.put("deux-resultats", archive(Said.cda("DOC0001.XML", twoResults())));
    all.put("deux-documents-d-un-patient", archive(DOC, SECOND));
    all.put("remplacement", archive(DOC.more(action("C"))));
    all.put("suppression", archive(DOC.more(action("D"))));
    all.put("masque-par-la-description", archive(DOC.more(hidden("MASQUE_PS"))));
    all.put("pdf-a-cote", archive(DOC, PDF));
    all.put("echappement-double", archive(DOC.patient(TestArchive.INS.replace("&", "&amp;"), "")));
    TestZip windows = new TestZip();
    windows.add("envoi\\index.htm", "<html/>");
    windows.add("envoi\\SUBSET01\\METADATA.xml", metadata(Said.cda("document.XML", critical())));
    windows.add("envoi\\SUBSET01\\Document.xml", critical());
    windows.add("envoi\\SUBSET01\\style.xsl", "<x/>");
    all.put("contre-obliques-sans-dossier-ihe-xdm", windows.content());
    TestZip glued = new TestZip();
    glued.add("IHE_XDM/SUBSET01METADATA.XML", metadata(DOC));
    glued.add("IHE_XDM/SUBSET01/DOC0001.XML", critical());
    all.put("separateur-oublie", glued.content());
    TestZip sets = zip(DOC);
    sets.add("IHE_XDM/SUBSET02/METADATA.XML", metadata(Said.cda("DOC0001.XML", levelOne())));
    sets.add("IHE_XDM/SUBSET02/DOC0001.XML", levelOne());
    all.put("deux-lots", sets.content());
    TestZip nameless = new TestZip();
    nameless.add(FOLDER + "METADATA.XML", metadata(Said.cda("", critical())));
    nameless.add(FOLDER + "compte rendu.xml", critical());
    all.put("sans-uri", nameless.content());
    TestZip version = new TestZip();
    version.add(
        FOLDER + "METADATA.XML",
        metadata(
            "<Association associationType=\"urn:ihe:iti:2007:AssociationType:RPLC\""
                + " sourceObject=\"Document1\" targetObject=\"urn:uuid:11111111-0000-0000\"/>",
            DOC));
    version.add(FOLDER + DOC.file(), DOC.bytes());
    all.put("association-rplc-inconnue", version.content());
    all.put("faite-sur-un-mac", onMac(true));
    String split =
        critical()
            .replace(
                "<id root=\"1.2.250.1.999.7.10.1\"/>",
                "<id root=\"1.2.250.1.999.7.10\" extension=\"1\"/>");
    all.put(
        "identifiant-avec-un-point",
        archive(Said.cda("DOC0001.XML", split).uniqueId("1.2.250.1.999.7.10.1")));
    all.put(
        "deux-documents-sans-naissance",
        archive(unborn("DOC0001.XML", critical()), unborn("DOC0002.XML", levelOne())));
    return all;
  }

  /** Known by the number of his laboratory and his name alone. */
  private static Said unborn(String file, String document) {
    String text =
        document
            .replace("<id root=\"1.2.250.1.213.1.4.10\" extension=\"258039999900161\"/>", "")
            .replace("<birthTime value=\"19580314\"/>", "");
    return Said.cda(file, text)
        .patient(
            "T-101^^^&amp;1.2.250.1.999.7.1&amp;ISO^PI", "<Value>PID-5|ESSAI^MARIE^^^^^L</Value>");
  }

  /**
   * With what a Mac leaves beside each file.
   *
   * @param real false: only the names are those of a Mac
   */
  private static Content onMac(boolean real) {
    byte[] beside = {
      0, 5, 0x16, 7, 0, 2, 0, 0, 'M', 'a', 'c', ' ', 'O', 'S', ' ', 'X', (byte) 0xe1
    };
    TestZip mac = zip(DOC);
    String folder = "__MACOSX/" + FOLDER + "._";
    mac.add(folder + "METADATA.XML", real ? beside : critical().getBytes(UTF_8));
    mac.add(folder + DOC.file(), beside);
    mac.add(".DS_Store", new byte[] {0, 0, 0, 1, 'B', 'u', 'd', '1', 0});
    return mac.content();
  }

  static Map<String, Content> refused() {
    Map<String, Content> all = new TreeMap<>();
    hostile(all);
    incoherent(all);
    return all;
  }

  private static void hostile(Map<String, Content> all) {
    for (Map.Entry<String, String> name :
        Map.of(
                "nom-qui-remonte", "../../x",
                "nom-qui-remonte-contre-obliques", "..\\..\\x",
                "nom-absolu", "/abs",
                "nom-d-un-disque", "C:\\x",
                "nom-avec-nul", "a\000b",
                "deux-fois-le-meme-nom", "README.TXT",
                "metadata-et-metadata", "ihe_xdm/subset01/metadata.xml")
            .entrySet()) {
      TestZip zip = zip(DOC);
      zip.add(name.getValue(), "x");
      all.put(name.getKey(), zip.content());
    }
    TestZip link = zip(DOC);
    link.add("lien", "/etc/passwd").mode(0120777);
    all.put("lien-symbolique", link.content());
    TestZip twoNames = zip(DOC);
    twoNames.add("INDEX.HTML", "x").localName("AUTRE.HTML");
    all.put("deux-noms-pour-un-fichier", twoNames.content());
    TestZip nested = zip(DOC);
    nested.add("README.ZIP", archive(DOC).bytes());
    all.put("archive-dans-l-archive", nested.content());
    TestZip bomb = zip(DOC);
    bomb.add("INDEX.HTML", new byte[10 << 20]);
    all.put("bombe", bomb.content());
    TestZip liar = zip(DOC);
    liar.add("INDEX.HTML", new byte[60_000]).size(100);
    all.put("taille-mensongere", liar.content());
    TestZip overlap = zip(DOC);
    overlap.add("INDEX.HTM", "<html/>").at(0);
    all.put("fichiers-qui-se-recouvrent", overlap.content());
    all.put("octets-caches", zip(DOC).between("cachés".getBytes(UTF_8)).content());
    TestZip many = new TestZip();
    for (int i = 0; i < 201; i++) {
      many.add("F" + i, "");
    }
    all.put("trop-de-fichiers", many.content());
    TestZip secret = zip(DOC);
    secret.add("INDEX.HTML", "x").flags(1);
    all.put("chiffree", secret.content());
    byte[] whole = archive(DOC).bytes();
    all.put("coupee", Content.of(Arrays.copyOf(whole, whole.length - 30)));
    all.put("nombre-mensonger", zip(DOC).count(3).content());
  }

  private static void incoherent(Map<String, Content> all) {
    all.put("compte-rendu-sous-un-nom-de-mac", onMac(false));
    byte[] changed = critical().replace("value=\"7.1\"", "value=\"4.1\"").getBytes(UTF_8);
    all.put("document-change", described(metadata(DOC), changed));
    all.put(
        "taille-fausse", described(metadata(DOC).replaceFirst(">\\d{4,5}<", ">12<"), DOC.bytes()));
    all.put("description-d-un-autre-patient", archive(DOC.patient(TestArchive.OTHER_INS, "")));
    all.put(
        "traits-d-un-autre-patient",
        archive(DOC.patient(TestArchive.INS, "<Value>PID-7|19600304</Value>")));
    all.put("sans-patient", archive(DOC.patient("", "")));
    all.put(
        "deux-patients",
        archive(
            DOC,
            Said.cda("DOC0002.XML", ofAnother())
                .patient(TestArchive.OTHER_INS, "<Value>PID-5|TEMOIN^PAUL^^^^^L</Value>")));
    all.put("identifiant-d-un-autre-document", archive(DOC.uniqueId("1.2.250.1.999.7.10.7")));
    all.put("type-d-un-autre-document", archive(DOC.type("18748-4")));
    all.put("action-inconnue", archive(DOC.more(action("X"))));
    TestZip extra = zip(DOC);
    extra.add(FOLDER + "DOC0002.XML", levelOne());
    all.put("fichier-non-decrit", extra.content());
    TestZip less = new TestZip();
    less.add(FOLDER + "METADATA.XML", metadata(DOC, SECOND));
    less.add(FOLDER + DOC.file(), DOC.bytes());
    all.put("document-manquant", less.content());
    TestZip bare = new TestZip();
    bare.add(FOLDER + DOC.file(), DOC.bytes());
    all.put("sans-description", bare.content());
    all.put("description-vide", described(metadata(), new byte[0]));
    all.put(
        "doctype-dans-la-description",
        described(
            metadata(DOC)
                .replace("<lcm:", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><lcm:"),
            DOC.bytes()));
    all.put("pdf-seul", archive(PDF));
    all.put(
        "texte-a-la-place-d-un-document",
        archive(DOC.with("Document au format CDA".getBytes(UTF_8))));
    byte[] cut = Arrays.copyOf(DOC.bytes(), DOC.bytes().length - 200);
    all.put("document-coupe", archive(DOC.with(cut), SECOND));
  }

  private static Content described(String metadata, byte[] document) {
    TestZip zip = new TestZip();
    zip.add(FOLDER + "METADATA.XML", metadata);
    if (document.length > 0) {
      zip.add(FOLDER + "DOC0001.XML", document);
    }
    return zip.content();
  }

  /** A second result after the first, so that a value on the wrong line shows. */
  private static String twoResults() {
    String one = critical();
    int from = one.indexOf("<entryRelationship typeCode=\"COMP\"><observation");
    String potassium = one.substring(from, one.indexOf("</act></entry>"));
    String sodium =
        potassium
            .replace("2823-3", "2951-2")
            .replace("Potassium", "Sodium")
            .replace("\"7.1\"", "\"131.5\"")
            .replace("\"HH\"", "\"L\"")
            .replace("\"3.5\"", "\"136\"")
            .replace("\"5.1\"", "\"145\"");
    return one.replace(potassium, potassium + sodium)
        .replace(
            "</td></tr></tbody>",
            "</td></tr><tr><td>Sodium</td><td>131,5 mmol/L</td></tr></tbody>");
  }
}
