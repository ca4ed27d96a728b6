// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.pdf;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/**
 * What makes a document last and be read aloud: PDF/A-1a (ISO 19005-1), the archive form that the
 * secure mail asks for, and PDF/UA-1 (ISO 14289-1).
 */
final class Archive {
  private static final String PRODUCER = "Relais";
  private static final String EXTENSION =
      """
      <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
       xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"\
       xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>\
      <rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility Schema\
      </pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/\
      </pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property>\
      <rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal\
      </pdfaProperty:category><pdfaProperty:description>Part of ISO 14289\
      </pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag>\
      </pdfaExtension:schemas></rdf:Description>
      """;

  /** The colours of the web, as the Java platform describes them. */
  private final Deflated colours =
      Deflated.of(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());

  /** Completes a document whose pages are there. */
  void complete(PDDocument document, Structure structure, String title, Instant at)
      throws IOException {
    COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
    catalog.setItem(COSName.STRUCT_TREE_ROOT, structure.closed());
    catalog.setString(COSName.LANG, "fr-FR");
    COSDictionary marked = new COSDictionary();
    marked.setBoolean(COSName.getPDFName("Marked"), true);
    catalog.setItem(COSName.MARK_INFO, marked);
    COSDictionary preferences = new COSDictionary();
    preferences.setBoolean(COSName.getPDFName("DisplayDocTitle"), true);
    catalog.setItem(COSName.VIEWER_PREFERENCES, preferences);
    catalog.setItem(COSName.OUTPUT_INTENTS, intents(document));
    catalog.setItem(COSName.METADATA, metadata(document, title, at));

    Calendar date = GregorianCalendar.from(at.atZone(java.time.ZoneOffset.UTC));
    date.setTimeZone(TimeZone.getTimeZone("UTC"));
    PDDocumentInformation information = document.getDocumentInformation();
    information.setTitle(title);
    information.setProducer(PRODUCER);
    information.setCreationDate(date);
    information.setModificationDate(date);
  }

  private COSArray intents(PDDocument document) throws IOException {
    COSStream profile = colours.in(document.getDocument());
    profile.setInt(COSName.N, 3);
    COSDictionary intent = new COSDictionary();
    intent.setItem(COSName.TYPE, COSName.OUTPUT_INTENT);
    intent.setName(COSName.S, "GTS_PDFA1");
    intent.setItem(COSName.OUTPUT_CONDITION_IDENTIFIER, new COSString("sRGB IEC61966-2.1"));
    intent.setItem(COSName.INFO, new COSString("sRGB IEC61966-2.1"));
    intent.setItem(COSName.DEST_OUTPUT_PROFILE, profile);
    COSArray intents = new COSArray();
    intents.add(intent);
    return intents;
  }

  /** Not compressed: ISO 19005-1 section 6.7.2. */
  private static COSStream metadata(PDDocument document, String title, Instant at)
      throws IOException {
    String date = at.truncatedTo(ChronoUnit.SECONDS).toString();
    String xmp =
        "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
            + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
            + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
            + "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">"
            + "<pdfaid:part>1</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
            + "</rdf:Description>\n"
            + "<rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">"
            + "<pdfuaid:part>1</pdfuaid:part></rdf:Description>\n"
            + EXTENSION
            + "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
            + "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">"
            + escaped(title)
            + "</rdf:li></rdf:Alt></dc:title></rdf:Description>\n"
            + "<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
            + " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"><xmp:CreateDate>"
            + date
            + "</xmp:CreateDate><xmp:ModifyDate>"
            + date
            + "</xmp:ModifyDate><pdf:Producer>"
            + PRODUCER
            + "</pdf:Producer></rdf:Description>\n"
            + "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>";
    COSStream stream = document.getDocument().createCOSStream();
    try (OutputStream raw = stream.createRawOutputStream()) {
      raw.write(xmp.getBytes(StandardCharsets.UTF_8));
    }
    stream.setItem(COSName.TYPE, COSName.METADATA);
    stream.setName(COSName.SUBTYPE, "XML");
    return stream;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
